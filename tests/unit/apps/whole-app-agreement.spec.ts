import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAgreement } from './app-agreement';
import {
  authentication,
  buffered,
  bulkRead,
  create,
  inputs,
  json,
  pair,
  perform,
  resource,
  search,
  shown,
  throttled,
  trigger,
} from './app-parts';
import { mutationsOfApp } from './changed-apps';
import { keysOf } from './referee';
import { smallApp, wholeApp } from './whole-apps';

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
