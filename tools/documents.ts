// `npm run documents` writes the tables of stored items, messages and data flows into the documents; with `--check` it only tells
// whether they are as the code has them.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ITEMS } from '../lib/shared/items';
import { FLOWS } from './flows';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const row = (...cells: string[]) => `|${cells.map((cell) => (cell ? ` ${cell} |` : ' |')).join('')}`;
const table = (head: string[], rows: string[]) => [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

const items = Object.entries(ITEMS).map(([name, item]) => {
  const [area = '', key = ''] = name.split(/:(.*)/s);
  return { ...item, area, key: `\`${key}\``, secret: 'secret' in item ? '**yes**' : 'no' };
});

/** The names of all messages, each with the first sentence of its comment. */
function messages(): { name: string; does: string }[] {
  const file = 'lib/shared/messages.ts';
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const protocol = source.statements.find((one) => ts.isInterfaceDeclaration(one) && one.name.text === 'Protocol');
  if (!protocol || !ts.isInterfaceDeclaration(protocol)) throw new Error(`${file} has no interface Protocol.`);
  return protocol.members.map((member) => {
    const [comment] = ts.getJSDocCommentsAndTags(member);
    const words = String(comment?.comment ?? '').replace(/\s+/g, ' ');
    return {
      name: member.name && ts.isStringLiteral(member.name) ? member.name.text : '',
      does: words.split(/(?<=\.) /)[0] ?? '',
    };
  });
}

const stored = table(
  ['key', 'area', 'written by', 'secret'],
  items.map(({ key, area, writtenBy, secret }) => row(key, area, writtenBy, secret)),
);
const forPeople = table(
  ['key', 'area', 'holds', 'until'],
  items.map(({ key, area, holds, until }) => row(key, area, holds, until)),
);
/** Returns the items of one area, those with secrets first. */
const keptIn = (wanted: string): string =>
  table(
    ['what', 'secret', 'until', 'key'],
    items
      .filter(({ area }) => area === wanted)
      .sort((one, other) => Number(other.secret !== 'no') - Number(one.secret !== 'no'))
      .map(({ key, holds, until, secret }) => row(holds, secret, until, key)),
  );
const flows = table(
  ['to', 'when', 'what'],
  FLOWS.flatMap(({ to, sent }) => sent.map(({ when, what }, index) => row(index === 0 ? to : '', when, what))),
);
const asked = table(
  ['message', 'does'],
  messages().map(({ name, does }) => row(`\`${name}\``, does)),
);

/** Keys of stored items in the code, as the table has them: what differs by account, app or page is left open. */
function keysInCode(): string[] {
  const files = readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.ts'),
  );
  const code = files.map((path) => read(join('lib', path))).join('\n');
  const single = [...code.matchAll(/defineItem<[^']*>\(\s*'([^']+)'/g)].map(([, key = '']) => key);
  const perApp = [...code.matchAll(/perApp<[^(]+>\('(\w+)'\)/g)].map(([, kind]) => `session:${kind}/<account>/<app>`);
  const others = (
    [
      ['`local:catalogue/${', 'local:catalogue/<edition>/<page>'],
      ['`session:placed/${', 'session:placed/<account>/<order>'],
    ] as const
  ).flatMap(([start, key]) => (code.includes(start) ? [key] : []));
  return [...single, ...perApp, ...others];
}

const inCode = new Set(keysInCode());
const unused = Object.keys(ITEMS).filter((key) => !inCode.has(key));
const unknown = [...inCode].filter((key) => !(key in ITEMS));
if (unused.length + unknown.length > 0)
  throw new Error(`lib/shared/items.ts differs from the code. Nobody defines: ${unused}. Without a row: ${unknown}.`);

const TABLES: [path: string, what: string, text: string][] = [
  ['PRIVACY.md', 'stored items', forPeople],
  ['PRIVACY.md', 'flows', flows],
  ['DATA-FLOWS.md', 'flows', flows],
  ['DATA-FLOWS.md', 'items on disk', keptIn('local')],
  ['DATA-FLOWS.md', 'items in memory', keptIn('session')],
  ['INTERNALS.md', 'stored items', stored],
  ['INTERNALS.md', 'messages', asked],
];

for (const [path, what, text] of TABLES) {
  const document = read(path);
  const [begin, end] = [`<!-- ${what}: written by npm run documents -->`, '<!-- end -->'];
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${path} has no place for ${what}.`);
  const written = `${document.slice(0, from)}${begin}\n\n${text}\n\n${document.slice(to)}`;
  if (written === document) continue;
  if (process.argv.includes('--check')) throw new Error(`The ${what} in ${path} are out of date: npm run documents.`);
  writeFileSync(join(ROOT, path), written);
}
