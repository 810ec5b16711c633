import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, onTestFinished, test } from 'vitest';
import { shippedPackages } from '../../tools/audit/shipped';
import { LICENSES } from '../../tools/build/licenses';
import { ROOT, readJson, UNPACKED, zipPath } from './packages';

interface Locked {
  version: string;
  integrity?: string;
  resolved?: string;
  license?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

interface Reviewed {
  reviewed: string;
  packages: Record<string, string>;
  accepted: { url: string; reason: string }[];
}

const manifest = readJson(join(ROOT, 'package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const { '': project, ...locked } = readJson(join(ROOT, 'package-lock.json')).packages as Record<string, Locked>;
const REVIEWED = join(ROOT, 'tools/audit/reviewed.json');

/** What a package may be under whose code ships. */
const SHIPS_UNDER = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MPL-2.0'];

/** What others may be under as well: they are used here and passed on to nobody. DECISIONS.md has the last. */
const USED_UNDER = [
  ...SHIPS_UNDER,
  ...['CC0-1.0', 'CC-BY-4.0', 'BlueOak-1.0.0', 'Python-2.0', 'Public Domain', 'BSD', '(MIT AND Zlib)'],
  ...['MIT OR Apache-2.0', '(MIT OR CC0-1.0)', '(BSD-2-Clause OR MIT OR Apache-2.0)'],
  ...['(MIT OR GPL-3.0-or-later)', '(BSD-3-Clause OR GPL-2.0)', 'SEE LICENSE IN LICENSE'],
];

describe('the lock file', () => {
  test('the lock file holds exactly the versions in package.json', () => {
    const { dependencies, devDependencies } = manifest;
    expect(project).toMatchObject({ dependencies, devDependencies });
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(locked[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });

  test('every locked package comes from the npm registry with a SHA-512 hash', () => {
    const odd = Object.entries(locked).filter(
      ([, { version, integrity, resolved, link }]) =>
        link ||
        !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) ||
        !integrity?.startsWith('sha512-') ||
        (resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
    );
    expect(odd).toEqual([]);
  });

  test('installation runs no code of a package, and esbuild and workerd alone have some', () => {
    const { '.npmrc': npmrc } = unzipSync(readFileSync(zipPath('sources')));
    expect(npmrc && strFromU8(npmrc)).toMatch(/^ignore-scripts=true$/m);
    // Their scripts only check that their programs fit the machine.
    const wanted = Object.entries({ '': project, ...locked }).filter(([, entry]) => entry?.hasInstallScript);
    expect(wanted.map(([path]) => path)).toEqual(['node_modules/esbuild', 'node_modules/workerd']);
  });

  test('every locked package has a licence that is accepted', () => {
    const odd = Object.entries(locked).filter(([, { license }]) => !USED_UNDER.includes(license ?? ''));
    expect(odd.map(([path, { license }]) => [path, license])).toEqual([]);
    const special = Object.entries(locked).filter(([, { license }]) => license?.startsWith('SEE LICENSE'));
    expect(special.map(([path]) => path)).toEqual(['node_modules/zapier-platform-schema']);
    expect(readFileSync(join(ROOT, 'DECISIONS.md'), 'utf8')).toContain('`zapier-platform-schema` is a development');
  });
});

test('the token broker that companies copy has the versions that are tested here', () => {
  const folder = join(ROOT, 'examples/token-broker');
  const { dependencies } = readJson(join(folder, 'package.json')) as typeof manifest;
  expect(manifest.devDependencies).toMatchObject(dependencies);
  const { '': copy, ...own } = readJson(join(folder, 'package-lock.json')).packages as Record<string, Locked>;
  expect(copy).toMatchObject({ dependencies });
  expect(Object.keys(own).sort()).toEqual(Object.keys(dependencies).map((name) => `node_modules/${name}`));
  for (const [path, { version, integrity }] of Object.entries(own))
    expect(locked[path], path).toMatchObject({ version, integrity });
});

test('DECISIONS.md lists exactly the runtime dependencies', () => {
  const [, table = ''] = readFileSync(join(ROOT, 'DECISIONS.md'), 'utf8').split('## Runtime dependencies');
  const rows = [...table.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);
  expect(rows.sort()).toEqual([...Object.keys(manifest.dependencies), 'wxt/utils/storage'].sort());
});

describe('the packages that ship', () => {
  const notices = Object.entries(UNPACKED).map(([browser, folder]) => ({
    browser,
    text: readFileSync(join(folder, LICENSES), 'utf8'),
  }));

  test('tools/audit/reviewed.json lists exactly the packages that ship', () => {
    const { reviewed, packages, accepted } = readJson(REVIEWED) as unknown as Reviewed;
    expect(
      packages,
      'Other packages ship than were reviewed. Run `npm run audit`, which needs the network, and commit what it writes.',
    ).toEqual(shippedPackages());
    expect(reviewed).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(accepted.filter(({ url, reason }) => !url || !reason)).toEqual([]);
  });

  test.each(notices)('the package for $browser includes the licence of everything that ships', ({ text }) => {
    const parts = text.split(/^-{72}\n/m).slice(1);
    const ids = parts.map((part) =>
      part
        .match(/^(\S+) (\S+) \(/)
        ?.slice(1, 3)
        .join('@'),
    );
    expect(ids.sort()).toEqual(Object.keys(shippedPackages()).sort());
    for (const part of parts) {
      const [heading = '', source = '', , ...terms] = part.split('\n');
      const [, name = '', license = ''] = heading.match(/^(\S+) \S+ \((.+)\)$/) ?? [];
      expect(SHIPS_UNDER, heading).toContain(license);
      expect(readJson(join(ROOT, 'node_modules', name, 'package.json')).license, heading).toBe(license);
      expect(source, heading).toMatch(/^Source: https:\/\/github\.com\//);
      const asked =
        license === 'MPL-2.0'
          ? /Mozilla Public License,? Version 2\.0/i
          : /copyright .+permission (?:to use.+)?is hereby/is;
      expect(terms.join('\n'), heading).toMatch(asked);
    }
  });
});

describe('npm run audit', () => {
  /** Runs it against a registry that answers so, on a copy of the list. */
  async function audit(status: number, advisories: object) {
    const folder = mkdtempSync(join(tmpdir(), 'quick-connect-audit-'));
    const file = join(folder, 'reviewed.json');
    copyFileSync(REVIEWED, file);
    const registry = createServer(({ method, url = '' }, response) => {
      const isQuestion = method === 'POST';
      response.writeHead(isQuestion ? status : 200, { 'content-type': 'application/json' });
      const name = decodeURIComponent(url.slice(1));
      response.end(JSON.stringify(isQuestion ? advisories : { name, 'dist-tags': {}, versions: {} }));
    });
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      registry.close();
      rmSync(folder, { recursive: true });
    });
    const { port } = registry.address() as AddressInfo;
    const ran = promisify(execFile)(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'tools/audit/audit.ts', file], {
      cwd: ROOT,
      env: { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(folder, 'npm') },
    });
    const { code = 0, stderr } = (await ran.catch((failure: { code: number; stderr: string }) => failure)) as {
      code?: number;
      stderr: string;
    };
    return { code, stderr, isUntouched: readFileSync(file).equals(readFileSync(REVIEWED)), list: readJson(file) };
  }

  test('npm run audit fails and renews nothing when the advisory database does not answer', async () => {
    expect(await audit(405, { error: 'Method Not Allowed' })).toMatchObject({
      code: 1,
      isUntouched: true,
      stderr: expect.stringContaining('did not answer'),
    });
  });

  test('npm run audit names an advisory against a package that ships and renews nothing', async () => {
    const advisory = {
      id: 1,
      url: 'https://example.com/1',
      title: 'Breaks',
      severity: 'high',
      vulnerable_versions: '*',
    };
    expect(await audit(200, { ky: [{ ...advisory, cwe: [], cvss: { score: 0 } }] })).toMatchObject({
      code: 1,
      isUntouched: true,
      stderr: expect.stringContaining('ky, high: Breaks'),
    });
  });

  test('npm run audit renews the list when there are no advisories', async () => {
    expect(await audit(200, {})).toMatchObject({
      code: 0,
      list: { how: expect.stringContaining('advisory database'), packages: shippedPackages() },
    });
  });
});
