import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importDefinition } from '../../../../lib/page/settings/import-definition';
import { DEFINITION_REASONS, type DefinitionReason } from '../../../../lib/shared/definitions/definition-failure';
import { parseDefinitions } from '../../../../lib/shared/definitions/parse-definitions';
import { authentication, mutated } from '../../support/definitions';
import { refereeErrors } from '../../support/referee';

const APP = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const paste = (value: unknown) => importDefinition(JSON.stringify(value));

/** Reasons for which an import refuses what zapier-platform-schema accepts, because a request could not contain it. */
const OURS: DefinitionReason[] = ['duplicate', 'reserved-key', 'too-deep'];

/** Checks that an import accepts whatever zapier-platform-schema accepts, and that Settings accepts its result. */
function takesWhatTheRefereeTakes(value: unknown): void {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  const result = paste({ authentication: json });
  if (result.ok) {
    const text = JSON.stringify({ app: APP, title: 'A', authentication: result.value.authentication });
    expect(parseDefinitions(text)).toMatchObject({ ok: true });
    return;
  }
  for (const { path, reason } of result.failure) {
    expect(DEFINITION_REASONS).toContain(reason);
    expect(path).toMatch(/^authentication/);
  }
  if (!result.failure.every(({ reason }) => OURS.includes(reason))) expect(refereeErrors(json)).not.toEqual([]);
}

// The referee needs up to 20 ms for a definition.
describe('an import beside zapier-platform-schema 19', { timeout: 60_000 }, () => {
  it('takes every valid authentication', () => {
    fc.assert(fc.property(authentication, takesWhatTheRefereeTakes), { numRuns: 60 });
  });

  it('refuses a changed authentication only where the schema refuses it too', () => {
    fc.assert(fc.property(mutated, takesWhatTheRefereeTakes), { numRuns: 200 });
  });

  it('answers any JSON with a definition or with a place and a reason', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        takesWhatTheRefereeTakes(value);
        takesWhatTheRefereeTakes({ type: 'custom', fields: value });
        takesWhatTheRefereeTakes({ type: 'custom', fields: [value] });
      }),
    );
  });

  it.each([
    ...['access-token', 'My_API_KEY', 'Authorization', 'jwt', 'passwd', 'userPassword', 'pswd', 'client_secret'],
    ...['Set-Cookie', 'setcookie', 'signature_v2', 'refreshToken', 'apikey', 'cookie', 'key', 'pass', '\u212Aey_jwt'],
  ])('agrees whether a field with the key %s may be shown in clear', (key) => {
    const value = { type: 'custom', fields: [{ key, isNoSecret: true }] };
    expect(paste(value).ok).toBe(refereeErrors(value).length === 0);
  });
});

describe('a whole app', () => {
  it('gives its authentication, and the places of code in it', () => {
    const app = {
      version: '1.0.0',
      authentication: {
        type: 'custom',
        test: '$func$2$f$',
        fields: [{ key: 'k', helpText: 'return {{x}}' }],
        customConfig: { sendCode: { source: 'return 1' } },
        connectionLabel: { require: './label.js' },
      },
      creates: { note: { operation: { perform: { source: 'return 1' } } } },
    };
    expect(paste(app)).toMatchObject({
      ok: true,
      value: {
        authentication: { type: 'custom', fields: [{ key: 'k', helpText: 'return {{x}}' }] },
        ignoredCode: ['authentication.test', 'authentication.customConfig.sendCode', 'authentication.connectionLabel'],
      },
    });
  });

  it.each<[string, object]>([
    ['a broken trigger', { triggers: { deal: { key: 'deal' } } }],
    ['an unknown key', { anything: [] }],
    ['a version that is none', { version: 1, platformVersion: null }],
    ['operations that are text', { creates: 'none', searches: 3 }],
  ])('is imported in spite of %s', (_what, parts) => {
    expect(paste({ authentication: { type: 'basic' }, ...parts })).toMatchObject({
      ok: true,
      value: { authentication: { type: 'basic', fields: [] } },
    });
  });
});

/** What modules export: functions are left out of JSON in objects, and are null in lists. */
const CUSTOM = { type: 'custom', fields: [{ key: 'api_key' }], connectionLabel: '{{json.name}}' };

describe('where the authentication stands', () => {
  it.each<[string, unknown, string]>([
    ['by itself, without the functions that it had', CUSTOM, ''],
    ['in a whole app', { version: '1.0.0', authentication: CUSTOM }, 'authentication.'],
    ["as Zapier's templates export it", { config: CUSTOM, befores: [null], afters: [] }, 'config.'],
    ['in a module in TypeScript', { default: CUSTOM }, 'default.'],
    ['in a template in TypeScript', { default: { config: CUSTOM, befores: [], afters: [null] } }, 'default.config.'],
    ['in an app in TypeScript', { default: { authentication: CUSTOM, creates: {} } }, 'default.authentication.'],
  ])('is found %s, and its faults there', (_where, value, path) => {
    const read = paste(value);
    expect(read).toMatchObject({
      ok: true,
      value: { authentication: { type: 'custom', fields: [{ key: 'api_key' }] }, ignoredCode: [] },
    });
    // What is shown of it is the same again.
    expect(read.ok && JSON.parse(read.value.source)).toEqual(CUSTOM);
    const broken = JSON.stringify(value).replace('"key"', '"__proto__"');
    expect(importDefinition(broken)).toEqual({
      ok: false,
      failure: [{ path: `${path}fields[0].__proto__`, reason: 'reserved-key' }],
    });
  });

  it.each([
    ['settings of another program', { config: { port: 80 }, name: 'app' }],
    ['a module of something else', { default: { key: 'deal', noun: 'Deal' } }],
    ['a package.json', { name: 'app', type: 'module', main: 'index.js' }],
    ['a package.json with settings', { name: 'app', config: { type: 'commonjs', port: 80 } }],
    ['a service account', { type: 'service_account', project_id: 'acme' }],
    ['modules in modules', { default: { default: CUSTOM } }],
  ])('is not looked for in %s', (_what, value) => {
    expect(paste(value)).toEqual({ ok: false, failure: [{ path: '', reason: 'no-authentication' }] });
  });
});

