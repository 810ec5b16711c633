import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT, readFolder } from './packages';

type Words = { [name: string]: string | Words };

/** Keys of words; those of a plural's forms end at the plural. */
function keysOf(words: Words, prefix = ''): string[] {
  return Object.entries(words).flatMap(([name, value]) => {
    if (typeof value === 'string') return /^(\d+|n)$/.test(name) ? [prefix] : [`${prefix}.${name}`];
    return keysOf(value, prefix ? `${prefix}.${name}` : name);
  });
}

const words = keysOf(parse(readFileSync(join(ROOT, 'locales', 'en.yml'), 'utf8')));
const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) => [...readFolder(join(ROOT, folder)).values()]);
const written = [...sources.map(String), readFileSync(join(ROOT, 'wxt.config.ts'), 'utf8')].join('\n');

/** Keys as the browser itself knows them, in the manifest and in the background: with underscores for dots. */
const asked = [...written.matchAll(/__MSG_(\w+?)__|\.getMessage\('(\w+)'\)/g)].map(([, inManifest, inCode = '']) =>
  (inManifest ?? inCode).replaceAll('_', '.'),
);

test('every message key that the browser is asked for exists', () => {
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((key) => !words.includes(key))).toEqual([]);
});

// That what is given to `i18n.t` exists is the types' to check.
test('every message of the locale file is used', () => {
  const code = [written, ...asked.map((key) => `'${key}'`)].join('\n');
  const literals = new Set([...code.matchAll(/['"`]([a-zA-Z]+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key));
  // Where the last part is chosen while running, that part is a word of its own somewhere in the code.
  const chosen = [...code.matchAll(/`([a-zA-Z]+(?:\.\w+)*\.)\$\{[^`]+\}`/g)].map(([, prefix]) => prefix ?? '');
  const isChosen = (key: string) =>
    chosen.some((prefix) => key.startsWith(prefix) && code.includes(`'${key.slice(prefix.length)}'`));
  const unused = [...new Set(words)].filter((key) => !literals.has(key) && !isChosen(key));
  expect(unused).toEqual([]);
});
