import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AppDefinition, AuthField } from '../../../lib/apps/definition';
import { askedFields, authenticationFields, fieldValue, isRequired, isSecret } from '../../../lib/connect/credentials';
import { type Draft, EMPTY_DRAFT, type Secrets } from '../../../lib/connect/draft';

function definition(...fields: AuthField[]): AppDefinition {
  return { app: 'a', title: 'A', authentication: { type: 'custom', fields } };
}
const secrets = (values: Record<string, string>): Secrets => ({ values, editedAt: 1 });
const draft = (changes: Partial<Draft>): Draft => ({ ...EMPTY_DRAFT, ...changes });

describe('a field', () => {
  it.each<[AuthField, boolean]>([
    [{ key: 'k' }, true],
    [{ key: 'k', type: 'string' }, true],
    [{ key: 'k', type: 'password' }, true],
    [{ key: 'k', isNoSecret: false }, true],
    [{ key: 'k', isNoSecret: true }, false],
    [{ key: 'k', choices: { a: 'A' } }, false],
    [{ key: 'k', type: 'boolean' }, false],
  ])('%j is a secret: %s', (field, expected) => {
    expect(isSecret(field)).toBe(expected);
  });

  it('is required unless it says otherwise', () => {
    expect(isRequired({ key: 'k' })).toBe(true);
    expect(isRequired({ key: 'k', required: true })).toBe(true);
    expect(isRequired({ key: 'k', required: false })).toBe(false);
  });

  it('is not asked for when Zapier computes it, or when it is only text to read', () => {
    const fields = [{ key: 'a' }, { key: 'b', computed: true }, { key: 'c', type: 'copy' as const }];
    expect(askedFields(definition(...fields))).toEqual([{ key: 'a' }]);
  });

  it('holds what was typed, else its default, else nothing', () => {
    const open = { key: 'k', isNoSecret: true, default: 'eu' };
    expect(fieldValue(open, draft({ values: { k: 'us' } }), null)).toBe('us');
    expect(fieldValue(open, draft({ values: { k: '' } }), null)).toBe('');
    expect(fieldValue(open, EMPTY_DRAFT, null)).toBe('eu');
    expect(fieldValue({ key: 'k' }, EMPTY_DRAFT, null)).toBe('');
  });

  it('that is a secret takes nothing from the draft, and one that is none nothing from the secrets', () => {
    expect(fieldValue({ key: 'k' }, draft({ values: { k: 'open' } }), secrets({ k: 'hidden' }))).toBe('hidden');
    const open = { key: 'k', isNoSecret: true };
    expect(fieldValue(open, draft({ values: { k: 'open' } }), secrets({ k: 'hidden' }))).toBe('open');
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', '__proto__'])(
    'called %s is empty before it is typed',
    (key) => {
      expect(fieldValue({ key }, EMPTY_DRAFT, secrets({}))).toBe('');
      expect(fieldValue({ key, isNoSecret: true }, EMPTY_DRAFT, null)).toBe('');
    },
  );
});

describe('what is sent for a definition', () => {
  const APP = definition(
    { key: 'subdomain', isNoSecret: true },
    { key: 'api_key' },
    { key: 'region', choices: { eu: 'EU', us: 'US' }, default: 'eu' },
    { key: 'timeout', required: false, isNoSecret: true },
    { key: 'session', computed: true, default: 'never' },
    { key: 'note', type: 'copy', default: 'Read this' },
  );

  it('is what was typed and the defaults, and neither what is empty nor what is not asked for', () => {
    const typed = draft({ values: { subdomain: 'acme', timeout: '', session: 'x', note: 'y' } });
    expect(authenticationFields(APP, typed, secrets({ api_key: 'k-1', session: 'z', other: 'w' }))).toEqual({
      subdomain: 'acme',
      api_key: 'k-1',
      region: 'eu',
    });
  });

  it('is every character of a secret, blanks around it too', () => {
    expect(authenticationFields(definition({ key: 'k' }), EMPTY_DRAFT, secrets({ k: ' a\tb\n' }))).toEqual({
      k: ' a\tb\n',
    });
  });

  it('is nothing secret once the secrets are gone', () => {
    expect(authenticationFields(APP, draft({ values: { subdomain: 'acme' } }), null)).toEqual({
      subdomain: 'acme',
      region: 'eu',
    });
  });
});

describe('what is sent of free fields', () => {
  const rows = (...names: string[]) =>
    draft({ freeFields: names.map((name, index) => ({ id: `row-${index}`, name })) });

  it('is each pair that has a name and a value', () => {
    const typed = secrets({ 'row-0': 'k-1', 'row-1': 'lost', 'row-3': 's-1' });
    expect(authenticationFields(null, rows(' api_key ', '', 'empty', 'secret'), typed)).toEqual({
      api_key: 'k-1',
      secret: 's-1',
    });
  });

  it.each(['__proto__', 'constructor', 'toString'])('may be called %s', (name) => {
    const sent = authenticationFields(null, rows(name), secrets({ 'row-0': 'v' }));
    expect(Object.getPrototypeOf(sent)).toBe(Object.prototype);
    expect(JSON.stringify(sent)).toBe(`{"${name}":"v"}`);
  });

  it('is text under the name that was typed, whatever that is', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), (name, value) => {
        const sent = JSON.stringify(authenticationFields(null, rows(name), secrets({ 'row-0': value })));
        expect(sent).toBe(name.trim() ? `{${JSON.stringify(name.trim())}:${JSON.stringify(value)}}` : '{}');
      }),
    );
  });
});
