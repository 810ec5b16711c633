import { describe, expect, it } from 'vitest';
import type { DefinitionReason } from '../../../lib/apps/definition-failure';
import { expectAgreement } from './app-agreement';
import {
  a,
  authentication,
  b,
  buffered,
  bulkRead,
  create,
  hidden,
  inputs,
  json,
  pair,
  perform,
  refusals,
  retry,
  search,
  trigger,
} from './app-parts';

describe('of a whole app', () => {
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
      inputs({ ...a, list: true, dict: true }),
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
});
