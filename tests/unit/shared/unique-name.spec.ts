import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueName } from '../../../lib/shared/name-template';
import { foldedName, TITLE_MAX_LENGTH, titleLength } from '../../../lib/shared/naming';

describe('unique names', () => {
  it.each([
    ['Acme – Slack', [], 'Acme – Slack'],
    ['Acme – Slack', ['Acme – Teams'], 'Acme – Slack'],
    ['Acme – Slack', ['Acme – Slack'], 'Acme – Slack 2'],
    ['Acme – Slack', ['Acme – Slack', 'Acme – Slack 2', 'Acme – Slack 4'], 'Acme – Slack 3'],
    // The unnumbered name is free again after its connection was deleted at Zapier.
    ['Acme – Slack', ['Acme – Slack 2'], 'Acme – Slack'],
    ['Acme – Slack', ['ACME  –\u00a0slack '], 'Acme – Slack 2'],
    ['Söhne', ['So\u0308hne'], 'Söhne 2'],
    ['Acme', ['Ａｃｍｅ'], 'Acme 2'],
    ['Acme 2', ['Acme 2'], 'Acme 2 2'],
    ['', ['', ' '], ''],
  ])('makes %j unique among %j as %j', (name, taken, unique) => {
    expect(uniqueName(name, taken)).toBe(unique);
  });

  it('cuts the end of a name of full length to make room for its number', () => {
    const long = '🦊'.repeat(255);
    expect(uniqueName(long, [long])).toBe(`${'🦊'.repeat(253)} 2`);
    const taken = [long, ...Array.from({ length: 8 }, (_, index) => `${'🦊'.repeat(253)} ${index + 2}`)];
    expect(uniqueName(long, taken)).toBe(`${'🦊'.repeat(252)} 10`);
  });

  it('gives a free name within the limit, and the wanted name when that is free', () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
      fc.constantFrom('a', 'A', ' a', 'a 2', 'a  2', 'A 3', 'x'.repeat(255), 'x'.repeat(253)),
    );
    fc.assert(
      fc.property(name, fc.array(name, { maxLength: 30 }), (wanted, taken) => {
        fc.pre(titleLength(wanted) <= TITLE_MAX_LENGTH && wanted.trim() !== '');
        const all = taken.flatMap((other) => [other, uniqueName(wanted, taken)]);
        const unique = uniqueName(wanted, all);
        const known = all.map(foldedName);
        expect(known).not.toContain(foldedName(unique));
        expect(titleLength(unique)).toBeLessThanOrEqual(TITLE_MAX_LENGTH);
        if (!known.includes(foldedName(wanted))) expect(unique).toBe(wanted);
      }),
    );
  });
});
