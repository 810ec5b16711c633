import { fold } from './fold';

/** How a title matches, best first. */
export const MATCHES = ['exact', 'prefix', 'word', 'inside', 'initials', 'close'] as const;

/** One of {@link MATCHES}. */
export type Match = (typeof MATCHES)[number];

/** Shorter queries are a mistake away from too much. */
const MIN_CLOSE_LENGTH = 4;

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Nearly every title is ASCII, for which no expression is needed. */
function isWordCharacter(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58);
  return WORD_CHARACTER.test(text.charAt(place));
}

/** Whether a word of the text begins there. */
function beginsWord(text: string, place: number): boolean {
  return place === 0 || (isWordCharacter(text, place) && !isWordCharacter(text, place - 1));
}

/** How a title matches without a typo, if it does. `title` and `query` are folded; `shown` is the title as it is. */
export function match(title: string, query: string, shown: string): Exclude<Match, 'close'> | null {
  const first = title.indexOf(query);
  if (first === 0) return title.length === query.length ? 'exact' : 'prefix';
  for (let place = first; place > 0; place = title.indexOf(query, place + 1))
    if (beginsWord(title, place)) return 'word';
  if (first > 0) return 'inside';
  return haveInitials(shown, title, query) ? 'initials' : null;
}

/** Whether the query is the first letters of the title's first words. Capitals inside a word begin one too, as in HubSpot. */
function haveInitials(shown: string, title: string, query: string): boolean {
  if (query.length < 2 || title.charCodeAt(0) !== query.charCodeAt(0)) return false;
  const initials = shown.match(/(?<=\p{Ll})\p{Lu}|(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu) ?? [];
  return fold(initials.join('')).startsWith(query);
}

/**
 * Whether the query, or what is typed of it so far, begins a word of the title but for one typo: a
 * letter too many, too few, another one, or two that changed places. Both are folded.
 */
export function isClose(title: string, query: string): boolean {
  if (query.length < MIN_CLOSE_LENGTH) return false;
  for (let place = 0; place < title.length; place++)
    if (beginsWord(title, place) && isOneTypoFrom(title, place, query)) return true;
  return false;
}

/** Whether the text at a place begins with the query but for one typo. The first difference is where the typo is. */
function isOneTypoFrom(text: string, place: number, query: string): boolean {
  const same = sameFrom(text, place, query, 0);
  const at = place + same;
  const goesOn = (there: number, here: number) => here + sameFrom(text, there, query, here) >= query.length;
  return (
    goesOn(at + 1, same + 1) ||
    goesOn(at, same + 1) ||
    goesOn(at + 1, same) ||
    (query.charCodeAt(same) === text.charCodeAt(at + 1) &&
      query.charCodeAt(same + 1) === text.charCodeAt(at) &&
      goesOn(at + 2, same + 2))
  );
}

/** How many characters of the query, from one of its own on, stand at a place of the text. */
function sameFrom(text: string, place: number, query: string, from: number): number {
  let same = 0;
  while (from + same < query.length && text.charCodeAt(place + same) === query.charCodeAt(from + same)) same += 1;
  return same;
}
