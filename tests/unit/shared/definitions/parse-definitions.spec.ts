import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFINITION_REASONS, type DefinitionReason } from '../../../../lib/shared/definitions/definition-failure';
import { parseDefinitions } from '../../../../lib/shared/definitions/parse-definitions';

const APP = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const OTHER_APP = 'b1b6d1c6-2f1e-4f0a-8d5f-6a3c5e7f9b22';

function definition(fields: unknown[], more: Record<string, unknown> = {}, type = 'custom') {
  return { app: APP, title: 'Freshdesk', authentication: { type, fields }, ...more };
}

function parse(value: unknown) {
  return parseDefinitions(JSON.stringify(value));
}

describe('accepted definitions', () => {
  it('reads a single definition as a list of one', () => {
    expect(parse(definition([{ key: 'api_key' }]))).toEqual({
      ok: true,
      value: [definition([{ key: 'api_key' }])],
    });
  });

  it('reads several definitions in their order', () => {
    const second = { ...definition([]), app: OTHER_APP, title: 'HubSpot' };
    expect(parse([definition([]), second])).toEqual({ ok: true, value: [definition([]), second] });
  });

  it('reads an empty list of definitions', () => {
    expect(parse([])).toEqual({ ok: true, value: [] });
  });

  it('keeps every key it knows and drops all others', () => {
    const field = {
      key: 'subdomain',
      list: true,
      dict: false,
      children: [{ key: 'inner' }],
      label: 'Subdomain',
      type: 'string',
      required: false,
      default: 'acme',
      placeholder: 'acme',
      helpText: 'The first part of your address.',
      inputFormat: 'https://{{input}}.example.com',
      isNoSecret: true,
    };
    const known = definition([field], { nameTemplate: '{app} of {customer}', pinned: true });
    const result = parse({
      ...known,
      test: { url: 'https://example.com' },
      authentication: {
        ...known.authentication,
        connectionLabel: '{{email}}',
        fields: [{ ...field, altersDynamicFields: false }],
      },
    });
    expect(result).toEqual({ ok: true, value: [known] });
  });

  it('leaves `required` out of a field when the author did', () => {
    const result = parse(definition([{ key: 'api_key' }]));
    expect(result.ok && result.value[0]?.authentication.fields[0]).not.toHaveProperty('required');
  });

  it('writes the app ID in lower case', () => {
    expect(parse({ ...definition([]), app: APP.toUpperCase() })).toMatchObject({ ok: true, value: [{ app: APP }] });
  });

  it('accepts an authentication without fields', () => {
    expect(parse({ app: APP, title: 'Gmail', authentication: { type: 'oauth2' } })).toMatchObject({
      ok: true,
      value: [{ authentication: { fields: [] } }],
    });
  });

  const firstChoices = (choices: unknown) => {
    const result = parse(definition([{ key: 'region', choices }]));
    return result.ok ? result.value[0]?.authentication.fields[0]?.choices : result.failure;
  };

  it.each([
    ['an object', { eu1: 'Europe', na1: 'America' }],
    [
      'objects',
      [
        { value: 'eu1', sample: 'x', label: 'Europe' },
        { value: 'na1', sample: 'x', label: 'America' },
      ],
    ],
  ])('keeps the order of choices given as %s', (_name, choices) => {
    expect(firstChoices(choices)).toEqual([
      { value: 'eu1', label: 'Europe', sample: 'eu1' },
      { value: 'na1', label: 'America', sample: 'na1' },
    ]);
  });

  it('turns a choice without a label of its own into plain text', () => {
    expect(firstChoices(['eu1', ''])).toEqual(['eu1', '']);
    expect(firstChoices({ eu1: 'eu1', us1: '', ap1: 3, '': 'None' })).toEqual(['eu1', 'us1', 'ap1', '']);
  });

  it.each(['custom', 'session', 'oauth1', 'oauth2'])('accepts a computed field in the scheme %s', (type) => {
    expect(parse(definition([{ key: 'token', computed: true }], {}, type)).ok).toBe(true);
  });
});

