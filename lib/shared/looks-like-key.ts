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

/** A name with its value, a scheme with its token, or an address with a password. */
const NAMED = /\S\s*(?:[=：]|:(?!\/\/))\s*\S|^(?:bearer|basic|token)\s+\S{8,}$|:\/\/[^\s/@]+@|^curl\s/i;
/** A password beside its name. */
const BESIDE =
  /(?:^|\s)(?:pass(?:word|wort|phrase)?|pwd?|token|secret|kennwort|(?:api[ -]?)?key)\s+(?:is\s+|ist\s+)?(?=\S*\d)(?=\S*[a-z])\S{6,}(?:\s|$)/i;
/** A key in groups with blanks or hyphens between. */
const GROUPED = /^[a-z\d]{4,8}(?:[ -][a-z\d]{4,8}){3,}$/i;
/** A password in groups of four small letters, as Google gives them to programs. */
const OF_LETTERS = /^[a-z]{4}(?: [a-z]{4}){3}$/;

/** Returns whether text is a credential, or a message that holds one or is written like one that does. */
export function holdsKey(text: string): boolean {
  const trimmed = text.trim();
  const words = trimmed.split(/\s+/);
  if (looksLikeKey(trimmed) || NAMED.test(trimmed) || words.some((word) => !/[/@]/.test(word) && looksLikeKey(word)))
    return true;
  if (BESIDE.test(trimmed) || OF_LETTERS.test(trimmed)) return true;
  return GROUPED.test(trimmed) && (trimmed.match(/\d[ -]|\d$/g) ?? []).length > 1;
}

const LONGEST_TITLE = 100;
const MOST_WORDS = 8;

/** Returns whether a pasted text is more than the name of an app: a credential, an e-mail, or what somebody wrote. */
export function isPrivate(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_TITLE || /\S@\S+\.\S/.test(trimmed)) return true;
  return trimmed.split(/\s+/).length > MOST_WORDS || holdsKey(trimmed);
}
