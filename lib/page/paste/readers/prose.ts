import { MAX_NAME_LENGTH, MAX_PAIRS, type Names, type Pair } from '../pair';
import { headerLine } from './headers';
import { isAside, isFarewell, plainLine } from './mail';
import { valuesOf, withoutEnd } from './prose-value';

/** How many characters of a line are searched for its name. */
const HEAD_LENGTH = MAX_NAME_LENGTH + 40;
/** Longer messages are read so far. */
const MOST_LINES = 2000;
const MAX_NAME_WORDS = 6;
/** A line with more words than this is prose, not a value on its own. */
const MAX_VALUE_WORDS = 3;
/** How many characters are searched for the end of a key file or a quoted value. */
const MAX_VALUE_LENGTH = 10_000;

const SEPARATED =
  /^["'“‘`]?([^=:：→\t|"“”`]{1,64}?)["'”’`]?[ \t\u00A0]*(?:(?<=[ \t])=>|:=|=|:(?!\/\/)|：|→|\t|\||[ \u00A0][-–—](?=[ \u00A0])|[-–—](?=[ \u00A0]))/u;
/** "The API key is …", in several languages. */
const SAID = /^(.{2,60}?)[ ](?:is|are|lautet|ist|est|es|é|è|is nu|は)[ :]+(\S+)$/iu;
const IS = /[ ](?:is|are|lautet|ist|est|es|é|è)$/i;
/** A name within a line, and the sign after it. */
const INNER = /([\p{L}\p{N}_'’().-]+(?:[ ][\p{L}\p{N}_'’().-]+){0,3})[ ]?[:：=](?![/=])/gu;
/** What stands between a value and the next name: one sign, or a word. */
const BETWEEN =
  /(?:\s*[/|,;·•&+(]|\s+[-–—](?=\s*$)|,?\s+(?:and|und|et|y|e|en|with|mit)(?:\s+(?:the|your|das|der|die|dein|ihr|le|la|el|su|o|a|il|de|het))?(?=\s*$))?\s*$/iu;
/** A host of three labels or more, alone in a line. */
const HOST = /^(?:[a-z\d-]+\.){2,}[a-z]{2,}\/?$/i;
const ADDRESS = /^<?(https?:\/\/[^\s<>|]+)(?:\|[^>]*)?>?[.,]?$/i;
/** Pages about a product rather than a customer's own. */
const ABOUT = /\/(?:hc|help|docs?|kb|articles?|support|guides?|blog|wiki|tickets?|faq)(?:[/?#]|$)/i;
const IN_TEXT = /https?:\/\/[^\s<>"'|)\]]+/gi;

/**
 * Reads a message line by line, the only reader that may leave lines out. A known name on a line of its own names the
 * value on the next one.
 */
export function readProse(text: string, names: Names): Pair[] {
  const reader = new Lines(text);
  const pairs: Pair[] = [];
  let heading: string | null = null;
  let isSigned = false;
  let lines = 0;
  for (let line = reader.next(); line !== null && pairs.length < MAX_PAIRS; line = reader.next()) {
    if (line !== '' && ++lines > MOST_LINES) break;
    if (line === '' || isAside(line)) continue;
    if (isFarewell(line)) {
      isSigned = pairs.length > 0;
      continue;
    }
    const plain = plainLine(line);
    if (plain === '' || /^(?:#|\/\/)/.test(plain)) continue;
    if (plain.startsWith('-----BEGIN ')) {
      pairs.push({ name: heading ?? 'Private key', value: reader.keyFile(plain), from: 'label', exact: true });
      heading = null;
      continue;
    }
    const found = pairsIn(plain, names, reader);
    if (heading !== null && !labelsIn(plain, names).some(({ name }) => names.isKnown(name)) && isValue(line.trim())) {
      pairs.push(...valuesOf(heading, line.trim()));
      heading = null;
    } else if (found.length > 0) {
      pairs.push(...found.filter(({ name }) => !isSigned || !isOfSignature(name)));
      heading = null;
    } else {
      if (!isSigned) pairs.push(...addressesIn(plain));
      const name = plain.replace(/\s*[:：=]$/, '').replace(/^["'“”]|["'“”]$/g, '');
      const isHeading = name.length <= MAX_NAME_LENGTH && isName(name);
      heading = !isHeading ? null : names.isKnown(name) ? name : name === plain ? null : knownEnd(name, names);
    }
  }
  return pairs.slice(0, MAX_PAIRS);
}

/** A label of the sender's own below a farewell. */
function isOfSignature(name: string): boolean {
  return /^(?:e-?mail|mail|web(?:site|seite)?|site|url|homepage|internet|tel|phone|telefon|mobile?|fax|address|adresse|correo|courriel|メール)/iu.test(
    name.trim(),
  );
}

function isName(name: string): boolean {
  return /\p{L}/u.test(name) && !/[@?!;{}<>:：=]/.test(name) && name.split(/\s+/).length <= MAX_NAME_WORDS;
}

function isValue(line: string): boolean {
  return !/[:：]$/.test(line) && line.split(/\s+/, MAX_VALUE_WORDS + 1).length <= MAX_VALUE_WORDS;
}

/** A name and where its value begins and ends in the line. */
interface Label {
  name: string;
  start: number;
  valueAt: number;
}

function pairsIn(line: string, names: Names, reader: Lines): Pair[] {
  if (/^(?:x-)?authorization[ ]?:/i.test(line)) return headerLine(line);
  const labels = labelsIn(line, names);
  if (labels.length === 0) {
    const [, said = '', value = ''] = SAID.exec(line) ?? [];
    const name = said.replace(
      /^(?:and |und )?(?:the|your|our|my|der|die|das|dein|ihr|le|la|votre|el|tu|su|o|a|il|de|het)[ ]/i,
      '',
    );
    if (!names.isKnown(name) || (!/\d/.test(value) && names.isKnown(value))) return [];
    return valuesOf(name, value).map((pair) => (/[.,;!]$/.test(pair.value) ? { ...pair, unsure: true } : pair));
  }
  if (labels.length === 1) {
    const [label] = labels;
    const quoted = label ? reader.quoted(line.slice(label.valueAt)) : null;
    if (label && quoted !== null) return [{ name: label.name, value: quoted, from: 'label', exact: true }];
  }
  return labels.flatMap(({ name, valueAt }, at) => {
    const next = labels[at + 1];
    const rest = line.slice(valueAt, next?.start);
    const value = next ? rest.trimEnd().replace(BETWEEN, '') : rest;
    const both = at === 0 && !next ? combined(name, value.trim(), names) : null;
    return both ?? valuesOf(name, value.trim());
  });
}

/** Finds the first name of a line, and each known one after it. */
function labelsIn(line: string, names: Names): Label[] {
  const labels: Label[] = [];
  const first = SEPARATED.exec(line.slice(0, HEAD_LENGTH));
  const name = (first?.[1]?.trim() ?? '').replace(IS, '');
  if (first && isName(name) && !isTime(line, first[0].length))
    labels.push({ name, start: 0, valueAt: first[0].length });
  const from = labels[0]?.valueAt ?? 0;
  for (const found of line.slice(0, 2000).matchAll(INNER)) {
    const end = found.index + found[0].length;
    if (end <= from) continue;
    const known = knownEnd(found[1] ?? '', names);
    const start = found.index + (found[1] ?? '').length - (known?.length ?? 0);
    if (!known || (start > 0 && !/[\s/|,;·•(*]/.test(line[start - 1] ?? ''))) continue;
    const last = labels.at(-1);
    // What stands at the beginning of a value is a part of it.
    if (last && names.isKnown(last.name) && line.slice(last.valueAt, start).trim() === '') continue;
    labels.push({ name: known, start: Math.max(start, labels.at(-1)?.valueAt ?? 0), valueAt: end });
  }
  // What names nothing and is followed by a name at once is who speaks, or of what.
  return labels.filter(({ name: own, valueAt }, at) => {
    const next = labels[at + 1];
    return !next || names.isKnown(own) || line.slice(valueAt, next.start).trim() !== '';
  });
}

/** Returns the longest end of some words that is a known name. */
function knownEnd(words: string, names: Names): string | null {
  const parts = words.split(' ');
  for (let at = 0; at < parts.length; at++) {
    const end = parts.slice(at).join(' ');
    if (names.isKnown(end)) return end;
  }
  return null;
}

/** Reads `User / password: bob / pw99`. Null if the name is not two; no pairs if the value is not. */
function combined(name: string, value: string, names: Names): Pair[] | null {
  const both = name.split(/\s*(?:\/|\+|&|,| and | und | et | y | e )\s*/i);
  if (both.length !== 2 || !both.every((one) => names.isKnown(one))) return null;
  const values = value.split(/\s+\/\s+|\s*\|\s*|\s*,\s+|\s+/).filter(Boolean);
  const split = values.length === 2 ? values : /^[^/:]+[/:][^/:]+$/.test(value) ? value.split(/[/:]/) : [];
  return split.length === 2 ? both.flatMap((one, at) => valuesOf(one, split[at] ?? '')) : [];
}

/** True if the sign is the colon of a time of day. */
function isTime(line: string, end: number): boolean {
  return /\d[:：]$/.test(line.slice(0, end)) && /^\d\d/.test(line.slice(end));
}

function addressesIn(line: string): Pair[] {
  const alone = ADDRESS.exec(line)?.[1] ?? (HOST.test(line) ? `https://${line}` : undefined);
  const inText = (line.match(IN_TEXT) ?? []).map(withoutEnd);
  const found = alone ? [alone] : inText.filter((address) => !ABOUT.test(address));
  return found.map((value) => ({ name: 'URL', value, from: 'address', exact: true, implied: true }));
}

/** Reads a text line by line, and values of several lines as a whole. */
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

  /** Returns a value in quotes that begins in the current line and ends in a later one; otherwise null. */
  quoted(raw: string): string | null {
    const value = raw.trim();
    const quote = value[0] ?? '';
    if (quote !== '"' || value.indexOf('"', 1) > 0 || !this.#text.startsWith(value, this.#lineEnd - value.length))
      return null;
    const start = this.#lineEnd - value.length + 1;
    const end = this.#text.slice(start, start + MAX_VALUE_LENGTH).indexOf('"');
    if (end < 0) return null;
    const newline = this.#text.indexOf('\n', start + end);
    const rest = this.#text.slice(start + end + 1, newline < 0 ? undefined : newline);
    if (!/^[ \t]*[,;}\]]{0,3}[ \t]*$/.test(rest)) return null;
    this.#at = newline < 0 ? this.#text.length : newline + 1;
    return this.#text.slice(start, start + end);
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
