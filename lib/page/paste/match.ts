import type { AuthField } from '../../shared/definitions/definition';
import { conceptOf, likeness, SAME, wordsOf } from './names';
import type { Pair } from './pair';
import { suited } from './suited';
import type { FieldRules, Target } from './target';

/** A pair and the field it goes into. */
export interface Match {
  target: Target;
  pair: Pair;
  /** In the form the field accepts. */
  value: string;
}

/** Limit on possible matches; nobody could check more. */
const MAX_EDGES = 100_000;

interface Edge extends Match {
  score: number;
}

/**
 * Assigns each field the pair whose name is most like its key or label. Does not guess: where two fields, or two pairs
 * with different values, fit equally well, none of them is matched.
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
    const valuesOf = group(
      level,
      ({ target }) => target,
      ({ value }) => value,
    );
    const targetsOf = group(
      level,
      ({ pair }) => pair,
      ({ target }) => target,
    );
    for (const edge of level) {
      const sure = valuesOf.get(edge.target)?.size === 1 && targetsOf.get(edge.pair)?.size === 1;
      if (sure && !settledTargets.has(edge.target)) matches.push(edge);
      settledPairs.add(edge.pair);
      settledTargets.add(edge.target);
    }
  }
  return matches.map(({ target, pair, value }) => ({ target, pair, value }));
}

function edgesOf(pairs: Pair[], targets: Target[], rules: FieldRules): Edge[] {
  const fields = targets.map((target) => ({ target, names: namesOf(target.field).map(wordsOf) }));
  const edges: Edge[] = [];
  for (const pair of pairs) {
    const names = [pair.name, ...(pair.aliases ?? [])].map(wordsOf);
    for (const { target, names: fieldNames } of fields) {
      const score = Math.max(...names.flatMap((name) => fieldNames.map((fieldName) => likeness(name, fieldName))));
      if (score === 0) continue;
      const concept = fieldNames.map(conceptOf).find(Boolean)?.concept ?? null;
      const value = suited({ pair, field: target.field, concept, isSameName: score >= SAME }, rules);
      if (value !== null) edges.push({ target, pair, value, score });
      if (edges.length >= MAX_EDGES) return edges;
    }
  }
  return edges;
}

const namesOf = ({ key, label }: AuthField) => (label === undefined ? [key] : [key, label]);

function group<Item, Key, Value>(items: Item[], keyOf: (item: Item) => Key, pick: (item: Item) => Value) {
  const groups = new Map<Key, Set<Value>>();
  for (const item of items) {
    const values = groups.get(keyOf(item)) ?? new Set();
    groups.set(keyOf(item), values.add(pick(item)));
  }
  return groups;
}
