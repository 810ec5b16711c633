import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { constantTokens } from '../../tools/build/constant-tokens';
import { ROOT, readFolder, UNPACKED } from './packages';

const files = [...readFolder(UNPACKED.chrome)].map(([path, content]) => ({ path, text: String(content) }));
const styles = files.filter(({ path }) => /\.css$|^popup\.html$/.test(path));
const all = (pattern: RegExp, texts: { text: string }[]) =>
  new Set(texts.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name)));

test('every token that a page uses is set somewhere', () => {
  const pages = files.filter(({ path }) => /\.(css|html|js)$/.test(path) && path !== 'background.js');
  const set = all(/["`'{;\s](--[\w-]+)["`']?:/g, pages);
  const used = all(/var\((--[\w-]+)[,)]/g, pages);
  expect(used.size).toBeGreaterThan(2);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
});

test('no stylesheet has the browser look up a token that never changes', () => {
  const constant = constantTokens(readFileSync(join(ROOT, 'components', 'tokens.css'), 'utf8'));
  expect([...constant.keys()]).toEqual(expect.arrayContaining(['--font', '--t-s', '--s1', '--text']));
  expect([...all(/(--[\w-]+)/g, styles)].filter((name) => constant.has(name ?? ''))).toEqual([]);
});

test('a token that a preference sets anew stays one', () => {
  const constant = constantTokens(`
    :root {
      --size: 4px;
      --gap: calc(2 * var(--size));
      --theme: light-dark(white, black);
      --ease: 1s;
    }
    @media (prefers-reduced-motion: reduce) { :root {
      --ease: 0s;
    } }
  `);
  expect([...constant]).toEqual([
    ['--size', '4px'],
    ['--gap', 'calc(2 * 4px)'],
    ['--theme', 'light-dark(white, black)'],
  ]);
});
