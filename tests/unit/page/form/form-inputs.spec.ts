import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  definedId,
  type FormInput,
  formInputs,
  freeNameId,
  inputNamedBy,
  nextEmpty,
  problemsOf,
  valueId,
} from '../../../../lib/page/form/form-inputs';
import { askedFields } from '../../../../lib/shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../../../lib/shared/definitions/definition';
import { type Draft, EMPTY_DRAFT, type Secrets } from '../../../../lib/shared/draft';
import { DESKWELL } from '../../../zapier/zapier';

const ODD: AppDefinition = {
  app: 'a',
  title: 'A',
  authentication: {
    type: 'custom',
    fields: [{ key: 'a/b' }, { key: 'm~n' }, { key: '~1' }, { key: '' }, { key: 'made', computed: true }],
  },
};
const secrets = (values: Record<string, string>): Secrets => ({ values, editedAt: 1 });

function free(...names: string[]): Draft {
  return { ...EMPTY_DRAFT, freeFields: names.map((name, index) => ({ id: `row-${index}`, name })) };
}
function freeInputs(names: string[], values: Record<string, string> = {}, title = 'Acme') {
  return formInputs(null, title, free(...names), secrets(values));
}
function input(id: string, value: string, required = true): FormInput {
  return { id, kind: 'credential', field: null, value, required, secret: false };
}

describe('inputs of a form', () => {
  it("lists what the definition asks for and then the connection's name", () => {
    const typed = { ...EMPTY_DRAFT, values: { subdomain: 'acme' } };
    const inputs = formInputs(DESKWELL, 'Acme – Deskwell', typed, secrets({ api_key: 'k-1' }));
    expect(inputs.map(({ id, kind, value, required, secret }) => [id, kind, value, required, secret])).toEqual([
      ['field:subdomain', 'credential', 'acme', true, false],
      ['field:api_key', 'credential', 'k-1', true, true],
      ['field:region', 'credential', 'eu', true, false],
      ['field:timeout', 'credential', '', false, false],
      ['field:sandbox', 'credential', '', false, false],
      ['title', 'title', 'Acme – Deskwell', true, false],
    ]);
  });

  it('lists free pairs and the name last; of the pairs the first and each one begun are required', () => {
    const inputs = freeInputs(['api_key', '', '', 'named'], { 'row-2': 'typed' });
    expect(inputs.map(({ id, kind, required, secret }) => [id, kind, required, secret])).toEqual([
      ['row-0-name', 'free-name', true, false],
      ['row-0', 'free-value', true, true],
      ['row-1-name', 'free-name', false, false],
      ['row-1', 'free-value', false, true],
      ['row-2-name', 'free-name', true, false],
      ['row-2', 'free-value', true, true],
      ['row-3-name', 'free-name', true, false],
      ['row-3', 'free-value', true, true],
      ['title', 'title', true, false],
    ]);
  });
});

describe('IDs of inputs', () => {
  /** Keys that have a meaning for the page, JavaScript or the form, and arbitrary ones. */
  const key = fc.oneof(
    fc.constantFrom('title', 'elements', 'toString', 'valueOf', 'hasOwnProperty', 'field:a', 'a', 'b', '\\', '\u001f'),
    fc.string({ unit: fc.constantFrom('a', 'b', '\\', '\u001f', ':'), minLength: 1, maxLength: 4 }),
  );
  const { fields } = fc.letrec<{ fields: AuthField[] }>((tie) => ({
    fields: fc.uniqueArray(
      fc.record({
        key,
        children: fc.option(tie('fields'), { nil: undefined, maxDepth: 2 }),
      }) as fc.Arbitrary<AuthField>,
      { selector: ({ key }) => key, minLength: 1, maxLength: 4 },
    ),
  }));

  it('gives every field a unique ID with a prefix of its own, whatever the keys', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const app: AppDefinition = { ...ODD, authentication: { type: 'custom', fields: all } };
        const ids = formInputs(app, 'T', EMPTY_DRAFT, null).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids.slice(0, -1)) expect(id).toMatch(/^field:/);
      }),
    );
  });

  it('leads from the ID of an input back to the stored value', () => {
    fc.assert(
      fc.property(fields, (all) => {
        const app: AppDefinition = { ...ODD, authentication: { type: 'custom', fields: all } };
        const kept = askedFields(app).map(({ id }) => id);
        expect(
          formInputs(app, 'T', EMPTY_DRAFT, null)
            .slice(0, -1)
            .map(({ id }) => valueId(id)),
        ).toEqual(kept);
      }),
    );
    expect(valueId('3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11')).toBe('3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11');
  });
});

describe('wiped secrets', () => {
  const app: AppDefinition = {
    ...ODD,
    authentication: { type: 'custom', fields: [{ key: 'k', default: 'theirs', required: false }] },
  };
  const shown = (secretIds: string[], values: Record<string, string> | null) =>
    formInputs(app, 'T', { ...EMPTY_DRAFT, secretIds }, values && secrets(values))[0];

  it('shows a wiped secret as empty and required, whatever its default', () => {
    expect(shown([], null)).toMatchObject({ value: 'theirs', required: false });
    expect(shown(['k'], { k: 'mine' })).toMatchObject({ value: 'mine', required: false });
    expect(shown(['k'], null)).toMatchObject({ value: '', required: true });
  });
});

