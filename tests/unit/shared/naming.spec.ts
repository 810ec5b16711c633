import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillNameTemplate, localDay, type NameParts } from '../../../lib/shared/name-template';
import { lengthNearLimit, TITLE_MAX_LENGTH, titleLength } from '../../../lib/shared/naming';

const TEMPLATE = '{customer} – {app}';
const PARTS: NameParts = {
  customer: 'Acme',
  app: 'Slack',
  account: 'maria@acme.example',
  date: '2026-11-23',
  ticket: '#4711',
};

const fill = (template: string, parts: Partial<NameParts> = {}) => fillNameTemplate(template, { ...PARTS, ...parts });

describe('the length of a title', () => {
  it.each([
    ['', 0],
    ['Acme', 4],
    ['Größe', 5],
    ['🦊', 1],
    ['👩‍👩‍👧', 5],
    ['e\u0301', 2],
  ])('counts %j as %i code points', (title, length) => {
    expect(titleLength(title)).toBe(length);
  });

  it.each([
    ['x'.repeat(230), null],
    ['x'.repeat(231), 231],
    ['🦊'.repeat(230), null],
    ['🦊'.repeat(256), 256],
    [` ${'x'.repeat(230)} `, null],
  ])('tells the length of a trimmed title only near the limit (case %#)', (title, said) => {
    expect(lengthNearLimit(title)).toBe(said);
  });
});

describe('filled name templates', () => {
  it.each([
    [TEMPLATE, 'Acme', 'Slack', 'Acme – Slack'],
    ['{app} for {customer} ({app})', 'Acme', 'Slack', 'Slack for Acme (Slack)'],
    ['Ours', 'Acme', 'Slack', 'Ours'],
    ['{Customer} {other}', 'Acme', 'Slack', '{Customer} {other}'],
    [TEMPLATE, '  Acme  ', ' Slack', 'Acme – Slack'],
    // A customer's name is neither treated as a template nor as a replacement pattern of replace().
    [TEMPLATE, '{app}', 'Slack', '{app} – Slack'],
    [TEMPLATE, '$& $1 $$', 'Slack', '$& $1 $$ – Slack'],
    [TEMPLATE, 'Acme – Nord', 'A|B', 'Acme – Nord – A|B'],
  ])('fills %j with %j and %j as %j', (template, customer, app, name) => {
    expect(fill(template, { customer, app })).toBe(name);
  });

  it('fills every placeholder of a template', () => {
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
  ])('drops the separator of an empty part: %j with %j and %j is %j', (template, customer, app, name) => {
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
  ])('fills %j without a ticket as %j', (template, name) => {
    expect(fill(template, { ticket: '' })).toBe(name);
  });

  it.each([
    ['{customer} • {app}', 'Acme'],
    ['{customer} «{app}»', 'Acme'],
    ['{app}_{customer}', 'Acme'],
    ['{app} → {customer}', 'Acme'],
    ['“{app}” {customer}', 'Acme'],
    ['{customer} * {app} * {ticket}', 'Acme * #4711'],
    ['★ {customer} ★ {app}', '★ Acme'],
  ])('takes the decoration of an empty part along: %j is %j', (template, name) => {
    expect(fill(template, { app: '' })).toBe(name);
  });

  it('shortens the customer rather than the app, and splits no letter or emoji', () => {
    expect(fill(TEMPLATE, { customer: 'x'.repeat(300) })).toBe(`${'x'.repeat(247)} – Slack`);
    const family = '👩‍👩‍👧';
    expect(fill(TEMPLATE, { customer: family.repeat(60) })).toBe(`${family.repeat(49)} – Slack`);
    expect(fill('{app}', { app: `${'x'.repeat(254)}e\u0301` })).toBe('x'.repeat(254));
  });

  it('cuts a name to 255 code points without splitting one', () => {
    expect(fill('{customer}', { customer: '🦊'.repeat(300) })).toBe('🦊'.repeat(255));
    expect(fill('{app}', { app: 'x'.repeat(255) })).toHaveLength(255);
  });

  const part = fc.string({ unit: 'binary', maxLength: 300 });
  const parts = fc.record({ customer: part, app: part, account: part, date: part, ticket: part });
  const piece = fc.constantFrom(...Object.keys(PARTS).map((key) => `{${key}}`), ' – ', ' ', ': ', '(', ')', '#', 'of');
  const template = fc.oneof(
    part,
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
  );

  it('gives a trimmed name within the limit and without gaps, whatever the parts', () => {
    fc.assert(
      fc.property(template, parts, (text, values) => {
        const name = fillNameTemplate(text, values);
        expect(titleLength(name)).toBeLessThanOrEqual(TITLE_MAX_LENGTH);
        expect(name).not.toContain('\u0000');
        expect(name).toBe(name.trim());
      }),
    );
  });

  it('replaces nothing but the placeholders of a template when no part is empty', () => {
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

  it('leaves no stray separators and no empty brackets where a ticket is missing', () => {
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

describe('the day in a name', () => {
  it('writes the local day in ISO form', () => {
    expect(localDay(new Date(2026, 0, 2, 0, 0, 1))).toBe('2026-01-02');
    expect(localDay(new Date(2026, 11, 31, 23, 59, 59))).toBe('2026-12-31');
  });
});
