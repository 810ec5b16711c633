import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fillReceipt, type ReceiptParts, receiptTemplateProblem } from '../../../lib/shared/receipt';

const PARTS: ReceiptParts = {
  customer: 'Acme GmbH',
  email: 'maria@acme.example',
  app: 'HubSpot',
  connection: 'Acme GmbH – HubSpot',
  id: 'LE8VMLA',
  when: '30 Nov 2026, 14:05 UTC',
  how: 'With credentials',
  ticket: '#4711',
};

const TEMPLATE = `Connected at Zapier: {connection}
App: {app}

Customer: {customer} ({email})
Connection ID: {id}
When: {when}. {how}
Ticket: {ticket}`;

const fill = (parts: Partial<ReceiptParts> = {}, template = TEMPLATE) =>
  fillReceipt(template, { ...PARTS, ...parts }).text;

it('fills every placeholder of a receipt and keeps its lines, empty ones too', () => {
  expect(fill().split('\n')).toEqual([
    'Connected at Zapier: Acme GmbH – HubSpot',
    'App: HubSpot',
    '',
    'Customer: Acme GmbH (maria@acme.example)',
    'Connection ID: LE8VMLA',
    'When: 30 Nov 2026, 14:05 UTC. With credentials',
    'Ticket: #4711',
  ]);
});

it.each([
  ['Made: {id}\nTicket: {ticket}', 'Made: LE8VMLA'],
  ['Ticket: {ticket}\nMade: {id}', 'Made: LE8VMLA'],
  ['Ticket {ticket}, again {ticket}\r\n{id}', 'LE8VMLA'],
  ['{customer} ({ticket})', 'Acme GmbH'],
  ['{ticket} – {customer}', 'Acme GmbH'],
  ['Ticket: {ticket}', ''],
])('leaves out what is empty from the receipt %j without a ticket', (template, text) => {
  expect(fill({ ticket: ' ' }, template)).toBe(text);
});

it.each([
  ['a line break, which would forge a line', 'Acme\r\nTicket: #1\u2028x', 'Acme Ticket: #1 x'],
  ['an invisible character, which could turn words round', '\u202Eemca\u200B', 'emca'],
  ['markup, which stays words', '<img src=x onerror=alert(1)>&amp;', '<img src=x onerror=alert(1)>&amp;'],
  ['a placeholder, which is not filled', '{email} {id}', '{email} {id}'],
  ['a replacement pattern, which replaces nothing', '$& $1 $$', '$& $1 $$'],
  ['Arabic', 'شركة الخليج', 'شركة الخليج'],
  ['255 characters', 'W'.repeat(255), 'W'.repeat(255)],
  ['more than a thousand characters', '🦊'.repeat(1001), `${'🦊'.repeat(999)}…`],
])('keeps a value on its line of the receipt: %s', (_what, customer, text) => {
  expect(fill({ customer }, 'Customer: {customer}')).toBe(`Customer: ${text}`);
});

it('tells values from the words around them, line by line', () => {
  expect(fillReceipt('{app} of {customer}\nDone', { ...PARTS, app: 'App: {id}' }).lines).toEqual([
    [
      { text: 'App: {id}', isValue: true },
      { text: ' of ', isValue: false },
      { text: 'Acme GmbH', isValue: true },
    ],
    [{ text: 'Done', isValue: false }],
  ]);
});

it('has no more lines than its template, whatever the values', () => {
  const value = fc.string({ unit: 'binary', maxLength: 50 });
  const parts = fc.record({
    ...{ customer: value, email: value, app: value, connection: value },
    ...{ id: value, when: value, how: value, ticket: value },
  });
  fc.assert(
    fc.property(parts, (values) => {
      const { text, lines } = fillReceipt(TEMPLATE, values);
      expect(text.split(/[\n\r\u2028\u2029]/).length).toBeLessThanOrEqual(TEMPLATE.split('\n').length);
      expect(
        lines
          .map((line) => line.map((piece) => piece.text).join(''))
          .join('\n')
          .trim(),
      ).toBe(text);
    }),
  );
});

it.each([
  [TEMPLATE, null],
  ['{how}', null],
  ['{id} {} { app } {{app}}', null],
  ['Connected', 'no-placeholder'],
  // The ticket is often empty, and then nothing would be said.
  ['Ticket: {ticket}', 'no-placeholder'],
  ['{customer} {account}', 'unknown-placeholder'],
  ['{ID}', 'unknown-placeholder'],
])('reports the problem of the receipt template %j: %s', (template, problem) => {
  expect(receiptTemplateProblem(template)).toBe(problem);
});
