import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from './packages';

/** A project in which every rule is broken once, beside the nearest thing that is allowed. */
const PROJECT = {
  'entrypoints/background.ts': `
    import '../lib/http';
    import '../lib/oauth/tokens';
    import '../lib/zapier/zapier';
    import '../lib/connect/connect';
    import '../components/cycle-a';
    import '../components/view';
    import '../lib/peeks-at-entrypoint';`,
  'entrypoints/popup/main.ts': `
    import './part';
    import '../options/part';
    import 'ky';
    import '../../lib/connect/ask';
    import type { Tokens } from '../../lib/oauth/tokens';
    export const tokens: Tokens[] = [];`,
  'entrypoints/popup/part.ts': `import('../../lib/accounts/access-tokens');`,
  'entrypoints/options/part.ts': `import 'valibot'; import '../../tests/fixture';`,
  'components/view.ts': `
    import type { Tokens } from '../lib/oauth/tokens';
    import { ask } from '../lib/connect/ask';
    import 'webextension-polyfill';
    import 'wxt/utils/storage';
    export const view = (tokens: Tokens) => ask(tokens);`,
  'components/cycle-a.ts': `import './cycle-b';`,
  'components/cycle-b.ts': `import './cycle-a';`,
  'lib/peeks-at-entrypoint.ts': `import '../entrypoints/background'; import '../components/view'; import 'no-such-package';`,
  'lib/http.ts': `import 'ky';`,
  'lib/oauth/tokens.ts': `import 'oauth4webapi'; import 'valibot'; export interface Tokens {}`,
  'lib/zapier/zapier.ts': `import type { Connect } from '../connect/connect'; import '../connect/ask'; export type Z = Connect;`,
  'lib/connect/connect.ts': `import '../zapier/zapier'; import 'oauth4webapi'; export interface Connect {}`,
  'lib/connect/ask.ts': `import 'preact'; import '@preact/signals'; export const ask = (value: unknown) => value;`,
  'lib/accounts/access-tokens.ts': `import '../oauth/tokens';`,
  'lib/left-over.ts': `export {};`,
  'tests/fixture.ts': `export {};`,
};

const BROKEN = {
  'entrypoints-are-the-top': ['lib/peeks-at-entrypoint.ts → entrypoints/background.ts'],
  'entrypoints-are-separate': ['entrypoints/popup/main.ts → entrypoints/options/part.ts'],
  'components-take-only-types-from-lib': ['components/view.ts → lib/connect/ask.ts'],
  'components-know-no-browser': [
    'components/view.ts → webextension-polyfill',
    'components/view.ts → wxt/utils/storage',
  ],
  'lib-knows-no-views': ['lib/peeks-at-entrypoint.ts → components/view.ts'],
  'lib-has-no-dom': ['lib/connect/ask.ts → preact'],
  'adapters-know-no-use-cases': ['lib/zapier/zapier.ts → lib/connect/ask.ts'],
  'http-in-adapters': ['entrypoints/popup/main.ts → ky'],
  'one-oauth-client': ['lib/connect/connect.ts → oauth4webapi'],
  'validation-in-lib': ['entrypoints/options/part.ts → valibot'],
  'no-tests-in-the-package': ['entrypoints/options/part.ts → tests/fixture.ts'],
  'nothing-unused': ['lib/left-over.ts → lib/left-over.ts'],
  'no-cycles': [
    'components/cycle-a.ts → components/cycle-b.ts',
    'entrypoints/background.ts → lib/peeks-at-entrypoint.ts',
    'lib/connect/connect.ts → lib/zapier/zapier.ts',
  ],
  'pages-hold-no-tokens-and-no-client': [
    'entrypoints/popup/main.ts → ky',
    'entrypoints/popup/main.ts → lib/accounts/access-tokens.ts',
    'entrypoints/popup/main.ts → lib/oauth/tokens.ts',
    'entrypoints/popup/main.ts → oauth4webapi',
    'entrypoints/popup/part.ts → lib/accounts/access-tokens.ts',
    'entrypoints/popup/part.ts → lib/oauth/tokens.ts',
    'entrypoints/popup/part.ts → oauth4webapi',
  ],
};

const CONFIGS = ['.dependency-cruiser.cjs', '.dependency-cruiser.pages.cjs'];

const folder = mkdtempSync(join(tmpdir(), 'quick-connect-layers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const require = createRequire(import.meta.url);

const found: Record<string, string[]> = {};

beforeAll(() => {
  for (const [path, code] of Object.entries(PROJECT)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), code);
  }
  writeFileSync(join(folder, 'tsconfig.json'), '{}');
  for (const config of CONFIGS) {
    copyFileSync(join(ROOT, config), join(folder, config));
  }
  for (const { rule, from, to } of CONFIGS.flatMap(violations)) {
    found[rule.name] = [...(found[rule.name] ?? []), `${from} → ${to}`].sort();
  }
});

function violations(config: string): { rule: { name: string }; from: string; to: string }[] {
  const cruise = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [cruise, '--config', config, '--output-type', 'json', 'entrypoints', 'components', 'lib'];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).summary.violations;
}

test.each(Object.entries(BROKEN))('%s is found where it is broken, and only there', (rule, edges) => {
  expect(found[rule]).toEqual(edges);
});

test('every rule has its proof', () => {
  const rules = CONFIGS.flatMap((config) => require(join(ROOT, config)).forbidden).map(({ name }) => name);
  expect(Object.keys(BROKEN).sort()).toEqual(rules.filter((name) => name !== 'everything-resolves').sort());
  expect(found['everything-resolves']).toContain('lib/peeks-at-entrypoint.ts → no-such-package');
});