describe('problems of a form', () => {
  it('reports no problem when everything required is filled', () => {
    expect(problemsOf(freeInputs(['api_key'], { 'row-0': 'k-1' }))).toEqual({});
    expect(problemsOf([input('a', 'x'), input('b', '', false)])).toEqual({});
  });

  it('reports required inputs that are empty or blank', () => {
    expect(problemsOf([input('a', ''), input('b', ' \t\n'), input('c', 'x')])).toEqual({ a: 'empty', b: 'empty' });
  });

  it('reports an empty name', () => {
    expect(problemsOf(freeInputs(['k'], { 'row-0': 'v' }, ' '))).toEqual({ title: 'empty' });
  });

  it('reports a name of more than 255 code points', () => {
    expect(problemsOf(freeInputs(['k'], { 'row-0': 'v' }, '🦊'.repeat(255)))).toEqual({});
    expect(problemsOf(freeInputs(['k'], { 'row-0': 'v' }, '🦊'.repeat(256)))).toEqual({ title: 'too-long' });
  });

  it('reports the missing half of a pair', () => {
    expect(problemsOf(freeInputs(['k', 'half', ''], { 'row-0': 'v', 'row-2': 'half' }))).toEqual({
      'row-1': 'empty',
      'row-2-name': 'empty',
    });
  });

  it('reports the second of two free fields whose trimmed names are equal', () => {
    const values = { 'row-0': 'v', 'row-1': 'v', 'row-2': 'v' };
    expect(problemsOf(freeInputs(['key', ' key ', 'Key'], values))).toEqual({ 'row-1-name': 'same-name-twice' });
  });

  it('reports no untouched row of free fields except the first', () => {
    expect(problemsOf(freeInputs(['k', '', ''], { 'row-0': 'v' }))).toEqual({});
    expect(problemsOf(freeInputs(['', '']))).toEqual({ 'row-0-name': 'empty', 'row-0': 'empty' });
  });
});

describe('unsuitable values', () => {
  const number = (value: string, required = true): FormInput => ({
    ...input('n', value, required),
    field: { key: 'n', type: 'integer' },
  });

  it('reports a value that does not suit its field unless it is empty', () => {
    expect(problemsOf([number('x')])).toEqual({ n: 'not-an-integer' });
    expect(problemsOf([number(' ')])).toEqual({ n: 'empty' });
    expect(problemsOf([number('', false), number('1')])).toEqual({});
  });
});

describe('the next empty input', () => {
  const inputs = [input('a', ''), input('b', 'x'), input('c', '', false), input('d', ' '), input('e', '')];

  it.each([
    ['a', 'd'],
    ['b', 'd'],
    ['d', 'e'],
    ['e', 'a'],
    ['nowhere', 'a'],
  ])('leads from the input %s to the next empty one, %s', (from, to) => {
    expect(nextEmpty(inputs, from)).toBe(to);
  });

  it('finds no next input when no other one is empty and required', () => {
    expect(nextEmpty([input('a', ''), input('b', 'x')], 'a')).toBeNull();
    expect(nextEmpty([input('a', 'x'), input('b', '', false)], 'a')).toBeNull();
    expect(nextEmpty([], 'a')).toBeNull();
  });
});

describe('inputs named by an error', () => {
  const named = (pointer: string | null, definition: AppDefinition | null, draft = EMPTY_DRAFT) =>
    inputNamedBy({ code: 'invalid', detail: 'No.', pointer }, definition, draft);

  it.each([
    ['/data/title', 'title'],
    ['/data/authentication_fields/api_key', 'field:api_key'],
    ['/data/authentication_fields/api_key/0', 'field:api_key'],
    ['/data/authentication_fields/session_token', null],
    ['/data/authentication_fields/nobody', null],
    ['/data/authentication_fields', null],
    ['/data/app', null],
    ['/title', null],
    ['data/title', null],
    ['/meta/title', null],
    ['', null],
    ['/', null],
    [null, null],
  ])('resolves the pointer %j to %s', (pointer, id) => {
    expect(named(pointer, DESKWELL)).toBe(id);
  });

  it.each([
    ['a~1b', 'field:a/b'],
    ['m~0n', 'field:m~n'],
    ['~01', 'field:~1'],
    ['', 'field:'],
    ['a', null],
    ['made', null],
  ])('resolves the escaped token %j to %j as RFC 6901 says', (token, id) => {
    expect(named(`/data/authentication_fields/${token}`, ODD)).toBe(id);
  });

  it('resolves a pointer to a field within a field', () => {
    const proxy: AppDefinition = {
      ...DESKWELL,
      authentication: {
        type: 'custom',
        fields: [{ key: 'proxy', children: [{ key: 'host' }, { key: 'port' }] }, { key: 'port' }],
      },
    };
    const within = (key: string) => definedId(['proxy', key]);
    expect(named('/data/authentication_fields/proxy/port', proxy)).toBe(within('port'));
    expect(named('/data/authentication_fields/proxy', proxy)).toBe(within('host'));
    expect(named('/data/authentication_fields/port', proxy)).toBe('field:port');
    expect(named('/data/authentication_fields/proxy/user', proxy)).toBeNull();
  });

  it('resolves a pointer to the value of the free field with that name', () => {
    const draft = free('api_key', ' a/b ');
    expect(named('/data/authentication_fields/a~1b', null, draft)).toBe('row-1');
    expect(named('/data/authentication_fields/other', null, draft)).toBeNull();
    expect(named('/data/title', null, draft)).toBe('title');
    expect(freeNameId('row-1')).toBe('row-1-name');
  });
});
