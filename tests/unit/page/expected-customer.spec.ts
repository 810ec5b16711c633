import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createExpectedCustomer } from '../../../lib/page/expected-customer';
import { DESKWELL } from '../../zapier/zapier';

beforeEach(() => fakeBrowser.reset());

const create = (ticketPattern = '', apps = [DESKWELL]) =>
  createExpectedCustomer({ namedCustomer: '', namedTicket: '' }, () => ({ ticketPattern, apps }));

const TICKET = `Ticket 4711: cannot connect

Hi team, our key is acme_live_9c2f. Please use Maria Weber <Maria@ACME.example> (cc: ben@globex.example).
https://acme.example/settings`;

describe('a text pasted for the customer', () => {
  it.each([
    ['a whole ticket', TICKET, 'maria@acme.example'],
    ['a name with its e-mail', 'Maria Weber <maria@acme.example>', 'maria@acme.example'],
    ['two e-mails, of which the first counts', 'ben@globex.example, maria@acme.example', 'ben@globex.example'],
    ['a header', 'From: maria@acme.example\nTo: support@us.example', 'maria@acme.example'],
    ['a message to the own company', 'To: support@deskwell.example\nFrom: ben@globex.example', 'ben@globex.example'],
    ['its only domain besides the own', 'From https://help.deskwell.example for acme.example', 'acme.example'],
    ['bold text', 'Account: *maria@acme.example*', 'maria@acme.example'],
    ['a table', '| maria@acme.example | 4711 |', 'maria@acme.example'],
    ['a link', 'https://acme.example/users', 'acme.example'],
    ['a text with one domain', `Please connect us.\n${'x '.repeat(100)}\nwww.acme.example`, 'acme.example'],
  ])('is replaced with the customer: %s', (_what, text, customer) => {
    const expected = create();
    expect(expected.paste(text)).toBe(true);
    expect(expected.named.value).toBe(customer);
    expect(expected.pasted.value).toEqual({ took: customer });
  });

  it.each(['maria@acme.example', ' Maria@Acme.example\n', 'acme.example', 'Acme', '', '  '])(
    'is pasted as it is: %j',
    (text) => {
      const expected = create();
      expect(expected.paste(text)).toBe(false);
      expect(expected.pasted.value).toBeNull();
    },
  );

  it.each([
    ['lines', 'Hello,\nplease help'],
    ['two domains', 'acme.example or globex.example?\nBoth.'],
    ['a long line', 'please help '.repeat(20)],
    ['a key', 'acme_live_9c2f4e1b7d3a'],
  ])('is not kept where it names nobody: %s', (_what, text) => {
    const expected = create();
    expected.name('acme.example');
    expect(expected.paste(text)).toBe(true);
    expect(expected.named.value).toBe('');
    expect(expected.pasted.value).toEqual({ took: null });
  });

  it('leaves nothing of the text in storage but the customer, and no number as the ticket', async () => {
    const expected = create();
    expected.paste(TICKET);
    expect(await fakeBrowser.storage.session.get()).toEqual({ namedCustomer: 'maria@acme.example' });
    expect(expected.ticket.value).toBe('');
  });

  it('gives its ticket, unless another one is typed', () => {
    const expected = create('Ticket \\d+');
    expected.paste(TICKET);
    expect(expected.ticket.value).toBe('Ticket 4711');
    expected.setTicket('9');
    expected.paste(TICKET);
    expect(expected.ticket.value).toBe('9');
  });

  it('is told of until the field is edited', () => {
    const expected = create();
    expected.paste(TICKET);
    expected.name('maria@acme.exampl');
    expect(expected.pasted.value).toBeNull();
  });

  it('is looked at in a moment, however long it is', () => {
    const expected = create();
    const start = performance.now();
    expected.paste(`${'a@'.repeat(500_000)} ${'"'.repeat(500_000)}`);
    expected.paste('"x'.repeat(500_000));
    expect(performance.now() - start).toBeLessThan(500);
  });
});
