import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFINITION_REASONS, type DefinitionReason } from '../../../lib/apps/definition-failure';
import { importDefinition } from '../../../lib/apps/import-definition';
import { parseDefinitions } from '../../../lib/apps/parse-definitions';
import { authentication, mutated } from './definitions';
import { refereeErrors } from './referee';

const APP = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const paste = (value: unknown) => importDefinition(JSON.stringify(value));

/** What we refuse on top of the Platform's rules. */
const OURS: DefinitionReason[] = ['duplicate', 'reserved-key', 'too-deep'];

function agreesWithReferee(value: unknown): void {
  const json: unknown = JSON.parse(JSON.stringify(value) ?? 'null');
  const errors = refereeErrors(json);
  const result = paste({ authentication: json });
  if (result.ok) {
    expect(errors).toEqual([]);
    return;
  }
  for (const { path, reason } of result.failure) {
    expect(DEFINITION_REASONS).toContain(reason);
    expect(path).toMatch(/^authentication/);
  }
  if (!result.failure.every(({ reason }) => OURS.includes(reason))) expect(errors).not.toEqual([]);
}

const FIELD_KEYS = [
  ...['key', 'label', 'type', 'required', 'default', 'placeholder', 'helpText', 'choices', 'inputFormat'],
  ...['computed', 'isNoSecret', 'list', 'dict', 'children', 'dynamic'],
];
const REQUEST_KEYS = [
  ...['method', 'url', 'body', 'params', 'headers', 'auth', 'removeMissingValuesFrom'],
  ...['serializeValueForCurlies', 'skipThrowForStatus', 'skipEncodingChars', 'source', 'require', 'args', 'other'],
];
const CONFIG_KEYS = [
  ...['type', 'test', 'fields', 'connectionLabel', 'basicConfig', 'customConfig', 'digestConfig', 'oauth1Config'],
  ...['oauth2Config', 'sessionConfig', 'authorizeUrl', 'refreshAccessToken', 'codeParam', 'scope', 'autoRefresh'],
  ...['enablePkce', 'other'],
];

// The referee takes its time, up to 20 ms a definition.
describe('with zapier-platform-schema as referee', { timeout: 60_000 }, () => {
  it('takes what is sound, and makes a definition of it', () => {
    let taken = 0;
    fc.assert(
      fc.property(authentication, (value) => {
        agreesWithReferee(value);
        const result = paste(value);
        if (!result.ok) return;
        taken++;
        const text = JSON.stringify({ app: APP, title: 'A', authentication: result.value.authentication });
        expect(parseDefinitions(text)).toMatchObject({
          ok: true,
          value: [{ authentication: result.value.authentication }],
        });
      }),
      { numRuns: 60 },
    );
    expect(taken).toBeGreaterThan(5);
  });

  it('refuses what is refused there, and nothing else', () => {
    fc.assert(fc.property(mutated, agreesWithReferee), { numRuns: 200 });
  });

  it('agrees on every key of a field, whatever its value', () => {
    const long = 'x'.repeat(1001);
    const values = ['', 'x', '\udc00', long, 'a{{input}}b', '\n{{input}}', 'file', 'copy', 0, 1, true, null];
    const lists = [[], [''], ['x'], [1], [{}], [{ key: 'x' }], [{ key: '' }], [{ value: 'a', label: 'a' }]];
    const objects = [{}, { '': '' }, { a: 1 }, { a: {} }, { perform: 'x' }, { key: 'x' }, { source: 'return' }];
    const labelled = [{ value: '', label: 'b', sample: 'c' }].concat({ value: 'a', label: 'b', sample: 'c' });
    for (const key of FIELD_KEYS)
      for (const value of [...values, ...lists, ...objects, ...labelled, ...labelled.map((one) => [one])])
        agreesWithReferee({ type: 'custom', fields: [{ key: 'a', [key]: value }] });
  });

  it('agrees on every key of a request, of code and of an authentication, whatever its value', () => {
    const values = ['', 'GET', 'x', 'return', '$func$2$t$', '$func$2$x$', 0, 1.5, true, null];
    const nested = [[], ['x'], [1], {}, { a: 1 }, { a: null }, { a: {} }, { '': 1 }, { ' ': 1 }, { params: true }];
    const code = [{ require: 'x' }, { require: 1 }, { require: 'x', source: 'return' }, { source: 'x' }];
    const all = [...values, ...nested, ...code];
    for (const key of REQUEST_KEYS)
      for (const value of all) agreesWithReferee({ type: 'custom', test: { [key]: value } });
    const oauth2 = { authorizeUrl: { require: 'x' }, getAccessToken: { require: 'x' } };
    for (const key of CONFIG_KEYS)
      for (const value of all) {
        agreesWithReferee({ type: 'custom', [key]: value });
        agreesWithReferee({ type: 'oauth2', oauth2Config: { ...oauth2, [key]: value } });
      }
  });

  it('stands anything else', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        agreesWithReferee(value);
        agreesWithReferee({ type: 'custom', fields: value });
        agreesWithReferee({ type: 'custom', fields: [value] });
      }),
    );
  });

  it.each([
    'access-token',
    'My_API_KEY',
    'Authorization',
    'jwt',
    'passwd',
    'userPassword',
    'pswd',
    'client_secret',
    'Set-Cookie',
    'setcookie',
    'signature_v2',
    'refreshToken',
    'apikey',
    'cookie',
    'key',
    'pass',
    '\u212Aey_jwt',
  ])('agrees whether %s may be shown in clear', (key) => {
    agreesWithReferee({ type: 'custom', fields: [{ key, isNoSecret: true }] });
    agreesWithReferee({ type: 'custom', fields: [{ key: 'a', children: [{ key, isNoSecret: true }] }] });
  });

  it.each(['1.0.0', '19.1.0-beta', 'v1.0.0', '1.0', '1000.0.0', '1.0.0-', 1, null])(
    'agrees on version %s',
    (version) => {
      const result = paste({ version, platformVersion: '19.0.0', authentication: { type: 'basic' } });
      expect(result.ok).toBe(refereeErrors({ type: 'basic' }, { version }).length === 0);
    },
  );

  it('agrees on the keys of an app', () => {
    for (const key of ['triggers', 'creates', 'searches', 'resources', 'flags', 'foo', 'fields', 'title'])
      expect(paste({ [key]: {}, authentication: { type: 'basic' } }).ok).toBe(
        refereeErrors({ type: 'basic' }, { [key]: {} }).length === 0,
      );
  });
});

