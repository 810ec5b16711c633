import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

type Locked = Record<string, { version: string; integrity: string }>;

/** Files in which the builds list the included packages; written by tools/build/licenses.ts. */
const NOTICES = ['chrome-mv3', 'firefox-mv3'].map((build) => join(root, '.output', build, 'licenses.txt'));

/** Returns the integrity of each shipped package from the lock file, keyed and sorted by `name@version`. */
export function shippedPackages(): Record<string, string> {
  if (!NOTICES.every((path) => existsSync(path))) throw new Error('Nothing is built. Run `npm run zip` first.');
  const { packages }: { packages: Locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const found = NOTICES.flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^-{72}\n(\S+) (\S+) \(/gm)]);
  const names = [...new Set(found.map(([, name, version]) => `${name}@${version}`))].sort();
  return Object.fromEntries(names.map((id) => [id, integrity(packages, id)]));
}

function integrity(packages: Locked, id: string): string {
  const at = id.lastIndexOf('@');
  const [name, version] = [id.slice(0, at), id.slice(at + 1)];
  const locked = Object.entries(packages).find(
    ([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version === version,
  );
  if (!locked) throw new Error(`${id} ships and is not in package-lock.json. Run \`npm ci\` and \`npm run zip\`.`);
  return locked[1].integrity;
}