describe('refused definitions', () => {
  const cases: [string, unknown, string, DefinitionReason][] = [
    ['text in place of an object', 'Freshdesk', '', 'wrong-type'],
    ['null in place of an object', null, '', 'wrong-type'],
    ['a missing app', [{ title: 'A', authentication: { type: 'custom' } }], '[0].app', 'missing'],
    ['an app that is no UUID', [{ ...definition([]), app: 'freshdesk' }], '[0].app', 'not-a-uuid'],
    ['an empty title', [{ ...definition([]), title: ' ' }], '[0].title', 'empty'],
    ['a missing authentication', [{ app: APP, title: 'A' }], '[0].authentication', 'missing'],
    ['an unknown scheme', definition([], {}, 'oauth3'), 'authentication.type', 'unknown-value'],
    [
      'fields that are no list',
      { ...definition([]), authentication: { type: 'custom', fields: {} } },
      'authentication.fields',
      'wrong-type',
    ],
    ['a field without key', definition([{ label: 'API key' }]), 'authentication.fields[0].key', 'missing'],
    ['an empty key', definition([{ key: '' }]), 'authentication.fields[0].key', 'empty'],
    ['the key __proto__', definition([{ key: '__proto__' }]), 'authentication.fields[0].key', 'reserved-key'],
    ['the key constructor', definition([{ key: 'constructor' }]), 'authentication.fields[0].key', 'reserved-key'],
    ['the key prototype', definition([{ key: 'prototype' }]), 'authentication.fields[0].key', 'reserved-key'],
    ['a key used twice', definition([{ key: 'a' }, { key: 'a' }]), 'authentication.fields[1].key', 'duplicate'],
    ['an unknown type', definition([{ key: 'a', type: 'file' }]), 'authentication.fields[0].type', 'unknown-value'],
    [
      '`required` as text',
      definition([{ key: 'a', required: 'yes' }]),
      'authentication.fields[0].required',
      'wrong-type',
    ],
    [
      'a default that is no text',
      definition([{ key: 'a', default: 1 }]),
      'authentication.fields[0].default',
      'wrong-type',
    ],
    ['empty help', definition([{ key: 'a', helpText: '' }]), 'authentication.fields[0].helpText', 'empty'],
    [
      'help that is too long',
      definition([{ key: 'a', helpText: 'x'.repeat(1001) }]),
      'authentication.fields[0].helpText',
      'too-long',
    ],
    [
      'a format without input',
      definition([{ key: 'a', inputFormat: 'https://{{in}}' }]),
      'authentication.fields[0].inputFormat',
      'no-input',
    ],
    [
      'a format of two lines',
      definition([{ key: 'a', inputFormat: 'x\n{{input}}' }]),
      'authentication.fields[0].inputFormat',
      'no-input',
    ],
    ['an empty default', definition([{ key: 'a', default: '' }]), 'authentication.fields[0].default', 'empty'],
    ['an empty label', definition([{ key: 'a', label: '' }]), 'authentication.fields[0].label', 'empty'],
    ['empty children', definition([{ key: 'a', children: [] }]), 'authentication.fields[0].children', 'empty'],
    [
      'a child without key',
      definition([{ key: 'a', children: [{}] }]),
      'authentication.fields[0].children[0].key',
      'missing',
    ],
    [
      'a child key used twice',
      definition([{ key: 'a', children: [{ key: 'a' }, { key: 'a' }] }]),
      'authentication.fields[0].children[1].key',
      'duplicate',
    ],
    ['empty choices', definition([{ key: 'a', choices: {} }]), 'authentication.fields[0].choices', 'empty'],
    [
      'choices that are looked up',
      definition([{ key: 'a', choices: { perform: 'x' } }]),
      'authentication.fields[0].choices',
      'dynamic',
    ],
    [
      'a secret declared not to be one',
      definition([{ key: 'My-Api-Key', isNoSecret: true }]),
      'authentication.fields[0].isNoSecret',
      'looks-secret',
    ],
    [
      'choices that are text',
      definition([{ key: 'a', choices: 'eu1' }]),
      'authentication.fields[0].choices',
      'wrong-type',
    ],
    [
      'a choice without label',
      definition([{ key: 'a', choices: [{ value: 'x', sample: 'x' }] }]),
      'authentication.fields[0].choices[0].label',
      'missing',
    ],
    [
      'a reserved choice',
      definition([{ key: 'a', choices: { constructor: 'x' } }]),
      'authentication.fields[0].choices.constructor',
      'reserved-key',
    ],
    ['a template without placeholder', definition([], { nameTemplate: 'New' }), 'nameTemplate', 'no-placeholder'],
    [
      'a template with an unknown placeholder',
      definition([], { nameTemplate: '{custmer}' }),
      'nameTemplate',
      'unknown-placeholder',
    ],
    ['an app listed twice', [definition([]), { ...definition([]), app: APP.toUpperCase() }], '[1].app', 'duplicate'],
  ];
  it.each(cases)('refuses definitions with %s', (_name, value, path, reason) => {
    expect(parse(value)).toEqual({ ok: false, failure: [{ path, reason }] });
  });

  it('refuses the choice __proto__, which JSON can hold', () => {
    const text = JSON.stringify(definition([{ key: 'a', choices: { x: 'y' } }])).replace('"x"', '"__proto__"');
    expect(parseDefinitions(text)).toEqual({
      ok: false,
      failure: [{ path: 'authentication.fields[0].choices.__proto__', reason: 'reserved-key' }],
    });
  });

  it('reports every failure with its place at once', () => {
    const result = parse([{ ...definition([{ key: '' }]), app: 'x' }, definition([{ key: 'a', type: 'file' }])]);
    expect(result).toEqual({
      ok: false,
      failure: [
        { path: '[0].app', reason: 'not-a-uuid' },
        { path: '[0].authentication.fields[0].key', reason: 'empty' },
        { path: '[1].authentication.fields[0].type', reason: 'unknown-value' },
      ],
    });
  });

  it("refuses text that is no JSON with the parser's message", () => {
    expect(parseDefinitions('[{')).toEqual({
      ok: false,
      failure: [{ path: '', reason: 'not-json', detail: expect.stringMatching(/./) }],
    });
  });

  it('refuses more than 200 definitions', () => {
    expect(parse(Array.from({ length: 201 }, () => ({})))).toEqual({
      ok: false,
      failure: [{ path: '', reason: 'too-many' }],
    });
  });

  it('refuses text of more than a million characters', () => {
    expect(parseDefinitions(' '.repeat(1_000_001))).toEqual({
      ok: false,
      failure: [{ path: '', reason: 'too-large' }],
    });
  });
});

