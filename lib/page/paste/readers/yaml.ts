import { isAlias, isScalar, parseAllDocuments, visit } from 'yaml';
import { MAX_PAIRS, type Pair } from '../pair';
import { readJson } from './json';
import { treePairs } from './tree';

/** Longer texts take too long to parse at once. */
const LONGEST = 6000;
const LINE =
  /^[ ]*(?:-[ ]+)*(?:["']?(?:[\w-]+(?:\.[\w-]+)+\/)?[A-Za-z_][\w.-]*["']?[ ]*:(?:[ ]|$)|#|-[ ]|---|\.\.\.|[ ]|$)/;

/**
 * Reads YAML whose keys are identifiers. A message's "API key: …" is YAML too, but not meant so. Null if the text uses
 * what only YAML understands, such as anchors: more likely a value begins with that character.
 */
export function readYaml(text: string): Pair[] | null {
  if (text.length > LONGEST || !/^[ ]*(?:-[ ]+)?["']?[A-Za-z_][\w./-]*["']?[ ]*:/m.test(text)) return null;
  // Who writes // after a value does not mean YAML.
  if (!text.split('\n').every((line) => LINE.test(line)) || /[ \t]\/\/[ \t]/.test(text)) return null;
  // A flat list of plain values is read as well as a message, where a remark may follow a value.
  if (!/^(?:[ ]+\S|-)|:[ ]+["'|>{[]|[ ]#/m.test(text)) return null;
  if (!/^[ ]+\S/m.test(text) && /^[A-Z][a-z]+[ ]*:/m.test(text)) return null;
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: true, logLevel: 'silent' });
  if (!Array.isArray(documents)) return null;
  const pairs: Pair[] = [];
  for (const document of documents) {
    if (document.errors.length > 0 || document.warnings.length > 0 || usesMore(document)) return null;
    const data: unknown = document.toJS();
    if (typeof data === 'object' && data !== null) pairs.push(...treePairs(data, readJson));
  }
  return pairs.length > 0 ? withCommentsAside(pairs.slice(0, MAX_PAIRS), text) : null;
}

function usesMore(document: ReturnType<typeof parseAllDocuments>[number]): boolean {
  let more = false;
  visit(document, (_, node) => {
    if (isAlias(node) || (isScalar(node) && (node.tag !== undefined || node.anchor !== undefined))) more = true;
  });
  return more;
}

/** Offers, beside each value that a comment follows, the two together: a password may hold ` #`. */
function withCommentsAside(pairs: Pair[], text: string): Pair[] {
  return pairs.map((pair) => {
    const at =
      text.indexOf(`${pair.value} #`) >= 0 ? text.indexOf(`${pair.value} #`) : text.indexOf(`${pair.value}  #`);
    if (at < 0 || pair.decoded) return pair;
    const end = text.indexOf('\n', at);
    return { ...pair, others: [text.slice(at, end < 0 ? undefined : end).trimEnd()] };
  });
}
