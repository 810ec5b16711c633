import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparable, likeness } from '../../../../lib/page/form/similar-name';

const compare = (one: string, other: string) => likeness(comparable(one), comparable(other));

describe('similar names', () => {
  it.each([
    ['Acme – HubSpot', 'Acme – HubSpot'],
    ['Acme – HubSpot', '  Acme – HubSpot '],
    ['🦄', '🦄'],
    ['Acme – HubSpot', 'Acme\u200B – HubSpot\u202C'],
  ])('treats %j and %j as the same name', (one, other) => {
    expect(compare(one, other)).toBe('same');
  });

  it.each([
    ['case', 'Acme – HubSpot', 'ACME – hubspot'],
    ['spacing', 'Acme – HubSpot', 'Acme  –  Hub Spot'],
    ['punctuation', 'Acme – HubSpot', 'Acme: HubSpot!'],
    ['width', 'Acme – HubSpot', 'Ａｃｍｅ – HubSpot'],
    ['accents', 'Müller – HubSpot', 'Muller – HubSpot'],
    ['composition', 'Müller', 'Mu\u0308ller'],
    ['one letter more', 'Acme – HubSpot', 'Acmee – HubSpot'],
    ['one letter less', 'Acme – HubSpot', 'Ame – HubSpot'],
    ['one letter', 'Acme – HubSpot', 'Acne – HubSpot'],
    ['two letters swapped', 'Acme – HubSpot', 'Acme – HubSopt'],
    ['one letter at the end', 'Acme – HubSpot', 'Acme – HubSpots'],
    ['one doubled letter', 'Acme – HubSpot', 'Acme – HubSpoot'],
  ])('treats names that differ in %s as near', (_what, one, other) => {
    expect(compare(one, other)).toBe('near');
    expect(compare(other, one)).toBe('near');
  });

  it.each([
    ['two letters', 'Acme – HubSpot', 'Acne – HubSport'],
    ['a number', 'Acme – HubSpot 1', 'Acme – HubSpot 2'],
    ['a number more', 'Acme – HubSpot', 'Acme – HubSpot 2'],
    ['one letter of few', 'Ada', 'Ida'],
    ['everything', 'Acme', 'Globex'],
    ['signs only', '🦄', '🐴'],
    ['one of them being empty', '', 'Acme'],
  ])('treats names that differ in %s as different', (_what, one, other) => {
    expect(compare(one, other)).toBeNull();
    expect(compare(other, one)).toBeNull();
  });

  it('finds two names equally alike in both directions', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (one, other) => compare(one, other) === compare(other, one)));
  });

  it('finds names alike that differ by a letter put in, left out or swapped', () => {
    const letters = fc.array(fc.constantFrom(...'abcdefgh'), { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(letters, fc.nat(5), fc.constantFrom('in', 'out', 'swap'), (name, at, how) => {
        const other = [...name];
        if (how === 'in') other.splice(at, 0, 'z');
        else if (how === 'out') other.splice(at, 1);
        else other.splice(at - 1, 2, ...name.slice(Math.max(0, at - 1), at + 1).reverse());
        fc.pre(at > 0);
        expect(compare(name.join(''), other.join(''))).not.toBeNull();
      }),
    );
  });
});
