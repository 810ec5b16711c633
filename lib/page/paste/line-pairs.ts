import { headerPair } from './curl-pairs';
import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from './pair';

/** How many characters of a line are searched for its name. */
const HEAD_LENGTH = MAX_NAME_LENGTH + 40;
const MAX_NAME_WORDS = 6;
/** How many characters are searched for a value's closing quote or the end of a key file. */
const MAX_VALUE_LENGTH = 10_000;
/** A line with more words than this is prose, not a value on its own. */
const MAX_VALUE_WORDS = 3;

const LISTED = /^[ \t]*(?:[-*•·▪‣◦–][ \t]+|\d{1,2}[.)][ \t]+|\|)?[ \t]*/;
const EMPHASIS = /^(\*{1,2})([^*]{1,64}?)(:?)\1(:?)/;
const DECLARED = /^(?:(?:export|set|setx|let|const|var)[ \t]+|\$env:)/;
const SEPARATED =
  /^["'“‘`]?([^=:：→\t|"“”`]{1,64}?)["'”’`]?[ \t]*(?:=>|:=|=|:(?!\/\/)|：|→|\t|\||[ \u00A0][-–—](?=[ \u00A0]))/u;
const ADDRESS = /^<?(https?:\/\/[^\s<>]+)>?$/i;

/**
 * Reads a text's pairs line by line: `.env`, `key: value`, an e-mail's body, a two-column table. `isKnown` returns true
 * for a credential's name; on a line of its own it names the value on the next line.
 */
export function linePairs(text: string, isKnown: (name: string) => boolean): Pair[] {
  const reader = new Lines(text);
  const pairs: Pair[] = [];
  let heading: string | null = null;
  for (let line = reader.next(); line !== null && pairs.length < MAX_PAIRS; line = reader.next()) {
    if (line === '') continue;
    const plain = line.replace(LISTED, '').trim();
    const bare = plain.replace(EMPHASIS, '$2:');
    if (bare === '' || /^(?:#|\/\/)/.test(bare)) continue;
    if (bare.startsWith('-----BEGIN ')) {
      pairs.push({ name: heading ?? 'Private key', value: reader.keyFile(bare) });
      heading = null;
      continue;
    }
    const found = split(bare);
    if (heading !== null && (found === null || !isKnown(found.name)) && isValue(plain)) {
      pairs.push(...named(heading, plain, reader));
      heading = null;
    } else if (found && found.value !== '') {
      pairs.push(...named(found.name, found.value, reader));
      heading = null;
    } else {
      const address = ADDRESS.exec(bare)?.[1];
      if (address) pairs.push({ name: 'URL', value: address, implied: true });
      const name = found ? found.name : bare;
      heading = name.length <= MAX_NAME_LENGTH && isName(name) && isKnown(name) ? name : null;
    }
  }
  return pairs;
}

function split(line: string): { name: string; value: string } | null {
  const found = SEPARATED.exec(line.slice(0, HEAD_LENGTH).replace(DECLARED, ''));
  const name = found?.[1]?.trim() ?? '';
  if (!found || !isName(name)) return null;
  const declared = DECLARED.exec(line)?.[0].length ?? 0;
  const value = line.slice(declared + found[0].length).trim();
  // Base64 padding, or an opening bracket of code.
  if (/^[=\s]+$/.test(value) || /^[{[(]+$/.test(value)) return null;
  // A YAML block scalar, or an empty last table column.
  if (/^[|>][-+]?$/.test(value)) return { name, value: '' };
  return { name, value: value.endsWith(' |') ? value.slice(0, -2).trim() : value };
}

function isName(name: string): boolean {
  return /\p{L}/u.test(name) && !/[@?!;{}<>]/.test(name) && name.split(/\s+/).length <= MAX_NAME_WORDS;
}

function isValue(line: string): boolean {
  return line.split(/\s+/, MAX_VALUE_WORDS + 1).length <= MAX_VALUE_WORDS;
}

function named(name: string, raw: string, reader: Lines): Pair[] {
  if (raw.startsWith('-----BEGIN ')) return [{ name, value: reader.keyFile(raw) }];
  const quote = raw[0];
  if (quote === '"' || quote === "'") {
    const inner = reader.quoted(raw, quote);
    if (inner !== null) return [{ name, value: inner, unquoted: true }];
  }
  if (/^authorization$/i.test(name)) return headerPair(name, raw);
  // In .env files " #" starts a comment. Elsewhere it may be part of a password.
  const comment = /^[A-Z0-9_]+$/.test(name) ? raw.search(/[ \t]#/) : -1;
  const value = comment < 0 ? raw : raw.slice(0, comment).trim();
  return value === '' ? [] : [{ name, value }];
}

/** Reads a text line by line, and multi-line values as a whole. */
class Lines {
  readonly #text: string;
  #at = 0;
  /** End of the last line's text, without trailing spaces. */
  #lineEnd = 0;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string | null {
    if (this.#at >= this.#text.length) return null;
    const newline = this.#text.indexOf('\n', this.#at);
    const end = newline < 0 ? this.#text.length : newline;
    const line = this.#text.slice(this.#at, end).trimEnd();
    this.#lineEnd = this.#at + line.length;
    this.#at = end + 1;
    return line;
  }

  /**
   * Returns the quoted value at the start of `raw`, the rest of the current line, or null if `raw` is not a quoted
   * value.
   */
  quoted(raw: string, quote: string): string | null {
    const start = this.#lineEnd - raw.length + 1;
    if (!this.#text.startsWith(raw, start - 1)) return null;
    const limit = Math.min(this.#text.length, start + MAX_VALUE_LENGTH);
    let end = start;
    while (end < limit && this.#text[end] !== quote) end += quote === '"' && this.#text[end] === '\\' ? 2 : 1;
    if (end >= limit) return null;
    const newline = this.#text.indexOf('\n', end);
    const rest = this.#text.slice(end + 1, newline < 0 ? undefined : newline);
    if (!/^[ \t]*(?:[,;}\]]{0,3}[ \t]*$|#|\/\/)/.test(rest)) return null;
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    const inner = this.#text.slice(start, end);
    return quote === '"' ? inner.replace(/\\(["\\nrt])/g, (_, one: string) => UNESCAPED[one] ?? one) : inner;
  }

  /** Returns the PEM block that begins with `first`, up to its last line. */
  keyFile(first: string): string {
    const end = this.#text.slice(this.#at, this.#at + MAX_VALUE_LENGTH).search(/-----END [^\n]*/);
    if (/-----END /.test(first) || end < 0) return first;
    const newline = this.#text.indexOf('\n', this.#at + end);
    const rest = this.#text.slice(this.#at, newline < 0 ? undefined : newline);
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    return `${first}\n${rest}`;
  }
}

const UNESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
