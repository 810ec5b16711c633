import { rm } from 'node:fs/promises';
import { assertPackagesFresh, unpack } from '../e2e/harness/packages';
import { UNPACKED, zipPath } from './packages';

/** Unpacks both store zips once, before any check looks at them. */
export default async function setUp(): Promise<void> {
  assertPackagesFresh();
  for (const browser of ['chrome', 'firefox'] as const) {
    await rm(UNPACKED[browser], { recursive: true, force: true });
    await unpack(zipPath(browser), UNPACKED[browser]);
  }
}
