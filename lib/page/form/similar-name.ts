/** How alike two connection names are. */
export type Likeness = 'same' | 'near';

/** From how many letters and digits on one edit is more likely a slip than another word. */
const SHORTEST_WITH_SLIP = 5;

/** A name prepared for comparing it with many. */
export interface ComparableName {
  exact: string;
  /** Letters and digits only, without case, width and accents. */
  letters: string[];
  digits: string;
}

/** Prepares a name. */
export function comparable(name: string): ComparableName {
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return { exact: name.trim(), letters: [...folded], digits: folded.replace(/\P{N}/gu, '') };
}

/**
 * Whether two names are the same, or so near that one may be taken for the other: they differ in case,
 * spaces, punctuation, width, accents or in one slip of the hand. Names that are told apart by a number are not.
 */
export function likeness(one: ComparableName, other: ComparableName): Likeness | null {
  if (one.exact === other.exact) return 'same';
  const shortest = Math.min(one.letters.length, other.letters.length);
  if (shortest === 0 || one.digits !== other.digits) return null;
  if (one.letters.join('') === other.letters.join('')) return 'near';
  return shortest >= SHORTEST_WITH_SLIP && isOneEdit(one.letters, other.letters) ? 'near' : null;
}

/** Whether one character was put in, left out, replaced, or swapped with its neighbour. */
function isOneEdit(one: string[], other: string[]): boolean {
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  while (start < shortest && one[start] === other[start]) start++;
  let end = 0;
  while (end < shortest - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
