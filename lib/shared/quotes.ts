/** Opening quotes, and what may close them: as in English, German, Polish, Swedish, French and Danish, and in code. */
const CLOSING: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“”',
  '”': '”',
  '‘': '’',
  '‚': '‘’',
  '’': '’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
};

/** Returns what a text holds in quotes; null if it is not one quotation. */
export function insideQuotes(text: string): string | null {
  const close = text.slice(-1);
  if (text.length < 2 || !CLOSING[text[0] ?? '']?.includes(close)) return null;
  const inner = text.slice(1, -1);
  return inner.includes(close) ? null : inner;
}
