import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertPackagesFresh, packagePath, unpack } from './packages';

/** Environment variable with the folder of the unpacked Chrome package, for the workers. */
const UNPACKED_VARIABLE = 'QUICK_CONNECT_UNPACKED';

/** Unpacks the Chrome package once for the whole run; builds nothing. */
export default async function setUp(): Promise<() => Promise<void>> {
  assertPackagesFresh();
  // The extension's id is derived from this path, and Chromium resolves links before hashing it.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'quick-connect-e2e-')));
  await unpack(packagePath('chrome'), folder);
  process.env[UNPACKED_VARIABLE] = folder;
  return () => rm(folder, { recursive: true, force: true });
}

/** Returns the folder of the unpacked Chrome package. */
export function unpackedFolder(): string {
  const folder = process.env[UNPACKED_VARIABLE];
  if (!folder) throw new Error('The Chrome package was not unpacked: these tests run through playwright.config.ts.');
  return folder;
}
