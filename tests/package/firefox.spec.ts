import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { expect, onTestFinished, test } from 'vitest';
import { unpack } from '../e2e/harness/packages';
import { ROOT, scriptsWithPreact, UNPACKED, zipPath } from './packages';

const execute = promisify(execFile);

interface Lint {
  errors: object[];
  notices: object[];
  warnings: { code: string; file: string; line: number; column: number }[];
}

test('the add-on linter warns only of the innerHTML in Preact, once in each script that holds Preact', async () => {
  const linter = ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', UNPACKED.firefox, '--output=json'];
  const { stdout } = await execute(process.execPath, linter, { cwd: ROOT });
  const { errors, notices, warnings }: Lint = JSON.parse(stdout);
  expect({ errors, notices }).toEqual({ errors: [], notices: [] });
  expect(warnings.map(({ code, file }) => ({ code, file }))).toEqual(
    scriptsWithPreact(UNPACKED.firefox).map((file) => ({ code: 'UNSAFE_VAR_ASSIGNMENT', file })),
  );
});

test('the sources zip rebuilds the Firefox zip byte for byte', async () => {
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
