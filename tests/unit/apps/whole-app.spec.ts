import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DefinitionReason } from '../../../lib/apps/definition-failure';
import { importDefinition } from '../../../lib/apps/import-definition';
import { expectAgreement } from './app-agreement';
import { mutationsOfApp } from './changed-apps';
import { keysOf, refereeErrorsOfApp } from './referee';
import { smallApp, wholeApp } from './whole-apps';

const authentication = { type: 'custom', test: '$func$2$f$' };
const shown = { noun: 'Contact', display: { label: 'Contact', description: 'A contact.' } };
const perform = '$func$2$f$';

const trigger = (operation: object) => ({ triggers: { tr: { key: 'tr', ...shown, operation } } });
const search = (operation: object) => ({ searches: { find: { key: 'find', ...shown, operation } } });
const create = (operation: object) => ({ creates: { make: { key: 'make', ...shown, operation } } });
const bulkRead = (operation: object) => ({ bulkReads: { bulk: { key: 'bulk', ...shown, operation } } });
const resource = (method: string, operation: object) => ({
  resources: { contact: { key: 'contact', noun: 'Contact', [method]: { display: shown.display, operation } } },
});
// Not of a trigger, whose three kinds the referee tries one after the other.
const inputs = (...inputFields: unknown[]) => create({ perform, inputFields });
const throttled = (throttle: object) => create({ perform, throttle });
const json = (schema: object) => inputs({ key: 'a', type: 'json', schema });
const pair = (entry: object) => ({
  ...search({ perform, inputFields: [{ key: 'who' }], sample: { id: 1 } }),
  ...create({ perform, inputFields: [{ key: 'to' }, perform] }),
  searchOrCreates: { x: { key: 'find', display: {}, search: 'find', create: 'make', ...entry } },
});

/** Of each of the Platform's shapes something sound, and where in an app it stands. */
const SHAPES: [shape: string, sound: object, place: (part: object) => object][] = [
  ['AppSchema', {}, (app) => app],
  ['AppFlagsSchema', {}, (flags) => ({ flags })],
  ['RequestSchema', {}, (requestTemplate) => ({ requestTemplate })],
  ['ThrottleObjectSchema', { window: 1, limit: 1 }, (throttle) => trigger({ perform, throttle })],
  ['ThrottleObjectSchema', { window: 1, limit: 1 }, (throttle) => resource('list', { perform, throttle })],
  [
    'ThrottleOverrideObjectSchema',
    { window: 1, limit: 1, filter: 'free' },
    (override) => throttled({ window: 1, limit: 1, overrides: [override] }),
  ],
  ['LockObjectSchema', { key: 'x' }, (lock) => create({ perform, lock })],
  ['BufferConfigSchema', { groupedBy: ['k0'], limit: 1 }, (buffer) => buffered({ buffer })],
  ['TriggerSchema', { key: 'tr', ...shown, operation: { perform } }, (tr) => ({ triggers: { tr } })],
  ['SearchSchema', { key: 'find', ...shown, operation: { perform } }, (find) => ({ searches: { find } })],
  ['CreateSchema', { key: 'make', ...shown, operation: { perform } }, (make) => ({ creates: { make } })],
  ['BulkReadSchema', { key: 'bulk', ...shown, operation: { perform } }, (bulk) => ({ bulkReads: { bulk } })],
  ['ResourceSchema', { key: 'contact', noun: 'Contact' }, (contact) => ({ resources: { contact } })],
  [
    'ResourceMethodGetSchema',
    { display: {}, operation: { perform } },
    (get) => ({ resources: { r: { key: 'rr', noun: 'Rr', get } } }),
  ],
  [
    'BasicDisplaySchema',
    shown.display,
    (display) => ({ triggers: { tr: { key: 'tr', noun: 'Tr', display, operation: { perform } } } }),
  ],
  [
    'BasicDisplaySchema',
    {},
    (display) => ({ resources: { r: { key: 'rr', noun: 'Rr', get: { display, operation: { perform } } } } }),
  ],
  ['BasicPollingOperationSchema', { perform }, trigger],
  ['BasicHookOperationSchema', { perform, performSubscribe: perform }, trigger],
  ['BasicHookOperationSchema', { perform }, (operation) => resource('hook', operation)],
  ['BasicHookToPollOperationSchema', { performList: {}, performSubscribe: {}, performUnsubscribe: {} }, trigger],
  ['BasicSearchOperationSchema', { perform }, search],
  ['BasicCreateOperationSchema', { perform }, create],
  ['BasicCreateOperationSchema', { inputFields: [{ key: 'k0', required: true }] }, (operation) => buffered(operation)],
  ['BasicActionOperationSchema', { perform }, bulkRead],
  ['BasicOperationSchema', { perform }, (operation) => resource('get', operation)],
  ['PlainInputFieldSchema', { key: 'a' }, (field) => inputs(field)],
  ['PlainInputFieldSchema', { key: 'a' }, (child) => inputs({ key: 'ab', children: [child] })],
  ['PlainOutputFieldSchema', { key: 'a' }, (field) => search({ perform, outputFields: [field] })],
  ['InputFieldGroupSchema', { key: 'ab' }, (group) => bulkRead({ perform, inputFieldGroups: [group] })],
  ['SearchOrCreateSchema', { update: 'make' }, pair],
];

