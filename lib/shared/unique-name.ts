import { cutTitle } from './name';

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
