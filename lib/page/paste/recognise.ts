import { looksLikeKey } from '../../shared/looks-like-key';
import { withoutInvisible } from '../../shared/outside-text';
import { type Cleaning, clean } from './clean';
import { match, namesOf } from './match';
import { type Concept, conceptOf, likeness, SAME, wordsOf } from './names';
import { LONGEST_TEXT, type Names, type Origin, type Pair } from './pair';
import { read } from './readers/read';
import { asFormNames } from './sign-in';
import type { FieldRules, Target } from './target';
import { isWorth } from './worth';

/** A value for one field. */
export interface Recognised {
  /** The input's id; null if the pair needs a new row in a form without a definition. */
  id: string | null;
  /** The name in the pasted text. */
  name: string;
  /** Null where several readings fit equally well: the agent chooses one, or none. */
  value: string | null;
  /** All that the text may mean, the most likely first. */
  readings: string[];
  from: Origin;
  /** What was removed from the value. */
  removed: Cleaning[];
  /** True if the field is evidently no secret, such as a host or a user name. */
  isOpen: boolean;
  /** True if an encoding was undone. */
  isDecoded: boolean;
  /** True if the value is part of a pasted address. */
  isPart: boolean;
}

/** The values that a pasted text has for a form. */
export interface Recognition {
  fields: Recognised[];
  /** Names of the pairs that match no field, without their values. */
  leftOver: string[];
}

/** Rows that one paste may add to a form without a definition. */
const MAX_ROWS = 40;

interface CleanPair extends Pair {
  removed: Cleaning[];
}

/**
 * Finds the pairs in a text and matches them to fields by key and label. With `addsRows` (a form without a definition),
 * an unmatched pair that names a credential becomes a new row.
 */
export function recognise(text: string, targets: Target[], rules: FieldRules, addsRows: boolean): Recognition {
  if (text.length > LONGEST_TEXT || text.trim() === '') return { fields: [], leftOver: [] };
  const found = asFormNames(read(text, knownNames(targets)), targets)
    .flatMap((pair) => withPort(pair, targets))
    .map(cleaned);
  const pairs = distinct(found.filter(({ value, exact }) => isWorth(value, exact)));
  const matches = match(pairs, targets, rules);
  const used = new Set(
    matches.flatMap(({ pair, readings }) => [pair.value, ...readings].map((of) => `${pair.name}\n${of}`)),
  );
  const rest = found.filter(({ name, value, half }) => !half && !used.has(`${name}\n${value}`));
  const rows = addsRows ? rest.filter((pair) => pairs.includes(pair) && isRow(pair, rest)).slice(0, MAX_ROWS) : [];
  const inRows = new Set<Pair>(rows);
  return {
    fields: [
      ...targets.flatMap((target) =>
        matches
          .filter((matched) => matched.target === target)
          .map(({ pair, value, readings }): Recognised => {
            const isPart = value !== null && value !== pair.value && /^https?:\/\//i.test(pair.value);
            const isOpen = namesNoSecret(target) && !readings.some(looksLikeKey);
            return { id: target.id, name: pair.name, value, readings, isPart, isOpen, ...said(pair) };
          }),
      ),
      ...rows.map((pair): Recognised => {
        const { name, value, others = [] } = pair;
        return { id: null, name, value, readings: [value, ...others], isPart: false, isOpen: false, ...said(pair) };
      }),
    ],
    leftOver: [...new Set(rest.filter((pair) => !inRows.has(pair)).map(({ name }) => name))],
  };
}

/** Splits `host:port` where the form asks for the two in two fields. */
function withPort(pair: Pair, targets: Target[]): Pair[] {
  const [, host, port] = /^([\w.-]+\.[\w-]+)[:,](\d{2,5})$/.exec(pair.value.trim()) ?? [];
  const asks = (wanted: Concept) =>
    targets.some(({ field }) => namesOf(field).some((name) => conceptOf(wordsOf(name))?.concept === wanted));
  if (!host || !port || conceptOf(wordsOf(pair.name))?.concept !== 'domain' || !asks('port')) return [pair];
  return [
    { ...pair, value: host },
    { name: 'Port', value: port, from: pair.from, exact: true },
  ];
}

const NO_SECRET: Concept[] = ['domain', 'email', 'username', 'region', 'port', 'database'];

function namesNoSecret({ field }: Target): boolean {
  const concept = namesOf(field)
    .map((name) => conceptOf(wordsOf(name))?.concept)
    .find(Boolean);
  return field.type !== 'password' && concept !== undefined && NO_SECRET.includes(concept);
}

function said(pair: Pair): Pick<Recognised, 'from' | 'removed' | 'isDecoded'> {
  const removed = 'removed' in pair && Array.isArray(pair.removed) ? pair.removed : [];
  return { from: pair.from, removed, isDecoded: pair.decoded === true };
}

function knownNames(targets: Target[]): Names {
  const fields = targets.flatMap(({ field }) => namesOf(field)).map(wordsOf);
  const known = new Map<string, boolean>();
  return {
    isKnown(name) {
      const answer = known.get(name) ?? namesCredential(wordsOf(name), fields);
      known.set(name, answer);
      return answer;
    },
    means: (name) => conceptOf(wordsOf(name)) !== null || fields.some((field) => likeness(wordsOf(name), field) > 0),
  };
}

/** True if the words alone name a credential or one of the fields. */
function namesCredential(words: string[], fields: string[][]): boolean {
  return conceptOf(words)?.extra === 0 || fields.some((field) => likeness(words, field) >= SAME);
}

/** Cleans what a message says. A value with ends of its own stays as it is. */
function cleaned(pair: Pair): CleanPair {
  const name = withoutInvisible(pair.name).trim();
  if (pair.exact && pair.from !== 'label') return { ...pair, name, removed: [] };
  if (!pair.exact) return { ...pair, name, ...clean(pair.value) };
  const value = withoutInvisible(pair.value);
  return { ...pair, name, value, removed: [...(value === pair.value ? [] : (['invisible'] as const)), 'quotes'] };
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
function isRow({ name, value, implied, unsure }: Pair, all: Pair[]): boolean {
  if (implied || unsure || /[\r\n]/.test(value)) return false;
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
