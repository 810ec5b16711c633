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

/** Names of secrets, with the sign and the value after them. */
const NAMED =
  /(?:api[ _-]?(?:key|token|secret)|token|secret|passwor[dt]|passwd|pwd|kennwort|senha|contraseña|mot de passe|wachtwoord|パスワード|apiキー|[ _-]key)["'*]*\s*[:=：]\s*\S/iu;
/** A key in groups with blanks or hyphens between. */
const GROUPED = /^[A-Za-z\d]{4,8}(?:[ -][A-Za-z\d]{4,8}){3,}$/;
const SHORTEST_SCHEMED = 8;

/**
 * Returns whether text is a credential or holds one beside other words: behind a name or a scheme, in groups, or as one
 * long word.
 */
export function holdsKey(text: string): boolean {
  const trimmed = text.trim();
  if (looksLikeKey(trimmed) || NAMED.test(trimmed)) return true;
  const [, schemed = ''] = /^(?:bearer|basic|token)\s+(\S+)$/i.exec(trimmed) ?? [];
  if (schemed.length >= SHORTEST_SCHEMED || /^curl\s+\S*\s*-|^[a-z+]+:\/\/[^\s/:@]+:[^\s/@]+@/i.test(trimmed))
    return true;
  const groups = GROUPED.test(trimmed) ? trimmed.split(/[ -]/).filter((group) => /\d/.test(group)) : [];
  return groups.length > 1 || trimmed.split(/\s+/).some((word) => looksLikeKey(word) && !/^https?:\/\/|@/i.test(word));
}
