import type { AuthField } from '../../shared/definitions/definition';
import { type Concept, conceptOf, likeness, SAME, wordsOf } from './names';
import type { Pair } from './pair';
import { suited } from './suited';
import type { FieldRules, Target } from './target';

/** A value that a field may take, with the pair it comes from. */
export interface Candidate {
  pair: Pair;
  /** In the form the field accepts. */
  value: string;
}

/** A field and what is for it. */
export interface Match {
  target: Target;
  pair: Pair;
  /** Null if the agent has to choose among the readings. */
  value: string | null;
  /** All that the text may mean, the value first. */
  readings: string[];
}

/** Limit on possible matches; nobody could check more. */
const MAX_EDGES = 100_000;
/** More candidates for one field are not offered. */
const MAX_CANDIDATES = 6;

interface Edge extends Candidate {
  target: Target;
  score: number;
  others: string[];
}

interface NamedTarget {
  target: Target;
  names: string[][];
  concept: Concept | null;
}

/**
 * Assigns each field the pair whose name is most like its key or label. Does not guess: where two fields, or two pairs
 * with different values, fit equally well, none of them is filled, and for a field that is left its values are offered.
 */
export function match(pairs: Pair[], targets: Target[], rules: FieldRules): Match[] {
  const edges = edgesOf(pairs, targets, rules).sort((one, other) => other.score - one.score);
  const matches: Match[] = [];
  const settledPairs = new Set<Pair>();
  const settledTargets = new Set<Target>();
  for (let at = 0; at < edges.length; ) {
    const { score } = edges[at] ?? { score: 0 };
    const level: Edge[] = [];
    for (; edges[at]?.score === score; at++) {
      const edge = edges[at];
      if (edge && !settledPairs.has(edge.pair) && !settledTargets.has(edge.target)) level.push(edge);
    }
    const ofTarget = group(level, ({ target }) => target);
    const ofPair = group(level, ({ pair }) => pair);
    for (const [target, found] of ofTarget) {
      const [first] = found;
      const own = found.every(({ pair }) => new Set(ofPair.get(pair)?.map((edge) => edge.target)).size === 1);
      if (first && own) matches.push(settle(target, found));
    }
    for (const { pair, target } of level) {
      settledPairs.add(pair);
      settledTargets.add(target);
    }
  }
  return matches.filter(
    ({ value, readings }) => value !== null || (readings.length > 1 && readings.length <= MAX_CANDIDATES),
  );
}

function settle(target: Target, found: Edge[]): Match {
  const [first = { pair: { name: '', value: '', from: 'label' as const } }] = found;
  const values = new Set(found.map(({ value }) => value));
  const readings = [...new Set(found.flatMap(({ value, others }) => [value, ...others]))];
  const [only = null] = values;
  const isSure = values.size === 1 && found.some(({ pair }) => !pair.unsure);
  return { target, pair: first.pair, value: isSure ? only : null, readings };
}

function edgesOf(pairs: Pair[], targets: Target[], rules: FieldRules): Edge[] {
  const fields = targets.map(named);
  const isPair = pairs.some((pair) => conceptOf(wordsOf(pair.name))?.concept === 'secret');
  const asksNoSecret = !fields.some(({ concept }) => concept === 'secret');
  const edges: Edge[] = [];
  for (const pair of pairs) {
    const names = [pair.name, ...(pair.aliases ?? [])].map(wordsOf);
    // A key that comes with a secret is the name of an app, not a token.
    const isAppsKey = isPair && asksNoSecret && names[0]?.at(-1) === 'key';
    for (const { target, names: fieldNames, concept } of fields) {
      const score = Math.max(...names.flatMap((name) => fieldNames.map((fieldName) => likeness(name, fieldName))));
      if (score === 0 || (isAppsKey && concept === 'token' && score < SAME)) continue;
      const asTaken = (value: string) =>
        suited({ pair: { ...pair, value }, field: target.field, concept, isSameName: score >= SAME }, rules);
      const value = asTaken(pair.value);
      const others = (pair.others ?? []).map(asTaken).filter((other) => other !== null);
      const [instead] = others;
      if (value !== null) edges.push({ target, pair, value, score, others });
      else if (instead !== undefined)
        edges.push({ target, pair: { ...pair, unsure: true }, value: instead, score, others });
      if (edges.length >= MAX_EDGES) return edges;
    }
  }
  return edges;
}

function named(target: Target): NamedTarget {
  const names = namesOf(target.field).map(wordsOf);
  return { target, names, concept: names.map(conceptOf).find(Boolean)?.concept ?? null };
}

function group<Item, Key>(items: Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Returns the names by which a field is known. */
export const namesOf = ({ key, label }: AuthField) => (label === undefined ? [key] : [key, label]);
