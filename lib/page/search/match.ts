import { fold } from '../../shared/directory/fold';
import { type Query, wordsIn } from './readings';

/** Kinds of match, best first. */
export const MATCHES = [
  'exact',
  'prefix',
  'word',
  'other',
  'joined',
  'words',
  'inside',
  'initials',
  'fewer',
  'close',
] as const;

/** One of {@link MATCHES}. */
export type Match = (typeof MATCHES)[number];

/** Shortest query that may have a typo; shorter ones would match too much. */
const MIN_CLOSE_LENGTH = 4;

const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** Avoids the regular expression for ASCII, which nearly every title is. */
function isWordCharacter(text: string, place: number): boolean {
  const code = text.charCodeAt(place);
  if (code < 128) return (code > 96 && code < 123) || (code > 47 && code < 58);
  return WORD_CHARACTER.test(text.charAt(place));
}

/** True if a word begins at this index. */
function beginsWord(text: string, place: number): boolean {
  return place === 0 || (isWordCharacter(text, place) && !isWordCharacter(text, place - 1));
}

/** How a title matches that has the query in it, as it was typed. */
type Plain = 'exact' | 'prefix' | 'word' | 'inside' | 'initials';

/** Words that say nothing about which app is meant. */
const NOISE = new Set(
  'app apps account accounts integration connector connection api login by for the and with crm software online'.split(
    ' ',
  ),
);

/**
 * Returns how a title matches that has what the query means, but not what was typed: under another name, with other
 * blanks, with its words in another order, or with words left out; or null. `title` is folded,
 * and `titleJoined` returns it without blanks and signs.
 */
export function looseMatch(
  title: string,
  { others, joined, words }: Query,
  titleJoined: () => string,
): 'other' | 'joined' | 'words' | 'fewer' | null {
  for (const other of others) {
    const how = match(title, other, () => '');
    if (how && how !== 'inside') return 'other';
  }
  if (joined !== '' && titleJoined().includes(joined)) return 'joined';
  for (const meant of [words, ...others.map(wordsIn)]) {
    if (meant.length < 2) continue;
    const found = meant.filter((word) => hasWord(title, word));
    if (found.length === meant.length) return 'words';
    const isEnough = found.length > 0 && meant.every((word) => found.includes(word) || NOISE.has(word));
    if (isEnough || (found.length > 0 && wordsIn(title).every((word) => found.includes(word)))) return 'fewer';
  }
  return null;
}

/** Returns a folded title without blanks and signs. */
export function joinedOf(title: string): string {
  return title.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** True if a word of the title begins with the query's, which may be in the plural. */
function hasWord(title: string, word: string): boolean {
  const one = word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word;
  for (let place = title.indexOf(one); place >= 0; place = title.indexOf(one, place + 1))
    if (beginsWord(title, place)) return true;
  return false;
}

/**
 * Returns how a title matches without a typo, or null. `title` and `query` are folded; `initials` returns {@link
 * initialsOf} the title.
 */
export function match(title: string, query: string, initials: () => string): Plain | null {
  const first = title.indexOf(query);
  if (first === 0) return title.length === query.length ? 'exact' : 'prefix';
  for (let place = first; place > 0; place = title.indexOf(query, place + 1))
    if (beginsWord(title, place)) return 'word';
  if (first > 0) return 'inside';
  // The first initial is the title's first letter, so one comparison rules out most titles.
  const canBeInitials = query.length > 1 && (title.charCodeAt(0) === query.charCodeAt(0) || !isWordCharacter(title, 0));
  return canBeInitials && initials().startsWith(query) ? 'initials' : null;
}

/**
 * Returns the first letters of a title's words, folded. A capital inside a word counts as a first letter, as in
 * HubSpot.
 */
export function initialsOf(title: string): string {
  const letters = title.match(/(?<=\p{Ll})\p{Lu}|(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu) ?? [];
  return fold(letters.join(''));
}

/**
 * Returns a test for titles with a word that begins with the query but for one typo: a letter too many, a letter
 * missing, a wrong letter, or two swapped letters. Title and query are folded.
 */
export function closeTo(query: string): (title: string) => boolean {
  if (query.length < MIN_CLOSE_LENGTH) return () => false;
  // Wherever the typo is, one half of the query is intact. Looking for the halves first rules out nearly every title.
  const half = Math.floor((query.length + 1) / 2);
  const front = query.slice(0, half - 1);
  const back = query.slice(half);
  return (title) => {
    if (!title.includes(front) && !title.includes(back)) return false;
    let wasInWord = false;
    for (let place = 0; place < title.length; place++) {
      const isInWord = isWordCharacter(title, place);
      if ((place === 0 || (isInWord && !wasInWord)) && isOneTypoFrom(title, place, query)) return true;
      wasInWord = isInWord;
    }
    return false;
  };
}

/** True if the text at `place` begins with the query but for one typo, which is at the first difference. */
function isOneTypoFrom(text: string, place: number, query: string): boolean {
  const same = sameFrom(text, place, query, 0);
  const at = place + same;
  const length = query.length - same;
  return (
    sameFrom(text, at + 1, query, same + 1) >= length - 1 ||
    sameFrom(text, at, query, same + 1) >= length - 1 ||
    sameFrom(text, at + 1, query, same) >= length ||
    (query.charCodeAt(same) === text.charCodeAt(at + 1) &&
      query.charCodeAt(same + 1) === text.charCodeAt(at) &&
      sameFrom(text, at + 2, query, same + 2) >= length - 2)
  );
}

/** Counts how many characters of the query, starting at `from`, match the text at `place`. */
function sameFrom(text: string, place: number, query: string, from: number): number {
  let same = 0;
  while (from + same < query.length && text.charCodeAt(place + same) === query.charCodeAt(from + same)) same += 1;
  return same;
}
