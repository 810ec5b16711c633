import { describe, expect, it, vi } from 'vitest';
import { rememberUsed } from '../../../../lib/background/orders/used-credentials';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { DESKWELL, SHIPDAY } from '../../../zapier/zapier';
import { createLocks } from '../../support/locks';
import { CRM, inputOf, MARIA, MINUTE_MS, NOON, OTHER, open, summary, type, useForm } from './form-stage';

useForm();

const BEN = { ...MARIA, id: '2', email: 'ben@globex.example', label: 'Globex' };
const store = { account: async () => MARIA };
const KEY = 'acme_live_0001';

/** Remembers that values were sent for Ben. */
async function usedForBen(values: Record<string, string>, usedAt = NOON - 6 * MINUTE_MS, accountId = BEN.id) {
  vi.stubGlobal('navigator', { locks: createLocks() });
  await sessionAccountsItem.setValue({ current: MARIA.id, byId: { [MARIA.id]: MARIA, [BEN.id]: BEN } });
  await rememberUsed(store, accountId, values, usedAt);
}

/** Opens a form, types into it, and expects where the values were used, by field key. */
async function expectFound(typed: Record<string, string>, expected: Record<string, unknown>, app = CRM) {
  const form = open(app);
  const stop = form.follow();
  for (const [name, value] of Object.entries(typed)) type(form, name, value);
  // Several turns, so that a use that must not be reported would be: storage is read, then fingerprints are taken.
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setTimeout(done));
  const at = (name: string) => form.usedElsewhere.found.value.get(inputOf(form, name)?.id ?? '');
  const uses = () => Object.fromEntries(Object.keys(typed).map((name) => [name, at(name)]));
  await vi.waitFor(() => expect(uses()).toEqual(expected));
  stop();
}

describe('a credential that was sent for another customer', () => {
  it('is recognised in any app and field, with the other account and when', async () => {
    await usedForBen({ token: ` ${KEY} ` });
    const use = { account: BEN, usedAt: NOON - 6 * MINUTE_MS };
    await expectFound({ api_key: KEY }, { api_key: use });
    const deskwell = summary(DESKWELL.app, DESKWELL.title);
    await expectFound({ api_key: KEY, subdomain: 'acme' }, { api_key: use, subdomain: undefined }, deskwell);
  });

  it.each([
    [KEY, `"Bearer ${KEY}"`],
    [`"Bearer ${KEY}"`, KEY],
    [`“${KEY}”`, `Token token=\u200B${KEY}`],
  ])('is recognised however it was copied: %j was sent, and %j is typed', async (sent, typed) => {
    await usedForBen({ token: sent });
    await expectFound({ api_key: typed }, { api_key: { account: BEN, usedAt: NOON - 6 * MINUTE_MS } });
  });

  it('is recognised in a free field', async () => {
    await usedForBen({ token: KEY });
    const form = open(OTHER);
    const row = form.entry.draft.value.freeFields[0]?.id ?? '';
    const stop = form.follow();
    type(form, row, KEY);
    await vi.waitFor(() => expect([...form.usedElsewhere.found.value.keys()]).toEqual([row]));
    type(form, row, `${KEY}0`);
    await vi.waitFor(() => expect(form.usedElsewhere.found.value.size).toBe(0));
    stop();
  });

  it.each([
    ['it has seven characters', { api_key: '1234567' }, { api_key: '1234567' }],
    ['another value is typed', { api_key: KEY }, { api_key: `${KEY}2` }],
    ['nothing is typed', { api_key: KEY }, { api_key: '' }],
  ])('is not reported when %s', async (_why, used, typed) => {
    await usedForBen(used);
    await expectFound(typed, { api_key: undefined });
  });

  it('is recognised from eight characters on, and only in the field that holds it', async () => {
    await usedForBen({ password: '12345678' });
    const expected = { username: undefined, password: expect.objectContaining({ account: BEN }) };
    await expectFound({ username: 'ben', password: '12345678' }, expected, summary(SHIPDAY.app, SHIPDAY.title));
  });

  it('is not reported to the same account, nor with an account that is gone', async () => {
    await usedForBen({ api_key: KEY }, NOON, MARIA.id);
    await usedForBen({ api_key: KEY }, NOON, 'gone');
    await expectFound({ api_key: KEY }, { api_key: undefined });
  });

  it('is reported with its latest use', async () => {
    await usedForBen({ api_key: KEY }, NOON - 9 * MINUTE_MS);
    await usedForBen({ api_key: KEY }, NOON - 2 * MINUTE_MS);
    await expectFound({ api_key: KEY }, { api_key: { account: BEN, usedAt: NOON - 2 * MINUTE_MS } });
  });
});
