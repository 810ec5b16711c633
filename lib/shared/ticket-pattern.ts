/** Longest line that is looked into, in UTF-16 units: a pattern may take long for a long one. */
const LONGEST_LINE = 1000;

/** Returns why a pattern of tickets is unusable, or null. One that matches nothing at all would match everywhere. */
export function ticketPatternProblem(pattern: string): 'not-a-pattern' | null {
  try {
    return new RegExp(pattern).test('') ? 'not-a-pattern' : null;
  } catch {
    return 'not-a-pattern';
  }
}

/**
 * Returns the ticket in a text: what the pattern's first group matches, or all of it if it has none. Null if the text
 * holds none or several, of which nobody could tell the right one.
 */
export function ticketIn(text: string, pattern: string): string | null {
  if (pattern === '') return null;
  const all = new RegExp(pattern, 'g');
  const found = text
    .split(/[\r\n]+/)
    .flatMap((line) => [...line.slice(0, LONGEST_LINE).matchAll(all)].map(([whole, group]) => (group ?? whole).trim()));
  const [ticket, ...others] = new Set(found.filter(Boolean));
  return ticket !== undefined && others.length === 0 ? ticket : null;
}
