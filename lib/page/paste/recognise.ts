import { type Cleaning, clean } from './clean';
import { curlPairs } from './curl-pairs';
import { jsonPairs } from './json-pairs';
import { linePairs } from './line-pairs';
import { match } from './match';
import { conceptOf, likeness, SAME, wordsOf } from './names';
import { MAX_PAIRS, type Pair } from './pair';
import type { FieldRules, Target } from './target';

/** A value for one field. */
export interface Recognised {
  /** The input's id; null if the pair needs a new row in a form without a definition. */
  id: string | null;
  /** The name in the pasted text. */
  name: string;
  value: string;
  /** What was removed from the value. */
  removed: Cleaning[];
  /** True if the value is part of a pasted address. */
  isPart: boolean;
}

/** The values that a pasted text has for a form. */
export interface Recognition {
  fields: Recognised[];
  /** Names of the pairs that match no field, without their values. */
  leftOver: string[];
}

/** With fewer matches than this, the text counts as one value, not as a block of credentials. */
export const FEWEST_FIELDS = 2;

/** Rows that one paste may add to a form without a definition. */
const MAX_ROWS = 40;

interface CleanPair extends Pair {
  removed: Cleaning[];
}

/** True if the text may hold several pairs: it has several lines, or is a curl command or JSON. */
export function mayHoldPairs(text: string): boolean {
  const trimmed = text.trim();
  return /[\r\n]/.test(trimmed) || /^(?:\$[ \t]*)?curl(?:\.exe)?[ \t]/.test(trimmed) || /^[{[]/.test(trimmed);
}

/**
 * Finds the pairs in a text and matches them to fields by key and label. With `addsRows` (a form without a definition),
 * an unmatched pair that names a credential becomes a new row.
 */
export function recognise(text: string, targets: Target[], rules: FieldRules, addsRows: boolean): Recognition {
  const pairs = distinct(
    pairsIn(text, targets)
      .map(cleaned)
      .filter(({ value }) => value !== ''),
  );
  const matches = match(pairs, targets, rules);
  const used = new Set<Pair>(matches.map(({ pair }) => pair));
  const rest = pairs.filter((pair) => !used.has(pair));
  const rows = addsRows ? rest.filter((pair) => isRow(pair, rest)).slice(0, MAX_ROWS) : [];
  const inRows = new Set<Pair>(rows);
  const removedFrom = new Map<Pair, Cleaning[]>(pairs.map((pair) => [pair, pair.removed]));
  return {
    fields: [
      ...targets.flatMap(({ id }) =>
        matches
          .filter(({ target }) => target.id === id)
          .map(({ pair, value }): Recognised => {
            const isPart = value !== pair.value && /^https?:\/\//i.test(pair.value);
            return { id, name: pair.name, value, removed: removedFrom.get(pair) ?? [], isPart };
          }),
      ),
      ...rows.map(({ name, value, removed }): Recognised => ({ id: null, name, value, removed, isPart: false })),
    ],
    leftOver: [...new Set(rest.filter((pair) => !inRows.has(pair)).map(({ name }) => name))],
  };
}

function pairsIn(text: string, targets: Target[]): Pair[] {
  const plain = unquoted(text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n'));
  const names = targets.flatMap(({ field }) => [field.key, ...(field.label ? [field.label] : [])]).map(wordsOf);
  const known = new Map<string, boolean>();
  const isKnown = (name: string) => {
    const answer = known.get(name) ?? namesCredential(wordsOf(name), names);
    known.set(name, answer);
    return answer;
  };
  const whole = jsonPairs(plain);
  if (whole) return whole;
  const command = curlPairs(plain);
  if (command) {
    const around = `${plain.slice(0, command.start)}\n${plain.slice(command.end)}`;
    return [...command.pairs, ...linePairs(around, isKnown)].slice(0, MAX_PAIRS);
  }
  const open = plain.search(/^[ \t]*[{[]/m);
  const close = Math.max(plain.lastIndexOf('}'), plain.lastIndexOf(']'));
  const inside = open >= 0 && close > open ? jsonPairs(plain.slice(open, close + 1)) : null;
  if (!inside) return linePairs(plain, isKnown);
  const around = `${plain.slice(0, open)}\n${plain.slice(close + 1)}`;
  return [...inside, ...linePairs(around, isKnown)].slice(0, MAX_PAIRS);
}

/** True if the words alone name a credential or one of the fields. */
function namesCredential(words: string[], fields: string[][]): boolean {
  return conceptOf(words)?.extra === 0 || fields.some((field) => likeness(words, field) >= SAME);
}

/** Removes an e-mail reply's quotation marks (`>`). */
function unquoted(text: string): string {
  return text.replace(/^(?:[ \t]?>)+[ \t]?/gm, '');
}

function cleaned(pair: Pair): CleanPair {
  const { value, removed } = clean(pair.value, isPassword(pair.name));
  return { ...pair, value, removed: pair.unquoted && !removed.includes('quotes') ? [...removed, 'quotes'] : removed };
}

/** True if a value with this name may end in any character. */
export function isPassword(name: string): boolean {
  return /pass|pwd|secret|pin\b/i.test(name);
}

/** Drops repeated pairs of the same name and value. */
function distinct(pairs: CleanPair[]): CleanPair[] {
  const seen = new Set<string>();
  return pairs.filter(({ name, value }) => {
    const both = `${wordsOf(name).join(' ')}\n${value}`;
    return !seen.has(both) && seen.add(both);
  });
}

/** True if the pair gets a row: its name is an identifier or means a credential, and has only one value. */
function isRow({ name, value, implied }: Pair, all: Pair[]): boolean {
  if (implied || /[\r\n]/.test(value)) return false;
  if (all.some((other) => other.name === name && other.value !== value)) return false;
  return /^[\w.-]+$/.test(name) || conceptOf(wordsOf(name)) !== null;
}

/**
 * True if the text contains a private key or certificate: PEM, OpenSSH, SSH2, PGP, PuTTY or a JSON Web Key. Their
 * headers look like pairs but are not.
 */
export function holdsKeyFile(text: string): boolean {
  if (/-{4,5} ?BEGIN [A-Z]/.test(text)) return true;
  if (/^PuTTY-User-Key-File-\d/m.test(text)) return true;
  return /"kty"\s{0,8}:/.test(text) && /"(?:d|k)"\s{0,8}:/.test(text);
}
