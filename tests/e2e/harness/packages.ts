import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { unzipSync } from 'fflate';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Sources of the packages. A change in any of them makes the zips outdated. */
const SOURCES = [
  'entrypoints',
  'components',
  'lib',
  'locales',
  'public',
  'tools/build',
  'wxt.config.ts',
  'package.json',
  'package-lock.json',
];

/** Returns the path of a store zip from `npm run zip`. */
export function packagePath(browser: 'chrome' | 'firefox'): string {
  const { name, version }: { name: string; version: string } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  );
  return join(ROOT, '.output', `${name}-${version}-${browser}.zip`);
}

/** Throws unless both store zips exist and are newer than all their sources. */
export function assertPackagesFresh(): void {
  const newest = SOURCES.map((source) => newestFile(join(ROOT, source))).reduce((a, b) => (b.time > a.time ? b : a));
  for (const browser of ['chrome', 'firefox'] as const) {
    const path = packagePath(browser);
    const built = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    const name = relative(ROOT, path);
    if (built === undefined) throw new Error(`${name} is missing. Run \`npm run zip\` first.`);
    if (built < newest.time)
      throw new Error(`${name} is older than ${relative(ROOT, newest.path)}. Run \`npm run zip\` first.`);
  }
}

/** Unpacks a zip into a folder. */
export async function unpack(zip: string, folder: string): Promise<void> {
  for (const [path, content] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (path.endsWith('/')) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/**
 * Returns the extension id of an unpacked folder. Without a `key` in the manifest, it is the first half of the path's
 * hash in the letters a to p.
 */
export function unpackedId(folder: string): string {
  const digits = createHash('sha256').update(folder).digest('hex').slice(0, 32);
  return digits.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

function newestFile(path: string): { path: string; time: number } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return { path, time: 0 };
  if (!stats.isDirectory()) return { path, time: stats.mtimeMs };
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ path: file, time: statSync(file).mtimeMs }))
    .reduce((a, b) => (b.time > a.time ? b : a), { path, time: 0 });
}
