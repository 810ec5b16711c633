import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** Where `npm run zip` leaves builds and zips. */
export const OUTPUT = join(ROOT, '.output');

/** The store zips, unpacked by unpack.ts. */
export const UNPACKED = { chrome: join(OUTPUT, 'unpacked', 'chrome'), firefox: join(OUTPUT, 'unpacked', 'firefox') };

/** Path of one of the three zips of `npm run zip`. */
export function zipPath(kind: 'chrome' | 'firefox' | 'sources'): string {
  const { name, version } = readJson(join(ROOT, 'package.json'));
  return join(OUTPUT, `${name}-${version}-${kind}.zip`);
}

/** Every file below a folder: its path there, with slashes, and its content. */
export function readFolder(folder: string): Map<string, Buffer> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.sort().map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]));
}

/** A JSON object whose shape the caller is about to assert. */
export function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** An unpacked package's manifest. */
export function readManifest(browser: 'chrome' | 'firefox'): Record<string, unknown> {
  return readJson(join(UNPACKED[browser], 'manifest.json'));
}

/** Preact's one use of innerHTML, for a property that no view here sets. */
export const PREACT_INNER_HTML = /\b\w+\.innerHTML\s*=\s*\w+\.__html\b/;

/** Scripts of an unpacked package that hold Preact, told by its one use of innerHTML. */
export function scriptsWithPreact(folder: string): string[] {
  const scripts = [...readFolder(folder)].filter(
    ([path, code]) => path.endsWith('.js') && PREACT_INNER_HTML.test(`${code}`),
  );
  return scripts.map(([path]) => path);
}
