import { describe, expect, it } from 'vitest';
import { importDefinition } from '../../../lib/apps/import-definition';
import { expectAgreement } from './app-agreement';
import {
  a,
  authentication,
  b,
  bulkRead,
  create,
  hidden,
  json,
  pair,
  perform,
  refusals,
  resource,
  retry,
  trigger,
} from './app-parts';
import { refereeErrorsOfApp } from './referee';

describe('of a whole app', () => {
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
