import { MAX_NAME_LENGTH, MAX_PAIRS, type Names, type Pair } from '../pair';
import { keyedConnection } from './address';
import { gridPairs } from './table';

/** A page's factory for trusted types, which TypeScript does not know. Firefox 140 has none. */
interface TrustedTypes {
  createPolicy: (
    name: string,
    rules: { createHTML: (text: string) => string },
  ) => { createHTML: (text: string) => string };
}

/** The only policy that the extension's pages allow. What it lets through is parsed, and nothing of it is ever shown. */
let policy: { createHTML: (text: string) => string } | null = null;

function parse(text: string, type: 'application/xml' | 'text/html'): Document {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy('paste', { createHTML: (markup) => markup }) ?? null;
  return new DOMParser().parseFromString(policy?.createHTML(text) ?? text, type);
}

/** Longer markup, in UTF-16 units, is a page rather than a few values. */
const LONGEST = 30_000;
const BLOCK = /^(?:p|div|li|tr|h[1-6]|ul|ol|table|section|article|blockquote|pre|dt|dd)$/i;

/** Reads XML: elements and attributes that hold a text. Null if it is not well-formed, or HTML. */
export function readXml(text: string): Pair[] | null {
  const trimmed = text.trim();
  if (
    !/^<[?\w]/.test(trimmed) ||
    !trimmed.endsWith('>') ||
    /^<(?:!doctype html|html|table|div|p|ul|dl|span|body)\b/i.test(trimmed)
  )
    return null;
  if (trimmed.length > LONGEST || !/<\/|\/>/.test(trimmed)) return null;
  const document = parse(trimmed, 'application/xml');
  if (document.querySelector('parsererror') !== null) return null;
  const pairs: Pair[] = [];
  for (const element of [...document.querySelectorAll('*')].slice(0, MAX_PAIRS)) pairs.push(...elementPairs(element));
  return pairs.length > 0 ? pairs.slice(0, MAX_PAIRS) : null;
}

function elementPairs(element: Element): Pair[] {
  const attribute = (...names: string[]) => names.map((name) => element.getAttribute(name)).find(Boolean) ?? null;
  const [naming, value] = [attribute('key', 'name'), element.getAttribute('value')];
  const content = element.children.length === 0 ? (element.textContent ?? '').trim() : '';
  const connection = element.getAttribute('connectionString');
  if (connection) return keyedConnection(connection) ?? [];
  if (naming && value !== null) return pairOf(naming, value);
  if (naming && content !== '') return pairOf(naming, content);
  if (element.tagName === 'key' && element.nextElementSibling?.tagName === 'string')
    return pairOf(content, (element.nextElementSibling.textContent ?? '').trim());
  const attributes = [...element.attributes].filter(
    ({ name }) => !/^xmlns|:|^(?:version|encoding|type|id|class)$/.test(name),
  );
  return [...attributes.flatMap(({ name, value: own }) => pairOf(name, own)), ...pairOf(element.tagName, content)];
}

function pairOf(name: string, value: string): Pair[] {
  return value === '' || name === '' || name.length > MAX_NAME_LENGTH
    ? []
    : [{ name, value, from: 'data', exact: true }];
}

/** Reads HTML that holds a table or a list of definitions; returns the text of any other, to be read as such. */
export function readHtml(text: string, names: Names): Pair[] | string | null {
  const trimmed = text.trim();
  if (
    !/^<(?:!doctype|html|head|body|table|div|p|ul|ol|dl|span|h[1-6]|meta|style|b|strong|pre|code|br)\b/i.test(trimmed)
  )
    return null;
  const { body } = parse(/<body\b/i.test(trimmed) ? trimmed : `<html><body>${trimmed}</body></html>`, 'text/html');
  const tables = [...body.querySelectorAll('table')].filter((table) => !table.querySelector('table'));
  const grids = tables.flatMap((table) => gridPairs(cellsOf(table), names) ?? []);
  const terms = [...body.querySelectorAll('dt')].flatMap((term) =>
    term.nextElementSibling?.tagName.toLowerCase() === 'dd'
      ? pairOf((term.textContent ?? '').trim().replace(/:$/, ''), (term.nextElementSibling.textContent ?? '').trim())
      : [],
  );
  const found = [...grids, ...terms];
  return found.length > 0 ? found : textOf(body);
}

function cellsOf(table: Element): string[][] {
  return [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim()),
  );
}

function textOf(body: Element): string {
  const parts: string[] = [];
  const visit = (node: Node, depth: number) => {
    for (const child of [...node.childNodes]) {
      const name = child.nodeName.toLowerCase();
      if (name === '#text') parts.push((child.textContent ?? '').replace(/\s+/g, ' '));
      else if (name === 'br') parts.push('\n');
      else if (name !== 'script' && name !== 'style' && depth < 200) {
        if (BLOCK.test(name)) parts.push('\n');
        visit(child, depth + 1);
        if (BLOCK.test(name)) parts.push('\n');
      }
    }
  };
  visit(body, 0);
  return parts.join('');
}
