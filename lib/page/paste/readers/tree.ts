import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from '../pair';
import { fromBase64, headerLine } from './headers';

/** Keys that hold a pair's name in lists of `{ "key": …, "value": … }`, as API clients and password managers write. */
const NAMING_KEYS = ['label', 'key', 'name', 'id'];
/** Objects that only say where a value would be found. */
const REFERENCE = /KeyRef$|^valueFrom$|^metadata$|^schema$|^annotations$/;

interface Open {
  node: object;
  parent: string;
  /** The values are Base64, as in a Kubernetes secret. */
  isEncoded: boolean;
}

/** Returns the pairs of parsed data at any depth. `inside` reads texts that hold data themselves. */
export function treePairs(root: object, inside: (text: string) => Pair[] | null): Pair[] {
  const pairs: Pair[] = [];
  const open: Open[] = [{ node: root, parent: '', isEncoded: false }];
  // An explicit stack: pasted data can be nested deeper than the call stack allows.
  for (let next = open.pop(); next && pairs.length < MAX_PAIRS; next = open.pop()) {
    const { node, parent, isEncoded } = next;
    const listed = isEncoded ? null : namedValue(node);
    if (listed) {
      pairs.push(listed);
      continue;
    }
    const isSecret = !Array.isArray(node) && Reflect.get(node, 'kind') === 'Secret';
    const below: Open[] = [];
    for (const [key, value] of Object.entries(node)) {
      const name = Array.isArray(node) ? parent : key;
      if (REFERENCE.test(key)) continue;
      if (typeof value === 'object' && value !== null)
        below.push({ node: value, parent: name, isEncoded: isSecret && key === 'data' });
      else pairs.push(...leaf(name, value, { parent, isEncoded, isListed: Array.isArray(node) }, inside));
    }
    open.push(...below.slice(0, MAX_PAIRS).reverse());
  }
  return pairs.slice(0, MAX_PAIRS);
}

interface Place {
  parent: string;
  isEncoded: boolean;
  isListed: boolean;
}

function leaf(
  name: string,
  value: unknown,
  { parent, isEncoded, isListed }: Place,
  inside: (text: string) => Pair[] | null,
): Pair[] {
  const [pair] = pairOf(name, value, parent);
  if (!pair) return [];
  if (isEncoded) {
    const decoded = fromBase64(pair.value.trim());
    return [{ ...pair, value: decoded?.replace(/\n$/, '') ?? '', decoded: true }];
  }
  if (isListed) {
    const [, own, listed] = /^([A-Za-z_][\w.-]{0,63})=(.+)$/s.exec(pair.value) ?? [];
    if (own && listed) return [{ name: own, value: listed, from: 'data', exact: true }];
    if (/^[A-Za-z][\w-]{0,63}:[ \t]\S/.test(pair.value)) return headerLine(pair.value);
  }
  return (/^\s*[{[]/.test(pair.value) ? inside(pair.value) : null) ?? [pair];
}

function namedValue(node: object): Pair | null {
  const entries = new Map<string, unknown>(Object.entries(node));
  const [value, naming] = [entries.get('value'), NAMING_KEYS.find((key) => typeof entries.get(key) === 'string')];
  if (!naming || typeof value === 'object' || value === undefined) return null;
  return pairOf(String(entries.get(naming)), value, '')[0] ?? null;
}

function pairOf(name: string, value: unknown, parent: string): Pair[] {
  if (name === '' || name.length > MAX_NAME_LENGTH) return [];
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return [];
  const aliases = parent && parent !== name ? { aliases: [`${parent} ${name}`.slice(0, MAX_NAME_LENGTH * 2)] } : {};
  return value === '' ? [] : [{ name, value: String(value), from: 'data', exact: true, ...aliases }];
}
