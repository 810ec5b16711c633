import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneLine, withoutInvisible } from '../../../lib/shared/outside-text';

describe('a name from outside', () => {
  it.each([
    ['as it is', 'Maximiliane von Hohenberg', 'Maximiliane von Hohenberg'],
    ['in Japanese', '株式会社アクメ', '株式会社アクメ'],
    ['in Arabic', 'شركة أكمي', 'شركة أكمي'],
    ['in Persian with the joiner that it needs', 'می\u200Cخواهم', 'می\u200Cخواهم'],
    ['with an emoji of several characters', '👩‍💻 ❤️', '👩‍💻 ❤️'],
    ['without direction overrides', 'ACME GmbH \u202Eeht ,', 'ACME GmbH eht ,'],
    ['without direction isolates', '\u2067evil\u2069 \u200FAcme\u200E\u061C', 'evil Acme'],
    ['without control characters', 'Ac\u0000me\u001B[31m\u0085\u007F', 'Acme[31m'],
    ['without what has no width', 'Ac\u200Bme\u00AD\uFEFF\u2060', 'Acme'],
    ['without hidden tags', 'Acme\u{E0041}\u{E0042}', 'Acme'],
    ['without half characters', 'Ac\uD83Dme', 'Acme'],
    ['on one line', ' Acme\r\n\tGmbH\u2028 & \u00A0Co. ', 'Acme GmbH & Co.'],
    ['empty, when all of it was invisible', '\u202E\u200B ', ''],
    ['empty, when all of it was blank Braille', '\u2800\u2800', ''],
  ])('is kept %s', (_what, name, kept) => {
    expect(oneLine(name, 255)).toBe(kept);
  });

  it.each([
    ['x'.repeat(255), 'x'.repeat(255)],
    ['x'.repeat(256), `${'x'.repeat(254)}…`],
    ['🦊'.repeat(255), '🦊'.repeat(255)],
    ['🦊'.repeat(256), `${'🦊'.repeat(254)}…`],
    [`\u202E${'x'.repeat(255)}`, 'x'.repeat(255)],
  ])('is cut after 255 characters, and says so by an ellipsis', (name, kept) => {
    expect(oneLine(name, 255)).toBe(kept);
  });

  it('never holds a control or direction character, and is the same when it is read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (name, limit) => {
        const kept = oneLine(name, limit);
        return (
          !/[\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u.test(kept) &&
          [...kept].length <= limit &&
          oneLine(kept, limit) === kept
        );
      }),
      { numRuns: 5_000 },
    );
  });

  it('has nothing invisible in printable ASCII', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => withoutInvisible(text) === text));
  });
});
