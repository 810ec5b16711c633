import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from './pair';

/** Keys that hold a pair's name in lists of `{ "key": …, "value": … }`, as API clients export them. */
const NAMING_KEYS = ['key', 'name', 'label', 'id'];

/** Returns the pairs of a JSON text at any depth, or null if it is not JSON. */
export function jsonPairs(text: string): Pair[] | null {
  const parsed = parse(text);
  if (typeof parsed !== 'object' || parsed === null) return null;
  const pairs: Pair[] = [];
  const open: { node: object; parent: string }[] = [{ node: parsed, parent: '' }];
  // An explicit stack: pasted JSON can be nested deeper than the call stack allows.
  for (let next = open.pop(); next && pairs.length < MAX_PAIRS; next = open.pop()) {
    const { node, parent } = next;
    const listed = namedValue(node);
    if (listed) {
      pairs.push(listed);
      continue;
    }
    const inside: typeof open = [];
    for (const [key, value] of Object.entries(node)) {
      const name = Array.isArray(node) ? parent : key;
      if (typeof value === 'object' && value !== null) inside.push({ node: value, parent: name });
      else add(pairs, name, value, parent);
    }
    open.push(...inside.slice(0, MAX_PAIRS).reverse());
  }
  return pairs.slice(0, MAX_PAIRS);
}

function parse(text: string): unknown {
  const trimmed = text.trim();
  if (!/^[{[]/.test(trimmed)) return null;
  try {
    JSON.parse(trimmed);
    return JSON.parse(withNumbersAsWritten(trimmed));
  } catch {
    return null;
  }
}

/** Quotes the numbers that parsing would change, such as long ids. */
function withNumbersAsWritten(json: string): string {
  return json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
  );
}

function namedValue(node: object): Pair | null {
  const entries = new Map<string, unknown>(Object.entries(node));
  const [value, naming] = [entries.get('value'), NAMING_KEYS.find((key) => typeof entries.get(key) === 'string')];
  if (!naming || typeof value === 'object' || value === undefined) return null;
  const pairs: Pair[] = [];
  add(pairs, String(entries.get(naming)), value, '');
  return pairs[0] ?? null;
}

function add(pairs: Pair[], name: string, value: unknown, parent: string) {
  if (name === '' || name.length > MAX_NAME_LENGTH) return;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return;
  const aliases = parent && parent !== name ? { aliases: [`${parent} ${name}`.slice(0, MAX_NAME_LENGTH * 2)] } : {};
  if (value !== '') pairs.push({ name, value: String(value), ...aliases });
}
