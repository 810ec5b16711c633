import { fold } from '../../shared/directory/fold';

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

/** How a title matches without a typo, if it does. `title` and `query` are folded; `initials` are {@link initialsOf} it. */
export function match(title: string, query: string, initials: () => string): Exclude<Match, 'close'> | null {
  const first = title.indexOf(query);
  if (first === 0) return title.length === query.length ? 'exact' : 'prefix';
  for (let place = first; place > 0; place = title.indexOf(query, place + 1))
    if (beginsWord(title, place)) return 'word';
  if (first > 0) return 'inside';
  // The first initial is the first letter, which nearly every title begins with.
  const canBeInitials = query.length > 1 && (title.charCodeAt(0) === query.charCodeAt(0) || !isWordCharacter(title, 0));
  return canBeInitials && initials().startsWith(query) ? 'initials' : null;
}

/** The first letters of a title's words, folded. Capitals inside a word begin one too, as in HubSpot. */
export function initialsOf(title: string): string {
  const letters = title.match(/(?<=\p{Ll})\p{Lu}|(?<![\p{L}\p{N}\p{M}])[\p{L}\p{N}]/gu) ?? [];
  return fold(letters.join(''));
}

/**
 * Tells which titles have a word that begins with the query, or with what is typed of it so far, but
 * for one typo: a letter too many, too few, another one, or two that changed places. Both are folded.
 */
export function closeTo(query: string): (title: string) => boolean {
  if (query.length < MIN_CLOSE_LENGTH) return () => false;
  // Wherever the typo is, one of the two is whole. Looking for them first spares nearly every title the rest.
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

/** Whether the text at a place begins with the query but for one typo. The first difference is where the typo is. */
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

/** How many characters of the query, from one of its own on, stand at a place of the text. */
function sameFrom(text: string, place: number, query: string, from: number): number {
  let same = 0;
  while (from + same < query.length && text.charCodeAt(place + same) === query.charCodeAt(from + same)) same += 1;
  return same;
}
