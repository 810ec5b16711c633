import { foldedName, TITLE_MAX_LENGTH, titleLength } from './naming';

/** Values for the placeholders of a name template. Empty ones are left out of the name. */
export interface NameParts {
  customer: string;
  /** The app's title. */
  app: string;
  /** The account's e-mail. */
  account: string;
  /** The local day, as yyyy-mm-dd. */
  date: string;
  /** The help desk ticket; empty if there is none. */
  ticket: string;
}

/** Matches one placeholder of a template. Its group is a key of {@link NameParts}. */
export const PLACEHOLDER = /\{(customer|app|account|date|ticket)\}/g;

/**
 * Returns why a template is unusable, or null. Without a placeholder all connections would have the same name;
 * `{ticket}` alone is not enough, because it is often empty. An unknown placeholder is a typing mistake that would
 * appear in every connection's name.
 */
export function templateProblem(template: string): 'no-placeholder' | 'unknown-placeholder' | null {
  if (/\{\w+\}/.test(template.replace(PLACEHOLDER, ''))) return 'unknown-placeholder';
  return /\{(customer|app|account|date)\}/.test(template) ? null : 'no-placeholder';
}

/** Cuts a text to at most `limit` code points, between letters or emoji as people see them, and removes trailing spaces. */
function cut(text: string, limit: number): string {
  if (titleLength(text) <= limit) return text;
  let [kept, room] = ['', limit];
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    room -= titleLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept.trimEnd();
}

/** Cuts a title so that `room` more code points fit. */
function cutTitle(title: string, room = 0): string {
  return cut(title, TITLE_MAX_LENGTH - room);
}

/**
 * Fills a template's placeholders. An empty part is removed along with its separator and the brackets around it. Where a
 * name is too long for Zapier, the customer is cut, and then the name. Placeholders inside a part are not filled.
 */
export function fillNameTemplate(template: string, parts: NameParts): string {
  const isEmpty = (name: string) => !parts[name as keyof NameParts].trim();
  const whole = dropEmptyParts(template, PLACEHOLDER, isEmpty);
  const fill = (customer: string) =>
    whole
      .replace(PLACEHOLDER, (_, name: keyof NameParts) => (name === 'customer' ? customer : parts[name].trim()))
      .replaceAll(GAP, '')
      .trim();
  const customer = parts.customer.trim();
  const filled = fill(customer);
  const surplus = titleLength(filled) - TITLE_MAX_LENGTH;
  const times = whole.split('{customer}').length - 1;
  if (surplus <= 0 || times === 0) return cutTitle(filled);
  return cutTitle(fill(cut(customer, Math.max(1, titleLength(customer) - Math.ceil(surplus / times)))));
}

/**
 * Removes the placeholders of empty parts from a template, each along with its separator and the brackets around it.
 *
 * @param placeholder matches one placeholder; its group is the part's name.
 */
export function dropEmptyParts(template: string, placeholder: RegExp, isEmpty: (name: string) => boolean): string {
  const gaps = template
    .replaceAll(GAP, '')
    .replace(placeholder, (token, name: string) => (isEmpty(name) ? GAP : token));
  return closeGaps(gaps).replaceAll(GAP, '');
}

/** Returns the value of `{date}`: the day in the agent's time zone, as ISO 8601. */
export function localDay(time: Date): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return [time.getFullYear(), twoDigits(time.getMonth() + 1), twoDigits(time.getDate())].join('-');
}

/** Marks the place of an empty part. No title contains this character. */
const GAP = '\u0000';
/** Brackets and quotes that stand around a part, with what closes them. */
const OPENING = '(\\[«„“‹<"\'';
const CLOSING = ')\\]»“”›>"\'';
/** Signs between parts, whatever they are, but for those around one and for a placeholder's own. */
const SIGN = `(?:(?![{}#№${OPENING}${CLOSING}])[\\p{P}\\p{S}])`;
const SEPARATOR = `(?:\\s*${SIGN}+\\s*|\\s+)`;
const SEVERAL = new RegExp(`${GAP}(?:${SEPARATOR}?${GAP})+`, 'gu');
const IN_BRACKETS = new RegExp(`[${OPENING}]\\s*${GAP}\\s*[${CLOSING}]`, 'gu');
/** A number sign is removed along with the missing number. */
const NUMBERED = new RegExp(`[#№]${GAP}`, 'gu');
const OPENED = new RegExp(`(?:^|[${OPENING}])$`, 'u');
const CLOSED = new RegExp(`^(?:$|[${CLOSING}])`, 'u');
const JOINED = new RegExp(`(${SEPARATOR})?${GAP}(${SEPARATOR})?`, 'gu');

/**
 * Removes each gap with one separator. Between two parts, a separator with punctuation is kept rather than a space; at
 * an edge or a bracket, no separator is kept.
 */
function closeGaps(template: string): string {
  const one = template.replace(NUMBERED, GAP).replace(SEVERAL, GAP).replace(IN_BRACKETS, GAP).replace(SEVERAL, GAP);
  return one.replace(JOINED, (found, before = '', after = '', offset: number) => {
    const isFirst = OPENED.test(one.slice(0, offset));
    const isLast = CLOSED.test(one.slice(offset + found.length));
    if (isFirst || isLast) return '';
    return after.trim() || !before.trim() ? after || before : before;
  });
}

/**
 * Returns the name if it is not taken, or else the name with the first free number from 2 up. A name too long with its
 * number is cut before the number.
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
