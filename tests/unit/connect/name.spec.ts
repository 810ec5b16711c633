import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillNameTemplate, TITLE_MAX_LENGTH, titleLength } from '../../../lib/connect/name';

const TEMPLATE = '{customer} – {app}';

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
    expect(fillNameTemplate(template, { customer, app })).toBe(name);
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
    expect(fillNameTemplate(template, { customer, app })).toBe(name);
  });

  it('is cut to what Zapier takes, between code points', () => {
    const name = fillNameTemplate(TEMPLATE, { customer: '🦊'.repeat(300), app: 'Slack' });
    expect(name).toBe('🦊'.repeat(255));
    expect(fillNameTemplate('{app}', { customer: '', app: 'x'.repeat(255) })).toHaveLength(255);
  });

  it('is never too long and never holds a gap, whatever the parts', () => {
    const part = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(fc.oneof(fc.constant(TEMPLATE), part), part, part, (template, customer, app) => {
        const name = fillNameTemplate(template, { customer, app });
        expect(titleLength(name)).toBeLessThanOrEqual(TITLE_MAX_LENGTH);
        expect(name).not.toContain('\u0000');
      }),
    );
  });
});
