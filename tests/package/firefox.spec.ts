import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { unpack } from '../e2e/harness/packages';
import { ROOT, UNPACKED, zipPath } from './packages';

const execute = promisify(execFile);

test('the add-on linter finds nothing to say', async () => {
  const { stdout } = await execute(
    process.execPath,
    [
      'node_modules/web-ext/bin/web-ext.js',
      'lint',
      '--source-dir',
      UNPACKED.firefox,
      '--output=json',
      '--warnings-as-errors',
    ],
    { cwd: ROOT },
  ).catch((failure: { stdout: string }) => failure);
  expect(JSON.parse(stdout)).toMatchObject({ errors: [], warnings: [], notices: [] });
});

test('the sources zip builds the very same Firefox zip', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quick-connect-sources-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await unpack(zipPath('sources'), folder);
  // `npm test` began with exactly the packages of this lock file; installing them again would build the same bytes.
  expect(readFileSync(join(folder, 'package-lock.json'))).toEqual(readFileSync(join(ROOT, 'package-lock.json')));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');

  await execute(process.execPath, ['node_modules/wxt/bin/wxt.mjs', 'zip', '-b', 'firefox'], {
    cwd: folder,
    // Vitest's own value would make it a development build.
    env: { ...process.env, NODE_ENV: undefined },
  });

  const released = readFileSync(zipPath('firefox'));
  const rebuilt = readFileSync(join(folder, '.output', basename(zipPath('firefox'))));
  expect(Object.keys(unzipSync(rebuilt))).toEqual(Object.keys(unzipSync(released)));
  expect(rebuilt.equals(released)).toBe(true);
});
