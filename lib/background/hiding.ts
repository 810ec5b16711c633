/** Minimum length of a text that is looked for in base64, in UTF-16 units: of a shorter one too little is left. */
const SHORTEST_IN_BASE64 = 8;

/**
 * Least length of the pieces in which a long text is looked for, in characters. So of a text that is repeated in part less
 * than a piece remains, and no pattern becomes too large, however long the text.
 */
const PIECE = 32;

/**
 * Returns a function that replaces texts, in whatever form a server may repeat them, by `hidden`. A regular expression
 * for each piece, because one for all would be too large for some browsers.
 */
export function hiding(texts: string[], hidden: string): (words: string) => string {
  const pieces = [...new Set(texts.flatMap(piecesOf))].sort((a, b) => b.length - a.length);
  const patterns = pieces.map((piece) => {
    const forms = formsOf(piece).sort((a, b) => b.length - a.length);
    const shortest = Math.min(...forms.map(({ length }) => length));
    return { shortest, pattern: new RegExp(forms.map(({ source }) => source).join('|'), 'g') };
  });
  const repeated = new RegExp(`(?:${escaped(hidden)})+`, 'g');
  return (words) => {
    let shown = words;
    for (const { shortest, pattern } of patterns) if (shortest <= shown.length) shown = shown.replace(pattern, hidden);
    return shown === words ? words : shown.replace(repeated, hidden);
  };
}

/** Returns the pieces of a long text, which are of nearly the same length, so that none is short enough to be a word. */
function piecesOf(text: string): string[] {
  const characters = [...text];
  const count = Math.max(1, Math.floor(characters.length / PIECE));
  const startOf = (index: number) => Math.round((index * characters.length) / count);
  return Array.from({ length: count }, (_, index) => characters.slice(startOf(index), startOf(index + 1)).join(''));
}

/** One form of a text: a regular expression, and the length of the text that it stands for. */
interface Form {
  source: string;
  length: number;
}

/** Returns the forms in which a server may repeat a text: as it is, in JSON, a URL, HTML, a JSON Pointer or base64. */
function formsOf(text: string): Form[] {
  const json = JSON.stringify(text).slice(1, -1);
  const inForm = new URLSearchParams({ '': text }).toString().slice(1);
  const literal = [
    text,
    json,
    json.replaceAll('/', '\\/'),
    inAscii(json),
    text.replaceAll('~', '~0').replaceAll('/', '~1'),
    inForm,
    inForm.replaceAll('+', '%20'),
    encodeURIComponent(text.toWellFormed()),
    encodeURI(text.toWellFormed()),
    asUnreserved(encodeURIComponent(text.toWellFormed())),
    json.replace(/[&<>']/g, (character) => escapeOf(character)),
    text.replace(/[&<>"']/g, (character) => NAMED[character] ?? character),
    text.replace(/[&<>"']/g, (character) => (character === "'" ? '&#x27;' : (NAMED[character] ?? character))),
  ];
  const escapes = [...new Set(literal)].map((form) => ({ source: ignoringEscapeCase(form), length: form.length }));
  return text.length < SHORTEST_IN_BASE64 ? escapes : [...escapes, ...base64Forms(text)];
}

const NAMED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes what is not ASCII as JSON escapes, as many servers do. */
const inAscii = (json: string): string => json.replace(/[^ -~]/g, escapeOf);

/** Encodes the five characters that JavaScript leaves in a URL and RFC 3986 reserves. */
const asUnreserved = (encoded: string): string =>
  encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Returns a pattern for a text in which the digits of `%2F` and `\u00E9` may be of either case. */
function ignoringEscapeCase(text: string): string {
  return text
    .split(/(%[0-9A-F]{2}|\\u[0-9a-f]{4})/)
    .map((part, index) =>
      index % 2 === 0
        ? escaped(part)
        : part.replace(/[a-f]/gi, (digit) => `[${digit.toLowerCase()}${digit.toUpperCase()}]`).replace('\\', '\\\\'),
    )
    .join('');
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const ONE_DIGIT = '[A-Za-z0-9+/_-]?';

/**
 * Returns patterns for a text inside base64, in both alphabets. Three characters stand for four bytes, so the same text
 * looks different after nought, one or two bytes of something else, such as a user name.
 */
function base64Forms(text: string): Form[] {
  const bytes = new TextEncoder().encode(text);
  return [0, 1, 2].map((before) => {
    const digits = btoa(String.fromCharCode(...new Uint8Array(before), ...bytes));
    const bits = 8 * (before + bytes.length);
    // A digit at either end that holds bits of something else too may be any digit.
    const own = digits.slice(Math.ceil((8 * before) / 6), Math.floor(bits / 6));
    const source = own.replaceAll(/[+-]/g, '[+-]').replaceAll('/', '[/_]');
    return {
      source: `${before > 0 ? ONE_DIGIT : ''}${source}${bits % 6 > 0 ? ONE_DIGIT : ''}={0,2}`,
      length: own.length,
    };
  });
}
