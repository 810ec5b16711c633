const SHORTEST_KEY = 20;

/** Whether pasted text is more likely a credential than the name of an app: several lines, or one long word of letters and digits. */
export function looksLikeKey(text: string): boolean {
  const trimmed = text.trim();
  if (/[\r\n]/.test(trimmed)) return true;
  return trimmed.length >= SHORTEST_KEY && !/\s/.test(trimmed) && /\p{L}/u.test(trimmed) && /\p{N}/u.test(trimmed);
}
