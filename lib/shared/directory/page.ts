import type { AppSummary } from '../app';
import { fold } from './fold';

/**
 * A page of the directory, most popular app first. Each column is one text with one line per app: storage reads a few
 * long texts much faster than thousands of objects, and most lines are never read.
 */
export interface StoredPage {
  /** A UUID as 22 characters of base64url; any other id unchanged after `=`. */
  ids: string;
  titles: string;
  /** Folded titles by line number, only where lower-casing the title is not enough. */
  folded: Record<number, string>;
  descriptions: string;
  /** Icon URLs without the head and tail below; a whole URL if it has others; empty if there is no icon. */
  icons: string;
  /** The beginning and end that most icon URLs of this page share. */
  iconHead: string;
  iconTail: string;
}

/** Limits in UTF-16 units: longer titles and descriptions are cut, longer icon URLs left out. */
const MAX_TITLE = 255;
const MAX_DESCRIPTION = 60;
const MAX_ICON = 400;

/** An app without a usable id cannot be chosen. */
const USABLE_ID = /^[\w-]{1,64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Packs apps into a page for storage. Leaves out apps that cannot be chosen. */
export function packPage(apps: AppSummary[]): StoredPage {
  const usable = apps
    .filter(({ id }) => USABLE_ID.test(id))
    .map((app) => ({ ...app, title: cut(app.title, MAX_TITLE) || app.id }));
  const titles = usable.map(({ title }) => title);
  const icons = usable.map(({ iconUrl }) =>
    iconUrl && iconUrl.length <= MAX_ICON && !/\s/.test(iconUrl) ? iconUrl : '',
  );
  const { head, tail } = frame(icons.find(Boolean) ?? '');
  return {
    ids: usable.map(({ id }) => packId(id)).join('\n'),
    titles: titles.join('\n'),
    folded: Object.fromEntries(
      titles
        .map((title, line) => [line, fold(title)] as const)
        .filter(([line, folded]) => folded !== titles[line]?.toLowerCase()),
    ),
    descriptions: usable.map(({ description }) => cut(description, MAX_DESCRIPTION)).join('\n'),
    icons: icons.map((icon) => withoutFrame(icon, head, tail)).join('\n'),
    iconHead: head,
    iconTail: tail,
  };
}

/** Returns the number of apps in a page. */
export const countApps = ({ ids }: StoredPage): number => (ids === '' ? 0 : ids.split('\n').length);

/** Returns an id in the form that a page stores. */
export function packId(id: string): string {
  if (!UUID.test(id)) return `=${id}`;
  const bytes = id.replaceAll('-', '').match(/../g) ?? [];
  const text = btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))));
  return text.slice(0, 22).replaceAll('+', '-').replaceAll('/', '_');
}

function cut(text: string, length: number): string {
  const clean = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return clean.length <= length ? clean : `${clean.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Splits off an icon URL's host and first folder (head) and its query (tail), which most icons share. */
function frame(icon: string): { head: string; tail: string } {
  const query = icon.indexOf('?');
  return { head: /^https:\/\/[^/]+\/[^/]+\//.exec(icon)?.[0] ?? '', tail: query < 0 ? '' : icon.slice(query) };
}

function withoutFrame(icon: string, head: string, tail: string): string {
  const fits = icon.length > head.length + tail.length && icon.startsWith(head) && icon.endsWith(tail);
  return fits ? icon.slice(head.length, icon.length - tail.length) : icon;
}
