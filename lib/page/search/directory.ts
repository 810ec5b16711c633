import type { AppSummary } from '../../shared/app';
import { packId, type StoredPage } from '../../shared/directory/page';
import { directoryItem, type Edition, freshUntil, readPages } from '../../shared/directory/store';
import { initialsOf, joinedOf } from './match';

/** The directory in a form that search reads, most popular app first. */
export interface Directory {
  titles: string[];
  /** The folded titles, in the same order. */
  folded: string[];
  /** Returns the initials of the title at an index. */
  initials: (place: number) => string;
  /** Returns the folded title at an index without blanks and signs. */
  joined: (place: number) => string;
  /** Returns the app at an index. */
  app: (place: number) => AppSummary;
  find: (id: string) => AppSummary | undefined;
  /** Number of apps Zapier has, as far as it is known; null once all have been read. */
  growingTo: number | 'unknown' | null;
  /** True if the directory can lack only apps newer than a week. */
  isCurrent: boolean;
}

/** Builds a {@link Directory} from stored pages. */
export function openDirectory(pages: StoredPage[], state: Pick<Directory, 'growingTo' | 'isCurrent'>): Directory {
  const filled = pages.filter(({ ids }) => ids !== '').map(openPage);
  const titles = filled.flatMap((page) => page.titles);
  const folded = filled.flatMap((page) => page.folded);
  const initials: string[] = [];
  const joined: string[] = [];
  return {
    ...state,
    titles,
    folded,
    initials(place) {
      initials[place] ??= initialsOf(titles[place] ?? '');
      return initials[place];
    },
    joined(place) {
      joined[place] ??= joinedOf(folded[place] ?? '');
      return joined[place];
    },
    app(place) {
      let line = place;
      for (const page of filled) {
        if (line < page.titles.length) return page.app(line);
        line -= page.titles.length;
      }
      throw new RangeError(`No app at ${place}`);
    },
    find(id) {
      const packed = packId(id);
      for (const page of filled) {
        const line = page.lineOf(packed);
        if (line >= 0) return page.app(line);
      }
      return undefined;
    },
  };
}

/** The directory before anything has been read. */
export const NO_DIRECTORY = openDirectory([], { growingTo: 'unknown', isCurrent: false });

/**
 * Reads the stored directory: the last complete one, otherwise what has been read so far. `now` is epoch milliseconds.
 */
export async function loadDirectory(now: number): Promise<Directory> {
  const { complete, growing } = await directoryItem.getValue();
  const edition: Edition | null = complete ?? growing;
  if (!edition) return NO_DIRECTORY;
  const pages = await readPages(edition);
  // The directory was replaced and its pages deleted between the two reads.
  if (!pages) return (await directoryItem.getValue()).complete?.id === complete?.id ? NO_DIRECTORY : loadDirectory(now);
  return openDirectory(pages, {
    growingTo: complete ? null : (growing?.total ?? 'unknown'),
    isCurrent: complete !== null && !complete.hasGaps && now < freshUntil(complete),
  });
}

function openPage(page: StoredPage) {
  const titles = page.titles.split('\n');
  const folded = page.titles.toLowerCase().split('\n');
  for (const [line, text] of Object.entries(page.folded)) folded[Number(line)] = text;
  let columns: { ids: string[]; descriptions: string[]; icons: string[] } | undefined;
  return {
    titles,
    folded,
    lineOf(packed: string): number {
      return page.ids.includes(packed) ? page.ids.split('\n').indexOf(packed) : -1;
    },
    app(line: number): AppSummary {
      columns ??= {
        ids: page.ids.split('\n'),
        descriptions: page.descriptions.split('\n'),
        icons: page.icons.split('\n'),
      };
      return {
        id: unpackId(columns.ids[line] ?? ''),
        title: titles[line] ?? '',
        description: columns.descriptions[line] ?? '',
        iconUrl: iconUrl(columns.icons[line] ?? '', page),
      };
    },
  };
}

function iconUrl(icon: string, { iconHead, iconTail }: StoredPage): string | null {
  if (icon === '') return null;
  return icon.startsWith('https:') ? icon : `${iconHead}${icon}${iconTail}`;
}

function unpackId(packed: string): string {
  if (packed.startsWith('=')) return packed.slice(1);
  const hex = [...atob(packed.replaceAll('-', '+').replaceAll('_', '/'))]
    .map((byte) => byte.charCodeAt(0).toString(16).padStart(2, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
