import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readManifest } from './packages';

const lines = (path: string) => readFileSync(join(ROOT, path), 'utf8').split('\n');

test('.ci/run runs the test command of the README', () => {
  expect(lines('README.md').filter((line) => /^npm test(\s|$)/.test(line))).toHaveLength(1);
  expect(lines('.ci/run').filter((line) => line.includes('npm'))).toEqual(['exec npm test']);
});

test('PERMISSIONS.md explains every permission and host, and no other', () => {
  const explained = lines('PERMISSIONS.md')
    .filter((line) => line.startsWith('## '))
    .map((line) => line.slice('## '.length).replaceAll('`', ''));
  const asked = (['chrome', 'firefox'] as const).flatMap((browser) => {
    const manifest = readManifest(browser);
    return ['permissions', 'optional_permissions', 'host_permissions', 'optional_host_permissions'].flatMap(
      (key) => (manifest[key] as string[] | undefined) ?? [],
    );
  });
  expect(explained.sort()).toEqual([...new Set(asked)].sort());
});

/** The rows of SECURITY.md's checklist: the item, what is claimed, and how it is shown. */
const checklist = () =>
  lines('SECURITY.md').flatMap((line) => {
    const [, item, claim, proof] = /^\| ([OE]\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    return item && claim && proof ? [{ item, claim, proof }] : [];
  });

test('SECURITY.md answers every item of the checklist, in order', () => {
  const numbered = (letter: string, count: number) => Array.from({ length: count }, (_, index) => letter + (index + 1));
  expect(checklist().map(({ item }) => item)).toEqual([...numbered('O', 15), ...numbered('E', 25)]);
});

test('SECURITY.md names tests that exist, or says why an item does not apply', () => {
  const missing = checklist().flatMap(({ item, proof }) => {
    if (proof.startsWith('Does not apply: ')) return [];
    return proof
      .split(' · ')
      .filter((shown) => {
        const [, path, title] = /^`(tests\/\S+)`: (.+)$/.exec(shown) ?? [];
        return (
          !path || !title || !existsSync(join(ROOT, path)) || !titlesOf(path).some((found) => found.endsWith(title))
        );
      })
      .map((shown) => `${item} ${shown}`);
  });
  expect(missing).toEqual([]);
});

/** The titles of a file's tests, as written there. */
function titlesOf(path: string): string[] {
  const source = readFileSync(join(ROOT, path), 'utf8');
  return Array.from(source.matchAll(/\((['"`])((?:(?!\1).)+)\1, (?:async )?(?:\(|\{)/g), ([, , title = '']) => title);
}
