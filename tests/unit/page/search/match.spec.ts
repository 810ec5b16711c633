import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeTo, initialsOf, match } from '../../../../lib/page/search/match';
import { fold } from '../../../../lib/shared/directory/fold';

const how = (query: string, title: string) => match(fold(title), fold(query), () => initialsOf(title));
const near = (query: string, title: string) => closeTo(fold(query))(fold(title));

describe('matching of titles', () => {
  it.each([
    ['slack', 'Slack', 'exact'],
    ['SLACK', 'Slack', 'exact'],
    ['  google   sheets ', 'Google Sheets', 'exact'],
    ['goo', 'Google Sheets', 'prefix'],
    ['google s', 'Google Sheets', 'prefix'],
    ['sheets', 'Google Sheets', 'word'],
    ['sheets', 'Worksheets for Google Sheets', 'word'],
    ['week', 'Day-of-the-Week', 'word'],
    ['(beta', 'CRM (Beta)', 'inside'],
    ['beta', 'CRM (Beta)', 'word'],
    ['spot', 'HubSpot', 'inside'],
    ['gs', 'Google Sheets', 'initials'],
    ['gs', 'Google Sheets for Teams', 'initials'],
    ['hs', 'HubSpot', 'initials'],
    ['ea', 'Éclair Agenda', 'initials'],
    ['cp', 'CRM Pro', 'initials'],
    ['oo', 'Google Sheets', 'inside'],
    ['s', 'Google Sheets', 'word'],
    ['sg', 'Google Sheets', null],
    ['hubpsot', 'HubSpot', null],
    // Case, accents and width do not matter.
    ['unicode', 'Ünïcode & <b>Söhne</b>', 'prefix'],
    ['Ünï', 'Unicode', 'prefix'],
    ['<b>', 'Ünïcode & <b>Söhne</b>', 'inside'],
    ['ｓｌａｃｋ', 'Slack', 'exact'],
    ['slack', 'Ｓｌａｃｋ', 'exact'],
    ['ﬁle', 'File', 'exact'],
    ['касса', 'Касса Плюс', 'prefix'],
    ['плюс', 'Касса Плюс', 'word'],
    ['請求', '請求書くん', 'prefix'],
    ['foxtrot', '🦊 Foxtrot Forms 🦊', 'word'],
    ['ff', '🦊 Foxtrot Forms 🦊', 'initials'],
    ['cp', '(CRM) Pro', 'initials'],
    ['fg', '🦊 Foxtrot Forms 🦊', null],
    // Letters without a Unicode decomposition.
    ['orsted lodz dakovo', 'Ørsted Łódź Đakovo', 'exact'],
    ['strasse', 'Straße', 'exact'],
    ['STRASSE', 'Straße', 'exact'],
    ['aero', 'Ærø', 'exact'],
    ['ØRSTED', 'Orsted', 'exact'],
    ['ol', 'Ørsted Łódź', 'initials'],
  ])('matches %j against %j: %s', (query, title, expected) => {
    expect(how(query, title)).toBe(expected);
  });
});

describe('typo tolerance', () => {
  it.each([
    ['two letters that changed places', 'hubpsot', 'HubSpot', true],
    ['a missing letter', 'hubsot', 'HubSpot', true],
    ['a doubled letter', 'hubsspot', 'HubSpot', true],
    ['a wrong letter', 'hubzpot', 'HubSpot', true],
    ['a wrong first letter', 'jubspot', 'HubSpot', true],
    ['a missing first letter', 'ubspot', 'HubSpot', true],
    ['a wrong last letter', 'hubspoz', 'HubSpot', true],
    ['a typo in an unfinished word', 'hubps', 'HubSpot', true],
    ['a typo in a later word', 'shets', 'Google Sheets', true],
    ['a typo in the first of two words', 'gogle sheets', 'Google Sheets', true],
    ['two typos', 'hbupsto', 'HubSpot', false],
    ['a typo in the middle of a word', 'spto', 'HubSpot', false],
    ['a typo in three letters', 'slk', 'Slack', false],
  ])('forgives %s (%j for %j): %s', (_, query, title, expected) => {
    expect(near(query, title)).toBe(expected);
  });

  const letters = fc.stringMatching(/^[abc]{4,7}$/);
  const text = fc.stringMatching(/^[abc]{0,8}( [abc]{0,8})?$/);

  it('accepts exactly the queries one edit away from the beginning of a word', () => {
    fc.assert(
      fc.property(text, letters, (title, query) => {
        const words = [...title].flatMap((character, at) =>
          character !== ' ' && (at === 0 || title[at - 1] === ' ') ? [title.slice(at)] : [],
        );
        const expected = words.some((word) =>
          Array.from({ length: word.length + 1 }, (_, length) => word.slice(0, length)).some(
            (beginning) => distance(beginning, query) <= 1,
          ),
        );
        expect(closeTo(query)(title)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('finds any title of five to twelve letters despite one typo', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{5,12}$/),
        fc.nat(),
        fc.constantFrom('swap', 'drop', 'add', 'change'),
        fc.stringMatching(/^[a-z]$/),
        (title, where, kind, letter) => {
          const at = where % (title.length - 1);
          const [before, after] = [title.slice(0, at), title.slice(at)];
          const typed = {
            swap: before + after.charAt(1) + after.charAt(0) + after.slice(2),
            drop: before + after.slice(1),
            add: before + letter + after,
            change: before + letter + after.slice(1),
          }[kind];
          expect(closeTo(typed)(title) || match(title, typed, () => '') !== null).toBe(true);
        },
      ),
    );
  });
});

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours, no part edited twice. */
function distance(a: string, b: string): number {
  const rows: number[][] = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99;
      const substitution = at(i - 1, j - 1) + Number(a[i - 1] !== b[j - 1]);
      (rows[i] as number[])[j] = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, substitution, swap);
    }
  return at(a.length, b.length);
}
