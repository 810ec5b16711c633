import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { DRAWINGS, type DrawingName, templateId } from '../../components/drawings';
import { UNUSED_STORAGE, USED_APIS } from '../../tools/build/lighter-libraries';
import { ROOT, readFolder, UNPACKED } from './packages';

const page = readFileSync(join(UNPACKED.chrome, 'popup.html'), 'utf8');
const tags = (name: string) => page.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];

/** Path of the page's one script. */
const scriptOf = (html: string) => html.match(/<script\b[^>]* src="\/([^"]+)"/)?.[1] ?? '';

/** Strings of code that only the background may hold; minifying does not touch them. */
const BACKGROUND_ONLY = {
  tokens: ['refresh_token', 'grant_type'],
  'authorization requests': ['code_verifier', 'code_challenge'],
  oauth4webapi: ['OAUTH_INVALID_RESPONSE'],
  ky: ['KyError'],
  'the API': ['/v2/authentications', '/v1/profiles/me'],
};

test('popup.html holds one stylesheet, loads one script, and nothing else', () => {
  expect(tags('script')).toEqual([expect.stringMatching(/ src="\/chunks\/[\w-]+\.js"/)]);
  expect(tags('style')).toHaveLength(1);
  expect([...tags('link'), ...tags('img'), ...tags('iframe')]).toEqual([]);
});

test.each(['popup.html', 'options.html'])('%s holds every drawing that an icon may copy', (path) => {
  const html = readFileSync(join(UNPACKED.chrome, path), 'utf8');
  const held = [...html.matchAll(/<template id="([^"]+)"><svg [^>]+><\w+ /g)].map(([, id]) => id);
  expect(held).toEqual((Object.keys(DRAWINGS) as DrawingName[]).map(templateId));
});

test('nothing of the popup is painted before its script ran', () => {
  expect(tags('script')).toEqual([expect.stringMatching(/ blocking="render" /)]);
});

test('the popup’s script waits for no other script', () => {
  const program = parseAst(readFileSync(join(UNPACKED.chrome, scriptOf(page)), 'utf8'));
  const imports = program.body.filter((node) => 'source' in node && node.source !== null);
  expect(imports).toEqual([]);
});

test('the first screen waits for one reading of each storage area: none of its items has migrations, which read once more', () => {
  const code = readFileSync(join(UNPACKED.chrome, scriptOf(page)), 'utf8');
  expect([code.includes('local:config'), /\bmigrations:\{/.test(code)]).toEqual([true, false]);
});

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

test.each(UNUSED_STORAGE)('nobody calls storage’s %s, which the packages do not hold', (name) => {
  const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) => [...readFolder(join(ROOT, folder))]);
  const called = new RegExp(`\\b(storage|\\w*item)\\.${name}\\b`, 'i');
  expect(sources.filter(([, code]) => called.test(String(code))).map(([path]) => path)).toEqual([]);
  const held = [...readFolder(UNPACKED.chrome)].filter(
    ([path, code]) => path.endsWith('.js') && code.includes(`${name}:`),
  );
  expect(held.map(([path]) => path)).toEqual([]);
});

test('what is called of the browser’s API the polyfill in the packages knows, and no more', () => {
  const polyfill = readFileSync(join(ROOT, 'node_modules/webextension-polyfill/dist/browser-polyfill.js'), 'utf8');
  const [, metadata = ''] = polyfill.match(/const apiMetadata = (.*?);/s) ?? [];
  const known = namesIn(JSON.parse(metadata));
  const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) => [...readFolder(join(ROOT, folder))]);
  const called = sources.flatMap(([, code]) => String(code).match(/(?<=\bbrowser\.)[\w.]+(?=\()/g) ?? []);
  const used = Object.entries(USED_APIS).flatMap(([namespace, names]) => names.map((name) => `${namespace}.${name}`));
  expect([...new Set(called)].filter((name) => known.includes(name)).sort()).toEqual(used.sort());
});

/** Dotted names of everything that says how many arguments it takes. */
function namesIn(metadata: object, path = ''): string[] {
  if ('minArgs' in metadata) return [path.slice(1)];
  return Object.entries(metadata).flatMap(([name, inner]) => namesIn(inner, `${path}.${name}`));
}

test('nobody asks how far a request has come, which ky in the packages cannot tell', () => {
  const sources = ['components', 'entrypoints', 'lib'].flatMap((folder) => [...readFolder(join(ROOT, folder))]);
  const asking = sources.filter(([, code]) => /on(Down|Up)loadProgress/.test(String(code)));
  expect(asking.map(([path]) => path)).toEqual([]);
});

test('the first screen and the background keep to their sizes', () => {
  const report = execFileSync(process.execPath, ['node_modules/size-limit/bin.js', '--json'], { cwd: ROOT });
  expect(JSON.parse(String(report))).toEqual([
    expect.objectContaining({ passed: true, sizeLimit: 20 * 1024 }),
    expect.objectContaining({ passed: true, sizeLimit: 40 * 1024 }),
  ]);
});
