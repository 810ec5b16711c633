const SHORTEST_KEY = 20;

/**
 * Returns whether text is more likely a credential than the name of an app: it has several lines, or it is one long
 * word with letters and digits.
 */
export function looksLikeKey(text: string): boolean {
  const trimmed = text.trim();
  if (/[\r\n]/.test(trimmed)) return true;
  return trimmed.length >= SHORTEST_KEY && !/\s/.test(trimmed) && /\p{L}/u.test(trimmed) && /\p{N}/u.test(trimmed);
}
