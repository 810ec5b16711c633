import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NameParts } from '../../../lib/apps/name-template';
import { fillNameTemplate, lengthNearLimit, localDay, TITLE_MAX_LENGTH, titleLength } from '../../../lib/connect/name';

const TEMPLATE = '{customer} – {app}';
const PARTS: NameParts = {
  customer: 'Acme',
  app: 'Slack',
  account: 'maria@acme.example',
  date: '2026-11-23',
  ticket: '#4711',
};

const fill = (template: string, parts: Partial<NameParts> = {}) => fillNameTemplate(template, { ...PARTS, ...parts });

describe("a title's length", () => {
  it.each([
    ['', 0],
    ['Acme', 4],
    ['Größe', 5],
    ['🦊', 1],
    ['👩‍👩‍👧', 5],
    ['e\u0301', 2],
  ])('counts code points: %j has %i', (title, length) => {
    expect(titleLength(title)).toBe(length);
  });

  it.each([
    ['x'.repeat(230), null],
    ['x'.repeat(231), 231],
    ['🦊'.repeat(230), null],
    ['🦊'.repeat(256), 256],
    [` ${'x'.repeat(230)} `, null],
  ])('is said near the limit, as it would be sent', (title, said) => {
    expect(lengthNearLimit(title)).toBe(said);
  });
});

describe('a filled template', () => {
  it.each([
    [TEMPLATE, 'Acme', 'Slack', 'Acme – Slack'],
    ['{app} for {customer} ({app})', 'Acme', 'Slack', 'Slack for Acme (Slack)'],
    ['Ours', 'Acme', 'Slack', 'Ours'],
    ['{Customer} {other}', 'Acme', 'Slack', '{Customer} {other}'],
    [TEMPLATE, '  Acme  ', ' Slack', 'Acme – Slack'],
    // What a customer is called is never read as a template, nor as a pattern of replace().
    [TEMPLATE, '{app}', 'Slack', '{app} – Slack'],
    [TEMPLATE, '$& $1 $$', 'Slack', '$& $1 $$ – Slack'],
    [TEMPLATE, 'Acme – Nord', 'A|B', 'Acme – Nord – A|B'],
  ])('%j of %j and %j is %j', (template, customer, app, name) => {
    expect(fill(template, { customer, app })).toBe(name);
  });

  it('holds every part', () => {
    expect(fill('{ticket} {customer}: {app} of {account}, {date}')).toBe(
      '#4711 Acme: Slack of maria@acme.example, 2026-11-23',
    );
  });

  it.each([
    [TEMPLATE, '', 'Slack', 'Slack'],
    [TEMPLATE, 'Acme', '', 'Acme'],
    [TEMPLATE, ' ', 'Slack', 'Slack'],
    [TEMPLATE, '', '', ''],
    ['{customer}: {app}', '', 'Slack', 'Slack'],
    ['{app} | {customer}', '', 'Slack', 'Slack'],
    ['{app}/{customer}', '', 'Slack', 'Slack'],
    ['{app} -- {customer}', '', 'Slack', 'Slack'],
    ['Ours – {customer} – {app}', '', 'Slack', 'Ours – Slack'],
    ['{app} by {customer}', '', 'Slack', 'Slack by'],
    ['{customer} {app}', '', 'Slack', 'Slack'],
    [TEMPLATE, '', 'Slack – Teams', 'Slack – Teams'],
  ])('loses the separator of an empty part: %j of %j and %j is %j', (template, customer, app, name) => {
    expect(fill(template, { customer, app })).toBe(name);
  });

  it.each([
    ['{customer} – {ticket} – {app}', 'Acme – Slack'],
    ['{customer} – {app} ({ticket})', 'Acme – Slack'],
    ['{customer} – {app} [ #{ticket} ]', 'Acme – Slack'],
    ['{customer} – {app} #{ticket}', 'Acme – Slack'],
    ['({app} – {ticket}) {customer}', '(Slack) Acme'],
    ['({ticket} – {app}) {customer}', '(Slack) Acme'],
    ['{customer} {ticket} {app}', 'Acme Slack'],
    ['{customer} – {ticket} {app}', 'Acme – Slack'],
    ['{customer} {ticket} – {app}', 'Acme – Slack'],
    ['{customer}, {ticket}; {app}', 'Acme; Slack'],
    ['{customer} – {ticket}, {ticket} – {app}', 'Acme – Slack'],
    ['{customer} ({ticket}, {ticket}) {app}', 'Acme Slack'],
    ['x{ticket}y', 'xy'],
    ['x{ticket} y', 'x y'],
    ['{ticket}', ''],
  ])('without a ticket, %j is %j', (template, name) => {
    expect(fill(template, { ticket: '' })).toBe(name);
  });

  it('is cut to what Zapier takes, between code points', () => {
    expect(fill(TEMPLATE, { customer: '🦊'.repeat(300) })).toBe('🦊'.repeat(255));
    expect(fill('{app}', { app: 'x'.repeat(255) })).toHaveLength(255);
    expect(fill(TEMPLATE, { customer: 'x'.repeat(254) })).toBe('x'.repeat(254));
  });

  const part = fc.string({ unit: 'binary', maxLength: 300 });
  const parts = fc.record({ customer: part, app: part, account: part, date: part, ticket: part });
  const piece = fc.constantFrom(...Object.keys(PARTS).map((key) => `{${key}}`), ' – ', ' ', ': ', '(', ')', '#', 'of');
  const template = fc.oneof(
    part,
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );

  it('is never too long, has no spaces around it and never holds a gap, whatever the parts', () => {
    fc.assert(
      fc.property(template, parts, (text, values) => {
        const name = fillNameTemplate(text, values);
        expect(titleLength(name)).toBeLessThanOrEqual(TITLE_MAX_LENGTH);
        expect(name).not.toContain('\u0000');
        expect(name).toBe(name.trim());
      }),
    );
  });

  it('without an empty part is the template with its placeholders replaced', () => {
    const short = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => text.trim() === text);
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 6 }),
        fc.record({ customer: short, app: short, account: short, date: short, ticket: short }),
        (pieces, values) => {
          const filled = pieces.map((text) => values[text.slice(1, -1) as keyof NameParts] ?? text).join('');
          expect(fillNameTemplate(pieces.join(''), values)).toBe(filled.trim());
        },
      ),
    );
  });

  it('without a ticket neither begins nor ends with a separator, nor holds two of them or empty brackets', () => {
    const word = fc.constantFrom('{customer}', '{app}', '{ticket}', '{date}');
    const separator = fc.constantFrom(' – ', ': ', ', ', ' | ', ' ');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, separator), { minLength: 1, maxLength: 6 }), (pairs) => {
        const text = pairs.flatMap(([placeholder, joint], index) => (index ? [joint, placeholder] : [placeholder]));
        const name = fill(text.join(''), { ticket: '', date: 'today' });
        const kept = pairs.filter(([placeholder]) => placeholder !== '{ticket}').length;
        expect(name).not.toMatch(/^[\s–:,|]|[\s–:,|]$|[–:,|]\s*[–:,|]|\s\s|\(\)/u);
        expect(name.match(/Acme|Slack|today/g) ?? []).toHaveLength(kept);
      }),
    );
  });
});

describe('a day', () => {
  it('is that of the wall clock, in ISO form', () => {
    expect(localDay(new Date(2026, 0, 2, 0, 0, 1))).toBe('2026-01-02');
    expect(localDay(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31');
  });
});