describe('text that is not JSON', () => {
  it.each([
    "module.exports = { type: 'custom' };",
    "'use strict';\n\nconst test = () => {};",
    '/* Ours */\n// and theirs\nexport default { type: "custom" };',
    "const authentication = {\n  type: 'custom',\n};",
    "{ type: 'custom', fields: [] }",
    "({ 'type': 'custom' })",
    '{\n  // API key\n  type: "custom",\n  test,\n}',
    '{ ...base, type: "custom" }',
    '{ test(z) { return 1; } }',
    'exports.config = {};',
  ])('is told to be JavaScript: %s', (text) => {
    expect(importDefinition(text)).toEqual({ ok: false, failure: [{ path: '', reason: 'javascript' }] });
  });

  it.each(['{"type":"custom"', '{"type":"custom",}', 'type: custom', 'hello', '<html></html>', '{', '[1,'])(
    'is told with the place of the fault: %s',
    (text) => {
      expect(importDefinition(text)).toMatchObject({ ok: false, failure: [{ reason: 'not-json' }] });
    },
  );

  it('is told within half a second, however long it is', () => {
    const started = performance.now();
    for (const part of ['/*', '/**/', '//', '{', '{/*', ' ', 'a', '{a', "'", '..'])
      expect(importDefinition(part.repeat(1_000_000))).toMatchObject({ ok: false });
    expect(performance.now() - started).toBeLessThan(500);
  });
});

it('does not judge what lies outside the authentication of an app', () => {
  const deep = '['.repeat(5_000) + ']'.repeat(5_000);
  const rest = `"triggers":{"a":1,"a":2,"constructor":{}},"creates":${deep}`;
  const text = (fields: string) => `\uFEFF{${rest},"authentication":{"type":"custom","fields":${fields}}}`;
  expect(importDefinition(text('[{"key":"k"}]'))).toMatchObject({ ok: true });
  expect(importDefinition(text('[{"key":"k","label":"A","label":"B"}]'))).toEqual({
    ok: false,
    failure: [{ path: 'authentication.fields[0].label', reason: 'duplicate' }],
  });
});

describe('an authentication for an earlier version of the schema', () => {
  const fieldsOf = (fields: unknown[]) => {
    const result = paste({ type: 'custom', test: { url: 'https://example.com' }, fields });
    return result.ok ? result.value.authentication.fields : result.failure;
  };

  it('shows the former type file as a line and the former type code as a text (until version 16)', () => {
    expect(fieldsOf([{ key: 'a', type: 'file', children: [{ key: 'b', type: 'code' }] }])).toEqual([
      { key: 'a', type: 'string', children: [{ key: 'b', type: 'text' }] },
    ]);
  });

  it('has a value typed where a request would have listed the choices (until version 18)', () => {
    expect(fieldsOf([{ key: 'region', choices: { perform: { url: 'https://example.com' } } }])).toEqual([
      { key: 'region' },
    ]);
  });

  it('has a group without fields filled in as an ordinary field', () => {
    expect(fieldsOf([{ key: 'a', children: [] }])).toEqual([{ key: 'a' }]);
  });

  it('drops the keys of input fields that authentication fields no longer have (until version 16)', () => {
    const former = { dynamic: 'list.id.name', search: 'find.id', altersDynamicFields: true };
    expect(fieldsOf([{ key: 'a', ...former }])).toEqual([{ key: 'a' }]);
  });
});

describe('a refused import', () => {
  it.each<[unknown, string, DefinitionReason]>([
    [{}, '', 'no-authentication'],
    [[], '', 'no-authentication'],
    ['custom', '', 'no-authentication'],
    [null, '', 'no-authentication'],
    [{ authentication: null }, 'authentication', 'wrong-type'],
    [{ type: 'none' }, 'type', 'unknown-value'],
    [{ type: 'apikey', fields: [] }, 'type', 'unknown-value'],
    [{ type: 'apikey', test: { url: 'https://example.com' } }, 'type', 'unknown-value'],
    [{ type: 'custom', fields: { key: 'a' } }, 'fields', 'wrong-type'],
    [{ type: 'custom', fields: [{ label: 'A' }] }, 'fields[0].key', 'missing'],
    [{ type: 'custom', fields: [{ key: 'a', type: 'colour' }] }, 'fields[0].type', 'unknown-value'],
    [{ type: 'custom', fields: [{ key: 'a' }, { key: 'a' }] }, 'fields[1].key', 'duplicate'],
    [{ type: 'custom', fields: [{ key: '__proto__' }] }, 'fields[0].key', 'reserved-key'],
  ])('names the place and the reason: %j at "%s", %s', (value, path, reason) => {
    expect(paste(value)).toEqual({ ok: false, failure: [{ path, reason }] });
  });

  it('does not look at more than ten million characters', () => {
    expect(importDefinition(' '.repeat(10_000_001))).toEqual({
      ok: false,
      failure: [{ path: '', reason: 'too-large' }],
    });
  });
});