function buffered(more: object) {
  const inputFields = [{ key: 'k0', required: true }, { key: 'ab' }];
  return create({ performBuffer: perform, buffer: { groupedBy: ['k0'], limit: 1 }, inputFields, ...more });
}

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const JSON_SCHEMA_KEYS = [
  ...['$schema', 'id', '$id', '$ref', '$comment', 'title', 'default', 'multipleOf', 'maximum', 'exclusiveMaximum'],
  ...['maxLength', 'minLength', 'pattern', 'additionalItems', 'items', 'uniqueItems', 'contains', 'required'],
  ...['additionalProperties', 'properties', 'patternProperties', 'dependencies', 'propertyNames', 'const', 'enum'],
  ...['type', 'format', 'readOnly', 'examples', 'contentEncoding', 'if', 'allOf', 'not', 'other'],
];

/** Values of every kind, most of them sound somewhere and nowhere else. */
const VALUES = [
  ...['', 'ab', 'a.b', perform, 'hook', 'x'.repeat(65), 'x'.repeat(1001), 0, 1.5, true, null],
  ...[[], ['x'], [{ key: 'ab' }], {}, { a: 1 }, { perform }],
];
const JSON_SCHEMA_VALUES = [
  ...['', 'a:b', '(', -1, 0, true, [], [1, 1], [{}, []], [['a'], { 0: 'a' }]],
  ...[{}, { '(': {} }, { a: ['b', 'b'] }, { a: 1 }],
];

