import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AskedField,
  askedFields,
  authenticationFields,
  fieldId,
  fieldValue,
  isSecret,
  linesIn,
  pairsIn,
} from '../../../../lib/shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../../../lib/shared/definitions/definition';
import { type Draft, EMPTY_DRAFT, type Secrets } from '../../../../lib/shared/draft';

function definition(...fields: AuthField[]): AppDefinition {
  return { app: 'a', title: 'A', authentication: { type: 'custom', fields } };
}
const secrets = (values: Record<string, string>): Secrets => ({ values, editedAt: 1 });
const draft = (changes: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...changes });

describe('credential fields', () => {
  it.each<[AuthField, boolean]>([
    [{ key: 'k' }, true],
    [{ key: 'k', type: 'string' }, true],
    [{ key: 'k', type: 'password' }, true],
    [{ key: 'k', isNoSecret: false }, true],
    [{ key: 'k', isNoSecret: true }, false],
    [{ key: 'k', choices: { a: 'A' } }, false],
    [{ key: 'k', type: 'boolean' }, false],
    [{ key: 'k', type: 'password', isNoSecret: true }, true],
  ])('decides whether %j is a secret: %s', (field, expected) => {
    expect(isSecret(field)).toBe(expected);
  });

  const only = (field: AuthField): AskedField => ({ id: field.key, field, path: [field.key], required: true });

  it('requires a field unless its definition says otherwise', () => {
    const fields = [{ key: 'a' }, { key: 'b', required: true }, { key: 'c', required: false }];
    expect(askedFields(definition(...fields)).map(({ required }) => required)).toEqual([true, true, false]);
  });

  it('makes a field within an optional field optional', () => {
    const outer = { key: 'a', required: false, children: [{ key: 'b', required: true }] };
    expect(askedFields(definition(outer)).map(({ required }) => required)).toEqual([false]);
  });

  it('asks for neither computed fields nor fields that are only text to read', () => {
    const fields = [{ key: 'a' }, { key: 'b', computed: true }, { key: 'c', type: 'copy' as const }];
    const inside = { key: 'd', children: [{ key: 'e', computed: true }, { key: 'f' }] };
    const hidden = { key: 'g', computed: true, children: [{ key: 'h' }] };
    expect(askedFields(definition(...fields, inside, hidden)).map(({ path }) => path)).toEqual([['a'], ['d', 'f']]);
  });

  it.each(['basic', 'digest'] as const)('asks for user name and password first in %s apps by default', (type) => {
    const asked = (...fields: AuthField[]) =>
      askedFields({ ...definition(), authentication: { type, fields } }).map(({ id }) => id);
    expect(asked()).toEqual(['username', 'password']);
    expect(asked({ key: 'subdomain' })).toEqual(['username', 'password', 'subdomain']);
    expect(asked({ key: 'password' }, { key: 'username' })).toEqual(['password', 'username']);
  });

  it('takes what was typed as the value, else the default, else nothing', () => {
    const open = only({ key: 'k', isNoSecret: true, default: 'eu' });
    expect(fieldValue(open, draft({ values: { k: 'us' } }), null)).toBe('us');
    expect(fieldValue(open, draft({ values: { k: '' } }), null)).toBe('');
    expect(fieldValue(open, EMPTY_DRAFT, null)).toBe('eu');
    expect(fieldValue(only({ key: 'k' }), EMPTY_DRAFT, null)).toBe('');
  });

  it.each<[AuthField, string]>([
    [{ key: 'k', default: '{{process.env.DOMAIN}}' }, ''],
    [{ key: 'k', type: 'boolean', default: 'yes' }, 'true'],
    [{ key: 'k', type: 'boolean', default: '0' }, 'false'],
    [{ key: 'k', type: 'boolean', default: 'perhaps' }, ''],
  ])('reads the default of %j as %j', (field, expected) => {
    expect(fieldValue(only(field), EMPTY_DRAFT, null)).toBe(expected);
  });

  it('takes secret values from the secrets only and other values from the draft only', () => {
    expect(fieldValue(only({ key: 'k' }), draft({ values: { k: 'open' } }), secrets({ k: 'hidden' }))).toBe('hidden');
    const open = only({ key: 'k', isNoSecret: true });
    expect(fieldValue(open, draft({ values: { k: 'open' } }), secrets({ k: 'hidden' }))).toBe('open');
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])(
    'treats a field called %s as empty until something is typed',
    (key) => {
      expect(fieldValue(only({ key }), EMPTY_DRAFT, secrets({}))).toBe('');
      expect(fieldValue(only({ key, isNoSecret: true }), EMPTY_DRAFT, null)).toBe('');
    },
  );
});

