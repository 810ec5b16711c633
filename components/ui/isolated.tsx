import { type ComponentChildren, Fragment, h, type VNode } from 'preact';

/** Stand for the parts while a sentence is put together. They are private-use characters, which no words of ours hold. */
const FIRST_MARK = 0xe000;
const MARKS = /([\uE000-\uE00F])/;

/**
 * Puts texts from outside into a sentence, each isolated, so that a name written from right to left turns none of our
 * words round.
 *
 * @param words returns the sentence with what stands for each part.
 */
export function isolated<Name extends string>(
  parts: Record<Name, ComponentChildren>,
  words: (marks: Record<Name, string>) => string,
): VNode {
  const names = Object.keys(parts) as Name[];
  const marks = names.map((name, index) => [name, String.fromCharCode(FIRST_MARK + index)]);
  const pieces = words(Object.fromEntries(marks)).split(MARKS);
  const shown = pieces.map((piece) => {
    const name = MARKS.test(piece) ? names[piece.charCodeAt(0) - FIRST_MARK] : undefined;
    return name === undefined ? piece : h('bdi', null, parts[name]);
  });
  // Passed one by one instead of as a list, which would need keys although nothing ever moves.
  return h(Fragment, null, ...shown);
}