describe('what is pasted', () => {
  it('may be a whole app, of which only the authentication is kept', () => {
    const app = {
      version: '1.0.0',
      platformVersion: '19.0.0',
      authentication: { type: 'custom', test: '$func$2$f$', fields: [{ key: 'k', helpText: 'return {{x}}' }] },
      beforeRequest: ['$func$2$t$', { require: './before.js' }],
      creates: {
        note: {
          key: 'note',
          noun: 'Note',
          display: { label: 'Add note', description: 'Adds a note.' },
          operation: { perform: { source: 'return 1', args: ['z'] }, sample: { source: 'web' } },
        },
      },
    };
    expect(paste(app)).toEqual({
      ok: true,
      value: {
        authentication: { type: 'custom', fields: [{ key: 'k', helpText: 'return {{x}}' }] },
        ignoredCode: ['authentication.test', 'beforeRequest[0]', 'beforeRequest[1]', 'creates.note.operation.perform'],
      },
    });
  });

  it.each<[unknown, string, DefinitionReason]>([
    [{}, '', 'no-authentication'],
    [[], '', 'no-authentication'],
    ['custom', '', 'no-authentication'],
    [null, '', 'no-authentication'],
    [{ type: 'custom', foo: 1 }, 'foo', 'unknown-key'],
    [{ type: 'custom', test: 'code' }, 'test', 'not-code'],
    [{ type: 'custom', test: { url: 'x', headers: { a: {} } } }, 'test.headers.a', 'wrong-type'],
    [{ type: 'custom', fields: [{ key: 'a' }, { key: 'a' }] }, 'fields[1].key', 'duplicate'],
    [{ type: 'custom', fields: [{ key: '__proto__' }] }, 'fields[0].key', 'reserved-key'],
    [{ authentication: { type: 'session', sessionConfig: {} } }, 'authentication.sessionConfig.perform', 'missing'],
  ])('%j is refused at %s: %s', (value, path, reason) => {
    expect(paste(value)).toEqual({ ok: false, failure: [{ path, reason }] });
  });

  it('of more than a million characters is not looked at', () => {
    expect(importDefinition(' '.repeat(1_000_001))).toEqual({
      ok: false,
      failure: [{ path: '', reason: 'too-large' }],
    });
  });
});