describe('values that are not plain text', () => {
  it('reads one value per line', () => {
    expect(linesIn(' a \n\n b\n')).toEqual(['a', 'b']);
    expect(linesIn('\n')).toEqual([]);
  });

  it('reads one pair per line, split at the first colon or equals sign', () => {
    expect(pairsIn('a: 1\n b=2:3\nc:\nnone\n: x')).toEqual([
      ['a', '1'],
      ['b', '2:3'],
      ['c', ''],
    ]);
  });

  it('sends lists as arrays, and pairs and nested fields as objects', () => {
    const app = definition(
      { key: 'scopes', list: true },
      { key: 'headers', dict: true, isNoSecret: true },
      { key: 'proxy', children: [{ key: 'host' }, { key: 'port', type: 'integer', isNoSecret: true }] },
      { key: 'empty', list: true },
      { key: 'nothing', children: [{ key: 'inner' }] },
    );
    const typed = draft({ values: { headers: '__proto__: x', [fieldId(['proxy', 'port'])]: ' 80 ' } });
    const hidden = secrets({ scopes: 'read\nwrite', [fieldId(['proxy', 'host'])]: 'h' });
    expect(JSON.stringify(authenticationFields(app, typed, hidden))).toBe(
      '{"scopes":["read","write"],"headers":{"__proto__":"x"},"proxy":{"host":"h","port":"80"}}',
    );
  });

  it('keeps equal keys at different levels apart', () => {
    const app = definition({ key: 'a', children: [{ key: 'k' }] }, { key: 'k' });
    expect(authenticationFields(app, EMPTY_DRAFT, secrets({ k: 'outer', [fieldId(['a', 'k'])]: 'inner' }))).toEqual({
      a: { k: 'inner' },
      k: 'outer',
    });
  });

  it('sends a part of a host name in lower case and without its format', () => {
    const app = definition({ key: 'sub', inputFormat: 'https://{{input}}.example.com', isNoSecret: true });
    expect(authenticationFields(app, draft({ values: { sub: ' Acme ' } }), null)).toEqual({ sub: 'acme' });
  });

  it('sends the port and the path of a whole host, the path as it was typed', () => {
    const app = definition({ key: 'host', inputFormat: 'https://{{input}}/', isNoSecret: true });
    const values = { host: ' Help.Acme.Example:8443/Desk/EU ' };
    expect(authenticationFields(app, draft({ values }), null)).toEqual({ host: 'help.acme.example:8443/Desk/EU' });
  });
});

describe('credentials for a definition', () => {
  const APP = definition(
    { key: 'subdomain', isNoSecret: true },
    { key: 'api_key' },
    { key: 'region', choices: { eu: 'EU', us: 'US' }, default: 'eu' },
    { key: 'timeout', required: false, isNoSecret: true },
    { key: 'session', computed: true, default: 'never' },
    { key: 'note', type: 'copy', default: 'Read this' },
  );

  it('sends typed values and defaults, but nothing that is empty or not asked for', () => {
    const typed = draft({ values: { subdomain: 'acme', timeout: '', session: 'x', note: 'y' } });
    expect(authenticationFields(APP, typed, secrets({ api_key: 'k-1', session: 'z', other: 'w' }))).toEqual({
      subdomain: 'acme',
      api_key: 'k-1',
      region: 'eu',
    });
  });

  it('sends every character of a secret, including the blanks around it', () => {
    expect(authenticationFields(definition({ key: 'k' }), EMPTY_DRAFT, secrets({ k: ' a\tb\n' }))).toEqual({
      k: ' a\tb\n',
    });
  });

  it('sends nothing secret once the secrets are gone', () => {
    expect(authenticationFields(APP, draft({ values: { subdomain: 'acme' } }), null)).toEqual({
      subdomain: 'acme',
      region: 'eu',
    });
  });
});

describe('credentials from free fields', () => {
  const rows = (...names: string[]) =>
    draft({ freeFields: names.map((name, index) => ({ id: `row-${index}`, name })) });

  it('sends each pair that has both a name and a value', () => {
    const typed = secrets({ 'row-0': 'k-1', 'row-1': 'lost', 'row-3': 's-1' });
    expect(authenticationFields(null, rows(' api_key ', '', 'empty', 'secret'), typed)).toEqual({
      api_key: 'k-1',
      secret: 's-1',
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('sends a free field called %s', (name) => {
    const sent = authenticationFields(null, rows(name), secrets({ 'row-0': 'v' }));
    expect(Object.getPrototypeOf(sent)).toBe(Object.prototype);
    expect(JSON.stringify(sent)).toBe(`{"${name}":"v"}`);
  });

  it('sends any value under its trimmed name, whatever that is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (name, value) => {
        const sent = JSON.stringify(authenticationFields(null, rows(name), secrets({ 'row-0': value })));
        expect(sent).toBe(name.trim() ? `{${JSON.stringify(name.trim())}:${JSON.stringify(value)}}` : '{}');
      }),
    );
  });
});
