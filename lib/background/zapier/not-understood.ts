import type { NotUnderstood } from '../../shared/failure';
import { looksLikeKey } from '../../shared/looks-like-key';
import { hiding } from '../hiding';

/** How much of an answer the diagnostics show, in UTF-16 units. */
const LENGTH = 200;

/** Members of JSON whose text says what went wrong. All other text may name a customer or be a credential. */
const SAYS_WHY = new Set(['error', 'error_description', 'detail', 'message', 'code', 'status', 'type']);

const HIDDEN = '…';

/** Shortest text that is taken for a repetition of what was sent, in UTF-16 units. */
const SHORTEST = 4;

const MARKUP = /<(style|script)[\s\S]*?(<\/\1>|$)|<[^>]*>?/gi;

/** Returns whether an answer is a redirect, which browsers hide but for its type, and which is never followed. */
export const isRedirect = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || (status >= 300 && status < 400);

/** Returns what an answer holds instead of the expected data. */
export function kindOf(text: string): NotUnderstood['got'] {
  if (text.trim() === '') return 'nothing';
  return /^\s*</.test(text) ? 'page' : 'other';
}

/**
 * Returns how an answer begins, for the diagnostics: of JSON its shape, of a page its words. What was `sent` and text
 * that may name a customer or be a credential is left out.
 */
export function beginningOf(text: string, sent: string[]): string {
  const hide = hiding(
    sent.filter((one) => one.length >= SHORTEST),
    HIDDEN,
  );
  const harmless = (words: string) =>
    hide(words)
      .split(/\s+/)
      .map((word) => (looksLikeKey(word) || word.includes('@') ? HIDDEN : word))
      .join(' ');
  const words =
    kindOf(text) === 'page' ? harmless(text.replace(MARKUP, ' ')) : (shapeOf(text, harmless) ?? harmless(text));
  return words.trim().slice(0, LENGTH);
}

/** Returns every text in a JSON value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** Returns JSON without most of its text, or null if the text is not JSON. */
function shapeOf(text: string, harmless: (words: string) => string): string | null {
  try {
    return JSON.stringify(JSON.parse(text), (key, value) => {
      if (typeof value === 'number' && harmless(String(value)) !== String(value)) return HIDDEN;
      if (typeof value !== 'string') return value;
      return SAYS_WHY.has(key) ? harmless(value) : HIDDEN;
    });
  } catch {
    return null;
  }
}
