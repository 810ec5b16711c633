import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../../../lib/page/paste/clean';
import { runs } from './runs';

describe('a pasted value', () => {
  it.each([
    ['  abc\u00A0\n', 'abc', ['spaces']],
    ['"abc"', 'abc', ['quotes']],
    ["'abc'", 'abc', ['quotes']],
    ['“abc”', 'abc', ['quotes']],
    ['„abc“', 'abc', ['quotes']],
    ['«abc»', 'abc', ['quotes']],
    ['»abc«', 'abc', ['quotes']],
    ['„abc”', 'abc', ['quotes']],
    [' "abc" ', 'abc', ['spaces', 'quotes']],
    ['" abc "', 'abc', ['quotes', 'spaces']],
    ['"abc",', 'abc', ['quotes']],
    ['a\u200Bbc\uFEFF', 'abc', ['invisible']],
    ['a\u00ADb\u202Ec\u0000', 'abc', ['invisible']],
  ])('cleans %j to %j', (raw, value, removed) => {
    expect(clean(raw)).toEqual({ value, removed });
  });

  it.each([
    'a b',
    'abc',
    'short1.',
    'it"s',
    '"a" and "b"',
    'ends with a dot.',
    '"',
    '👩‍🚀❤️',
    'می‌خواهم',
    'pa,ss;',
    'maria@acme.example.',
    'sk_live_0123456789abc;',
  ])('leaves %j as it is', (value) => {
    expect(clean(value)).toEqual({ value, removed: [] });
  });

  it('cleans any text in one pass and reports what was removed', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '“',
      '”',
      '„',
      ' ',
      '\u00A0',
      '\u200B',
      '\u200D',
      '\uFE0F',
      'é',
      '❤',
      'a1',
      ',',
      '.',
      '\n',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (raw) => {
        const once = clean(raw);
        const again = clean(once.value);
        return (
          again.value === once.value &&
          again.removed.length === 0 &&
          (once.removed.length === 0) === (once.value === raw) &&
          (once.removed.includes('invisible') || raw.includes(once.value))
        );
      }),
      runs(10_000),
    );
  }, 60_000);
});
