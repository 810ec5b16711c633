/** What a name template may hold, and what stands for each in a connection's name. An empty part is left out. */
export interface NameParts {
  customer: string;
  /** The app's title. */
  app: string;
  /** The account's e-mail. */
  account: string;
  /** The local day, as yyyy-mm-dd. */
  date: string;
  /** The help desk's ticket; empty where there is none. */
  ticket: string;
}

/** One placeholder of a template; its group is a key of {@link NameParts}. */
export const PLACEHOLDER = /\{(customer|app|account|date|ticket)\}/g;

/**
 * Why connections cannot be named by a template. Without a placeholder all would be called the same;
 * `{ticket}` alone does not help, since it is often empty. What looks like a placeholder and is none is
 * a slip of the pen, and would stand in every customer's connections.
 */
export function templateProblem(template: string): 'no-placeholder' | 'unknown-placeholder' | null {
  if (/\{\w+\}/.test(template.replace(PLACEHOLDER, ''))) return 'unknown-placeholder';
  return /\{(customer|app|account|date)\}/.test(template) ? null : 'no-placeholder';
}

/** What `POST /v2/authentications` takes as a title, in characters. */
export const TITLE_MAX_LENGTH = 255;

/** Length as the API counts it: code points, not the UTF-16 units of `string.length`. */
export function titleLength(title: string): number {
  return [...title].length;
}

/** From how many code points before the limit on a title's length is worth saying. */
const NEAR_LIMIT = 25;

/** The length of a title as it would be sent, where that is near the limit or past it. */
export function lengthNearLimit(title: string): number | null {
  const length = titleLength(title.trim());
  return length > TITLE_MAX_LENGTH - NEAR_LIMIT ? length : null;
}

/** The beginning of a title that still has room for as many code points more, without a space at its end. */
export function cutTitle(title: string, room = 0): string {
  return [...title]
    .slice(0, TITLE_MAX_LENGTH - room)
    .join('')
    .trimEnd();
}

/**
 * Fills a template's placeholders. An empty part takes the separator that joins it with it, and the
 * brackets around it; what is too long for Zapier is cut. Only the template is read as such, never a part.
 */
export function fillNameTemplate(template: string, parts: NameParts): string {
  const gaps = template
    .replaceAll(GAP, '')
    .replace(PLACEHOLDER, (token, name: keyof NameParts) => (parts[name].trim() ? token : GAP));
  const filled = closeGaps(gaps).replace(PLACEHOLDER, (_, name: keyof NameParts) => parts[name].trim());
  return cutTitle(filled.replaceAll(GAP, '').trim());
}

/** A day as `{date}` stands for it: ISO 8601, by the clock on the agent's wall. */
export function localDay(time: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-');
}

/** Marks the place of an empty part; a character that no title holds. */
const GAP = '\u0000';
const SEPARATOR = '(?:\\s*[-–—·:|/,;]+\\s*|\\s+)';
const SEVERAL = new RegExp(`${GAP}(?:${SEPARATOR}?${GAP})+`, 'gu');
const IN_BRACKETS = new RegExp(`[(\\[]\\s*${GAP}\\s*[)\\]]`, 'gu');
/** A number sign belongs to the number that is missing. */
const NUMBERED = new RegExp(`[#№]${GAP}`, 'gu');
const JOINED = new RegExp(`(${SEPARATOR})?${GAP}(${SEPARATOR})?`, 'gu');

/** Takes gaps away, each with one separator: of two the weaker one, at an edge whatever there is. */
function closeGaps(template: string): string {
  const one = template.replace(NUMBERED, GAP).replace(SEVERAL, GAP).replace(IN_BRACKETS, GAP).replace(SEVERAL, GAP);
  return one.replace(JOINED, (found, before = '', after = '', offset: number) => {
    const isFirst = /(?:^|[([])$/u.test(one.slice(0, offset));
    const isLast = /^(?:$|[)\]])/u.test(one.slice(offset + found.length));
    if (isFirst || isLast) return '';
    return after.trim() || !before.trim() ? after || before : before;
  });
}

/** A name as people tell names apart in Zapier's list: by neither case, width, nor how many spaces there are. */
export function foldedName(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}

/**
 * The name, or the name with the first number from 2 up that none of the taken ones bears. What is too
 * long with its number loses its end, never the number.
 */
export function uniqueName(name: string, taken: readonly string[]): string {
  const known = new Set(taken.map(foldedName));
  if (!name.trim() || !known.has(foldedName(name))) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const numbered = cutTitle(name, suffix.length) + suffix;
    if (!known.has(foldedName(numbered))) return numbered;
  }
}
