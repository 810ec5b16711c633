import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, structureFailures } from '../../../../lib/shared/definitions/parse-json';

const failures = (text: string) => structureFailures(text, '');

describe('object keys', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"b":2}}', 'a.b'],
    ['[0,{"a":[{"x":1},{"y y":1,"y y":2}]}]', '[1].a[1]["y y"]'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"a" : 1 , "b": ":", "b"\n:2}', 'b'],
    ['{"":1,"":2}', '[""]'],
  ])('reports the key that is given twice in %s', (text, path) => {
    expect(failures(text)).toEqual([{ path, reason: 'duplicate' }]);
  });

  it.each(['__proto__', 'constructor', 'prototype', '__pr\\u006fto__'])('refuses the prototype key %s', (key) => {
    expect(failures(`{"a":{"${key}":1}}`)).toEqual([{ path: `a.${JSON.parse(`"${key}"`)}`, reason: 'reserved-key' }]);
  });

  it('accepts a key again in another object, and text that looks like a key', () => {
    expect(failures('{"a":{"a":["a","a","a:","\\"a\\":"]},"b":[{"a":1},{"a":1}]}')).toEqual([]);
  });

  it('shortens a very long key in the path of a failure', () => {
    const [failure] = failures(`{"${'k'.repeat(9999)}":1,"${'k'.repeat(9999)}":1}`);
    expect(failure?.path.length).toBeLessThan(100);
  });
});

it('finds failures only in the part that is checked', () => {
  const text = '{"a":{"x":1,"x":2,"constructor":1},"ab":{"x":1,"x":2},"a":{"x":[{"y":1,"y":2}]}}';
  expect(structureFailures(text, 'a').map(({ path }) => path)).toEqual(['a.x', 'a.constructor', 'a', 'a.x[0].y']);
  const deep = '['.repeat(5_000) + ']'.repeat(5_000);
  expect(structureFailures(`{"a":${deep},"b":{"y":1,"y":2}}`, 'b')).toEqual([{ path: 'b.y', reason: 'duplicate' }]);
  expect(structureFailures(`{"b":1,"a":${deep}}`, 'a')).toEqual([{ path: '', reason: 'too-deep' }]);
});

it('parses JSON as the browser does, and behind a byte order mark', () => {
  expect(parseJson('\uFEFF{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
  expect(parseJson('{"a":}')).toMatchObject({ ok: false, failure: [{ path: '', reason: 'not-json' }] });
});

it('finds nothing in JSON without a forbidden key', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      if (failures(text).length > 0) expect(text).toMatch(/__proto__|constructor|prototype/);
    }),
  );
});

it('refuses JSON that is nested more than 100 levels deep', () => {
  expect(failures(`${'[{"a":'.repeat(51)}1${'}]'.repeat(51)}`)).toEqual([{ path: '', reason: 'too-deep' }]);
  expect(failures('['.repeat(100) + ']'.repeat(100))).toEqual([]);
});
