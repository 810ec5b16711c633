import { readFileSync } from 'node:fs';
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
