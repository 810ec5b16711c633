import type { AppSummary } from '../app-summary';
import { fold } from './fold';

/**
 * Some apps, most popular first, one column a text with one line an app: storage hands over a few long
 * texts much faster than thousands of objects, and most lines are never looked at.
 */
export interface StoredPage {
  /** UUIDs as 22 characters of base64url; whatever else is an id as it is, after `=`. */
  ids: string;
  titles: string;
  /** Folded titles by line, of those that lower case alone does not fold. */
  folded: Record<number, string>;
  descriptions: string;
  /** Addresses of icons without the head and the tail below; with a scheme where they have others; empty where there is none. */
  icons: string;
  /** What most addresses here begin and end with. */
  iconHead: string;
  iconTail: string;
}

/** Limits in characters; what a page of Zapier's says more is cut, and without an icon where that is too long. */
const MAX_TITLE = 255;
const MAX_DESCRIPTION = 60;
const MAX_ICON = 400;

/** Apps without a usable id or without a title are no apps to choose. */
const USABLE_ID = /^[\w-]{1,64}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Makes a page to be stored. Apps that nobody could choose are left out. */
export function packPage(apps: AppSummary[]): StoredPage {
  const usable = apps
    .map((app) => ({ ...app, title: cut(app.title, MAX_TITLE) }))
    .filter(({ id, title }) => USABLE_ID.test(id) && title !== '');
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

/** How many apps a page holds. */
export const countApps = ({ ids }: StoredPage): number => (ids === '' ? 0 : ids.split('\n').length);

/** The id as a page holds it. */
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

/** The host, first folder and query of an address, of which most icons have the same. */
function frame(icon: string): { head: string; tail: string } {
  const query = icon.indexOf('?');
  return { head: /^https:\/\/[^/]+\/[^/]+\//.exec(icon)?.[0] ?? '', tail: query < 0 ? '' : icon.slice(query) };
}

function withoutFrame(icon: string, head: string, tail: string): string {
  const fits = icon.length > head.length + tail.length && icon.startsWith(head) && icon.endsWith(tail);
  return fits ? icon.slice(head.length, icon.length - tail.length) : icon;
}