describe('arbitrary text', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.jsonValue().map((value) => JSON.stringify([definition([value])])),
    fc.jsonValue().map((choices) => JSON.stringify(definition([{ key: 'a', choices }]))),
  );

  it('reads any text as definitions or coded failures, without throwing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseDefinitions(text);
        if (result.ok) return;
        expect(result.failure.length).toBeGreaterThan(0);
        for (const { reason } of result.failure) expect(DEFINITION_REASONS).toContain(reason);
      }),
    );
  });

  it('reads its own output back as the same definitions', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const result = parseDefinitions(text);
        if (result.ok) expect(parse(result.value)).toEqual(result);
      }),
    );
  });

  it('refuses children nested 20,000 deep without throwing', () => {
    const deep = `{"key":"a","children":[`.repeat(20_000) + ']}'.repeat(20_000);
    const text = JSON.stringify(definition([0])).replace('[0]', `[${deep}]`);
    expect(parseDefinitions(text)).toEqual({ ok: false, failure: [{ path: '', reason: 'too-deep' }] });
  });

  it('reads a definition with 500 fields', () => {
    const fields = Array.from({ length: 500 }, (_, index) => ({ key: `field_${index}`, helpText: '<b>**x' }));
    expect(parse(definition(fields))).toEqual({ ok: true, value: [definition(fields)] });
  });

  it('refuses lists nested 100,000 deep without throwing', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(parseDefinitions(deep).ok).toBe(false);
  });
});
