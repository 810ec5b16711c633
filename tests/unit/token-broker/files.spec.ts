// What companies copy beside the code: it must fit the code, because nothing here builds an image or deploys a worker.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../../../examples/token-broker/src/config';
import { redirectUrls } from '../../../lib/page/redirect-urls';
import { CHROME_PUBLIC_KEY, GECKO_ID } from '../../../lib/shared/extension-ids';
import { SEALING_KEY } from '../../zapier/zapier';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'examples', 'token-broker');
const read = (path: string) => readFileSync(join(FOLDER, path), 'utf8');
const SECRETS = { CLIENT_SECRET: 'secret', SEALING_KEYS: SEALING_KEY };

it('compose.yaml and wrangler.jsonc have everything that the broker needs but the secrets', async () => {
  const ids = { chromePublicKey: CHROME_PUBLIC_KEY, geckoId: GECKO_ID };
  const urls = (await redirectUrls(ids, '')).flatMap(({ url }) => (url === '' ? [] : [url]));
  const ours = { config: { redirectUris: new Set(urls) } };
  const { environment, secrets } = parse(read('compose.yaml')).services['token-broker'];
  expect(readConfig({ ...environment, ...SECRETS }, 0)).toMatchObject(ours);
  for (const name of Object.keys(SECRETS)) {
    expect(environment).not.toHaveProperty(name);
    expect(environment[`${name}_FILE`]).toBe(`/run/secrets/${name.toLowerCase()}`);
  }
  expect(secrets).toEqual(['client_secret', 'sealing_keys']);
  expect(read('.gitignore').split('\n')).toEqual(expect.arrayContaining(secrets));
  const { main, vars } = JSON.parse(read('wrangler.jsonc'));
  expect(main).toBe('src/edge.ts');
  expect(readConfig({ ...vars, ...SECRETS }, 0)).toMatchObject(ours);
});

it('the README of the token broker lists exactly the settings that it reads', () => {
  const code = read('src/config.ts') + read('src/node.ts');
  const used = [...code.matchAll(/env\.([A-Z_]+)|required\('([A-Z_]+)'\)/g)].map(([, one, other]) => one ?? other);
  const rows = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
  expect(named.sort()).toEqual([...new Set(used)].sort());
});

it('the image of the token broker holds its sources and packages alone, and does not run as root', () => {
  const lines = read('Dockerfile').split('\n');
  expect(read('.dockerignore').trim().split('\n')).toEqual(['*', '!package.json', '!package-lock.json', '!src']);
  expect(lines.filter((line) => line.startsWith('COPY'))).toEqual([
    'COPY package.json package-lock.json ./',
    'COPY src src',
  ]);
  expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findIndex((line) => line.startsWith('RUN')));
});

it('the licence of the token broker is that of the whole project', () => {
  expect(read('LICENSE')).toBe(read('../../LICENSE'));
});

it('the sources of the token broker import each other, Node and their dependencies, and nothing else', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const imported = readdirSync(join(FOLDER, 'src')).flatMap((file) =>
    [...read(`src/${file}`).matchAll(/ from '([^']+)'/g)].map(([, from = '']) => from),
  );
  const isKnown = (from: string) =>
    /^(node:[a-z]+|\.\/[a-z-]+\.ts)$/.test(from) ||
    Object.keys(dependencies).some((name) => from === name || from.startsWith(`${name}/`));
  expect(imported.filter((from) => !isKnown(from))).toEqual([]);
});