// The referee takes its time, up to 50 ms for a whole app.
describe('with zapier-platform-schema as referee', { timeout: 120_000 }, () => {
  it('takes whole apps that are sound', () => {
    fc.assert(
      fc.property(wholeApp, (app) => {
        expect(expectAgreement(app)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it('takes what is sound, part by part', () => {
    fc.assert(
      fc.property(smallApp, (app) => {
        expect(expectAgreement(app)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });

  it('refuses what is refused there, and nothing else', () => {
    let refused = 0;
    fc.assert(
      fc.property(mutationsOfApp(smallApp), (app) => {
        if (expectAgreement(app).length > 0) refused++;
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(20);
  });

  it.each(SHAPES)('agrees on every key of %s in %j, whatever its value', (shape, sound, place) => {
    for (const key of [...keysOf(shape), 'toString', 'other'])
      for (const value of VALUES) expectAgreement({ authentication, ...place({ ...sound, [key]: value }) });
    for (const key of Object.keys(sound)) {
      const { [key]: _, ...rest } = sound as Record<string, unknown>;
      expectAgreement({ authentication, ...place(rest) });
    }
  });

  it.each(['04', '06', '07'])('agrees on every key of a JSON Schema of draft %s', (draft) => {
    const $schema = `http://json-schema.org/draft-${draft}/schema#`;
    for (const key of JSON_SCHEMA_KEYS)
      for (const value of JSON_SCHEMA_VALUES)
        expectAgreement({ authentication, ...json({ $schema, not: { [key]: value } }) });
  });

  it('agrees on what a URI is', () => {
    const agrees = ($ref: string) =>
      expectAgreement({ authentication, ...json({ $ref, $schema: DRAFT_7, not: { $id: $ref } }) });
    const hosts = [
      '//a:1',
      '//a:b',
      '//a@b',
      '//[::1]:8',
      '//[v1.a:b]/c',
      '//[',
      'a:b',
      'a://b',
      'a://b:c',
      'a:///',
      '1:2',
      'a,b:c',
    ];
    for (const text of [...hosts, '', '#', '#a#b', '?#?', '/a:b', '/:', '%41', '%4', 'a b', 'é', 'a:/b//c?d'])
      agrees(text);
    const piece = fc.constantFrom('a', '1', ':', '/', '//', '?', '#', '[', ']', '@', '%2F', '%', '.', '+', '_', ' ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => void agrees(pieces.join(''))),
      { numRuns: 200 },
    );
  });

  it('agrees on names, wherever authors give some', () => {
    const parts = ['hydrators', 'triggers', 'searches', 'creates', 'bulkReads', 'resources', 'searchOrCreates'];
    for (const part of parts)
      for (const name of ['a', 'ab', 'a_b', 'a1', '1a', '_a', 'a-b', '', 'ä', 'toString'])
        for (const value of [perform, { key: name, noun: 'Ab', display: { hidden: true }, operation: { perform } }])
          expectAgreement({ authentication, [part]: { [name]: value } });
  });
});

describe('of a whole app', () => {
  const refusals = (parts: object) => {
    const result = importDefinition(JSON.stringify({ authentication, ...parts }));
    return result.ok ? [] : result.failure.map(({ path, reason }) => [path, reason]);
  };
  const hidden = { key: 'tr', noun: 'Tr', display: { hidden: true }, operation: { perform } };
  const retry = { window: 1, limit: 1, retry: true };
  const [a, b, list] = [{ key: 'a' }, { key: 'b' }, true];

  it.each<[string, object, string, DefinitionReason]>([
    ['a trigger under another name', { triggers: { other: hidden } }, 'triggers.other.key', 'not-its-name'],
    ['a name that is no key', { triggers: { 'a-b': hidden } }, 'triggers.a-b', 'not-a-key'],
    [
      'a visible trigger without a label',
      { triggers: { tr: { ...hidden, display: { description: 'x' } } } },
      'triggers.tr.display.label',
      'missing',
    ],
    [
      'a label of one character',
      { triggers: { tr: { ...hidden, display: { label: 'x', hidden: true } } } },
      'triggers.tr.display.label',
      'label-length',
    ],
    ['a noun of one character', { triggers: { tr: { ...hidden, noun: 'x' } } }, 'triggers.tr.noun', 'noun-length'],
    [
      'short directions',
      { triggers: { tr: { ...hidden, display: { directions: 'x', hidden: true } } } },
      'triggers.tr.display.directions',
      'directions-length',
    ],
    ['a trigger of no kind', trigger({ type: 'push', perform }), 'triggers.tr.operation.type', 'unknown-value'],
    ['a trigger without perform', trigger({}), 'triggers.tr.operation.perform', 'missing'],
    [
      'a hook with a request for perform',
      trigger({ type: 'hook', perform: {} }),
      'triggers.tr.operation.perform.source',
      'missing',
    ],
    [
      'a polling trigger that retries',
      trigger({ perform, throttle: retry }),
      'triggers.tr.operation.throttle.retry',
      'no-retry',
    ],
    ['an empty sample', trigger({ perform, sample: {} }), 'triggers.tr.operation.sample', 'empty'],
    [
      'an input twice',
      inputs(a, { key: 'b', children: [a] }),
      'creates.make.operation.inputFields[1].children[0].key',
      'duplicate',
    ],
    [
      'an input that every object has',
      inputs({ key: 'toString' }),
      'creates.make.operation.inputFields[0].key',
      'reserved-key',
    ],
    [
      'a parent with a type',
      inputs({ ...a, type: 'text', children: [b] }),
      'creates.make.operation.inputFields[0].type',
      'beside-children',
    ],
    [
      'a list of pairs',
      inputs({ ...a, list, dict: true }),
      'creates.make.operation.inputFields[0].dict',
      'beside-list',
    ],
    [
      'two kinds of choices',
      inputs({ ...a, dynamic: 'a.b', choices: ['x'] }),
      'creates.make.operation.inputFields[0].choices',
      'beside-dynamic',
    ],
    [
      'children of children',
      inputs({ ...a, children: [{ ...b, children: [{ key: 'c' }] }] }),
      'creates.make.operation.inputFields[0].children[0].children',
      'too-deep',
    ],
    [
      'a group that is not listed',
      inputs({ ...a, group: 'main' }),
      'creates.make.operation.inputFields[0].group',
      'unknown-group',
    ],
    [
      'a group of a child',
      inputs({ ...a, children: [{ ...b, group: 'main' }] }),
      'creates.make.operation.inputFields[0].children[0].group',
      'group-of-child',
    ],
    [
      'a group twice',
      bulkRead({ perform, inputFieldGroups: [{ key: 'ab' }, { key: 'ab' }] }),
      'bulkReads.bulk.operation.inputFieldGroups[1].key',
      'duplicate',
    ],
    [
      'a search that is no reference',
      inputs({ ...a, search: 'find' }),
      'creates.make.operation.inputFields[0].search',
      'not-a-reference',
    ],
    [
      'a schema of a text',
      inputs({ ...a, schema: {} }),
      'creates.make.operation.inputFields[0].schema',
      'not-a-json-field',
    ],
    ['a schema of texts', json({ type: 'string' }), 'creates.make.operation.inputFields[0].schema.type', 'not-a-root'],
    [
      'a schema of an unknown draft',
      json({ $schema: 'x' }),
      'creates.make.operation.inputFields[0].schema.$schema',
      'unknown-draft',
    ],
    [
      'a type that JSON does not have',
      json({ items: { type: 'text' } }),
      'creates.make.operation.inputFields[0].schema.items.type',
      'unknown-value',
    ],
    [
      'a pattern that does not end',
      json({ not: { pattern: '(' } }),
      'creates.make.operation.inputFields[0].schema.not.pattern',
      'not-a-pattern',
    ],
    [
      'a reference with a space',
      json({ $ref: 'a b' }),
      'creates.make.operation.inputFields[0].schema.$ref',
      'not-a-uri',
    ],
    ['less than nothing', json({ minItems: -1 }), 'creates.make.operation.inputFields[0].schema.minItems', 'too-small'],
    ['a create without perform', create({}), 'creates.make.operation.perform', 'missing'],
    ['a buffer beside perform', buffered({ perform }), 'creates.make.operation.perform', 'beside-buffer'],
    [
      'a buffer without performBuffer',
      create({ buffer: { groupedBy: ['a'], limit: 1 }, inputFields: [{ ...a, required: true }] }),
      'creates.make.operation.performBuffer',
      'missing',
    ],
    [
      'a buffer by what may be empty',
      buffered({ buffer: { groupedBy: ['ab'], limit: 1 } }),
      'creates.make.operation.buffer.groupedBy[0]',
      'not-required',
    ],
    ['a search or create of nothing', pair({ search: 'other' }), 'searchOrCreates.x.search', 'unknown-search'],
    ['a search or create that makes nothing', pair({ create: 'other' }), 'searchOrCreates.x.create', 'unknown-create'],
    ['an update that is not said', pair({ updateInputFromSearchOutput: {} }), 'searchOrCreates.x.update', 'missing'],
    [
      'an update of no input',
      pair({ update: 'make', updateInputFromSearchOutput: { from: 'id' } }),
      'searchOrCreates.x.updateInputFromSearchOutput.from',
      'unknown-input',
    ],
    [
      'an update with no output',
      pair({ update: 'make', updateInputFromSearchOutput: { to: 'name' } }),
      'searchOrCreates.x.updateInputFromSearchOutput.to',
      'unknown-output',
    ],
    ['a search or create without creates', { ...search({ perform }), searchAndCreates: {} }, 'creates', 'missing'],
    ['a hydrator with an underscore', { hydrators: { a_b: perform } }, 'hydrators.a_b', 'not-a-name'],
    ['a middleware outside a list', { beforeRequest: { require: './x.js' } }, 'beforeRequest', 'not-a-list'],
    ['a part of no app', { actions: {} }, 'actions', 'unknown-key'],
  ])('%s is refused', (_, parts, path, reason) => {
    expect(refusals(parts)).toEqual([[path, reason]]);
    expectAgreement({ authentication, ...parts });
  });

  it.each<[string, object]>([
    ['a visible trigger without a sample', trigger({ perform })],
    ['a resource without a method', { resources: { x: { key: 'contact', noun: 'Contact' } } }],
    ['a bulk read under another name', { bulkReads: { x: { ...hidden, key: 'bulk' } } }],
    ['the same input twice in a bulk read', bulkRead({ perform, inputFields: [a, a] })],
    [
      'children of children in a resource',
      resource('get', { perform, inputFields: [{ ...a, children: [{ ...b, children: [a] }] }] }),
    ],
    ['a list in a resource that retries', resource('list', { perform, throttle: retry })],
    ['one middleware that the Platform made', { beforeRequest: perform }],
    ['what is unique by no text', pair({ update: 'make', searchUniqueInputToOutputConstraint: { who: ['name'] } })],
  ])('%s is taken, as Zapier takes it', (_, parts) => {
    expect(expectAgreement({ authentication, ...parts })).toEqual([]);
  });

  it('faults of all parts are told at once, those of the authentication first', () => {
    const broken = { type: 'custom', fields: [{ key: 'token', isNoSecret: true }] };
    expect(refusals({ authentication: broken, triggers: { x: hidden }, ...create({}) })).toEqual([
      ['authentication.fields[0].isNoSecret', 'looks-secret'],
      ['triggers.x.key', 'not-its-name'],
      ['creates.make.operation.perform', 'missing'],
    ]);
  });

  it.each([
    ['a sample', create({ perform, outputFields: [{ key: 'a', sample: 9 }] })],
    ['a parameter', { requestTemplate: { params: { page: 9 } } }],
    ['a limit', { throttle: { window: 1, limit: 9 } }],
    ['a bound', json({ items: { maximum: 9 } })],
  ])('%s too large for a number is none', (_, parts) => {
    const text = JSON.stringify({ authentication, ...parts });
    const endless = text.replace('9', '1e999');
    expect(importDefinition(text).ok).toBe(true);
    expect(importDefinition(endless)).toMatchObject({ ok: false, failure: [{ reason: 'wrong-type' }] });
    expect(refereeErrorsOfApp(JSON.parse(endless))).not.toEqual([]);
  });
});
