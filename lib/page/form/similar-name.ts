import { withoutInvisible } from '../../shared/outside-text';

/** How similar two connection names are. */
export type Likeness = 'same' | 'near';

/** Minimum number of letters and digits at which one edit is more likely a typing mistake than another word. */
const SHORTEST_WITH_SLIP = 5;

/** A name prepared for comparison. */
export interface ComparableName {
  exact: string;
  /** Letters and digits only, regardless of case, width and accents. */
  letters: string[];
  digits: string;
}

/** Prepares a name for {@link likeness}. */
export function comparable(name: string): ComparableName {
  const folded = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return { exact: withoutInvisible(name).trim(), letters: [...folded], digits: folded.replace(/\P{N}/gu, '') };
}

/**
 * Returns `same` for equal names, `near` for names that may be confused, or else null. Names are near if they differ
 * only in case, spaces, punctuation, width and accents, or in one typing mistake, but never if their digits differ.
 */
export function likeness(one: ComparableName, other: ComparableName): Likeness | null {
  if (one.exact === other.exact) return 'same';
  const shortest = Math.min(one.letters.length, other.letters.length);
  if (shortest === 0 || one.digits !== other.digits) return null;
  if (one.letters.join('') === other.letters.join('')) return 'near';
  return shortest >= SHORTEST_WITH_SLIP && isOneEdit(one.letters, other.letters) ? 'near' : null;
}

/** Returns whether one insertion, deletion, replacement or swap of neighbours, or none, turns one into the other. */
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
