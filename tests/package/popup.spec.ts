import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readFolder, UNPACKED } from './packages';

/** Strings of code that only the background may hold; minifying does not touch them. */
const BACKGROUND_ONLY = {
  tokens: ['refresh_token', 'grant_type'],
  'authorization requests': ['code_verifier', 'code_challenge'],
  oauth4webapi: ['OAUTH_INVALID_RESPONSE'],
  ky: ['KyError'],
  'the API': ['/v2/authentications', '/v1/profiles/me'],
};

test.each(['popup.html', 'options.html'])(
  '%s loads scripts and stylesheets of the package, and nothing else',
  (path) => {
    const page = readFileSync(join(UNPACKED.chrome, path), 'utf8');
    const loaded = [...page.matchAll(/<(script|link|img|iframe|style)\b[^>]*>/g)].map(([tag]) => tag);
    expect(loaded).not.toEqual([]);
    for (const tag of loaded) expect(tag).toMatch(/^<(script|link)\b[^>]* (src|href)="\/[\w./-]+"/);
  },
);

test.each(Object.entries(BACKGROUND_ONLY))('no page holds code for %s', (_subject, marks) => {
  const files = readFolder(UNPACKED.chrome);
  const background = String(files.get('background.js'));
  const pages = [...files].filter(([path]) => path.endsWith('.js') && path !== 'background.js');
  for (const mark of marks) {
    // Otherwise the mark itself would be out of date and prove nothing.
    expect(background).toContain(mark);
    expect(pages.filter(([, code]) => code.includes(mark)).map(([path]) => path)).toEqual([]);
  }
});

test('every design token that a page uses is set in one of its stylesheets or views', () => {
  const files = [...readFolder(UNPACKED.chrome)].map(([path, content]) => ({ path, text: String(content) }));
  const pages = files.filter(({ path }) => /\.(css|html|js)$/.test(path) && path !== 'background.js');
  const all = (pattern: RegExp) =>
    new Set(pages.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name]) => name)));
  const set = all(/["`'{;\s](--[\w-]+)["`']?:/g);
  const used = all(/var\((--[\w-]+)[,)]/g);
  expect(used.size).toBeGreaterThan(2);
  expect([...used].filter((name) => !set.has(name))).toEqual([]);
});

test('the popup’s first screen and the background keep within their sizes', () => {
  const report = execFileSync(process.execPath, ['node_modules/size-limit/bin.js', '--json'], { cwd: ROOT });
  expect(JSON.parse(String(report))).toEqual([
    expect.objectContaining({ passed: true, sizeLimit: 46 * 1024 }),
    expect.objectContaining({ passed: true, sizeLimit: 64 * 1024 }),
  ]);
});
