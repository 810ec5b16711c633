import { type Cleaning, clean } from './clean';
import { curlPairs } from './curl-pairs';
import { jsonPairs } from './json-pairs';
import { linePairs } from './line-pairs';
import { match } from './match';
import { conceptOf, likeness, SAME, wordsOf } from './names';
import { MAX_PAIRS, type Pair } from './pair';
import type { FieldRules, Target } from './target';

/** What goes into one field. */
export interface Recognised {
  /** The input's id; null where the pair needs a row of its own in a form without definition. */
  id: string | null;
  /** What the pasted text calls it. */
  name: string;
  value: string;
  /** What was taken away from the value. */
  removed: Cleaning[];
  /** The value is a part of an address that was pasted. */
  isPart: boolean;
}

/** What a pasted text holds for a form. */
export interface Recognition {
  fields: Recognised[];
  /** Names of what found no field, without their values. */
  leftOver: string[];
}

/** With fewer fields than this a paste is a value, not a block of credentials. */
export const FEWEST_FIELDS = 2;

/** As many rows as a form without definition is given at once. */
const MAX_ROWS = 40;

interface CleanPair extends Pair {
  removed: Cleaning[];
}

/** Whether a text can hold several pairs: it has several lines, or is a command or an object in one. */
export function mayHoldPairs(text: string): boolean {
  const trimmed = text.trim();
  return /[\r\n]/.test(trimmed) || /^(?:\$[ \t]*)?curl(?:\.exe)?[ \t]/.test(trimmed) || /^[{[]/.test(trimmed);
}

/**
 * Finds the names and values in a text and the field of each, by its key and label. With `addsRows`
 * (a form without definition) what names a credential and has no field yet becomes a row.
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

/** Whether words by themselves name a credential, or one of the fields. */
function namesCredential(words: string[], fields: string[][]): boolean {
  return conceptOf(words)?.extra === 0 || fields.some((field) => likeness(words, field) >= SAME);
}

/** Without the marks of an answered e-mail. */
function unquoted(text: string): string {
  return text.replace(/^(?:[ \t]?>)+[ \t]?/gm, '');
}

function cleaned(pair: Pair): CleanPair {
  const { value, removed } = clean(pair.value, isPassword(pair.name));
  return { ...pair, value, removed: pair.unquoted && !removed.includes('quotes') ? [...removed, 'quotes'] : removed };
}

/** Whether what stands under this name may end in any character. */
export function isPassword(name: string): boolean {
  return /pass|pwd|secret|pin\b/i.test(name);
}

/** The same name with the same value counts once. */
function distinct(pairs: CleanPair[]): CleanPair[] {
  const seen = new Set<string>();
  return pairs.filter(({ name, value }) => {
    const both = `${wordsOf(name).join(' ')}\n${value}`;
    return !seen.has(both) && seen.add(both);
  });
}

/** Names as programs write them, and those that mean a credential; of a name with two values neither is taken. */
function isRow({ name, value, implied }: Pair, all: Pair[]): boolean {
  if (implied || /[\r\n]/.test(value)) return false;
  if (all.some((other) => other.name === name && other.value !== value)) return false;
  return /^[\w.-]+$/.test(name) || conceptOf(wordsOf(name)) !== null;
}
