import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetUsed, rememberUsed } from '../../../../lib/background/orders/used-credentials';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import type { Account } from '../../../../lib/shared/account';
import { usedCredentialsItem } from '../../../../lib/shared/used-credentials';
import { answers } from '../../../zapier/zapier';
import { createLocks } from '../../support/locks';
import { GET, POST, useOrders } from './stage';

const SECRET = 'acme_live_0001';

describe('credentials that were sent', () => {
  const orders = useOrders();

  async function send() {
    const ordered = await orders.order();
    const secrets = { values: { api_key: SECRET }, editedAt: orders.stage.now };
    await fakeBrowser.storage.session.set({ [`secrets/${ordered.accountId}/${ordered.app.id}`]: secrets });
    await orders.connect.takeUp(ordered);
  }

  it.each([
    ['connected', undefined],
    ['refused', answers.forbidden('No.')],
    ['lost', answers.dropConnection('after')],
  ])('remembers a credential of an order that is %s, in memory and without its value', async (_end, answer) => {
    if (answer) orders.stage.zapier.nextAnswers(POST, answer);
    await send();
    const { accountId, stage } = orders;
    expect((await usedCredentialsItem.getValue())?.used).toEqual([
      { accountId, hmac: expect.any(String), usedAt: stage.now },
    ]);
    expect(JSON.stringify(await usedCredentialsItem.getValue())).not.toContain(SECRET);
    expect(await fakeBrowser.storage.local.get('usedCredentials')).toEqual({ usedCredentials: undefined });
  });

  it('does not remember a credential that was typed and never sent', async () => {
    // The order waits for the end of a pause.
    orders.stage.zapier.nextAnswers(GET, answers.tooManyRequests(60));
    await send();
    expect(await usedCredentialsItem.getValue()).toBeNull();
  });

  it('sends the request even when the memory for the extension is full', async () => {
    const { session } = fakeBrowser.storage;
    const set = session.set.bind(session);
    vi.spyOn(session, 'set').mockImplementation(async (items) => {
      if ('usedCredentials' in items) throw new Error('Session storage quota bytes exceeded.');
      await set(items);
    });
    await send();
    expect(await orders.reached()).toMatchObject({ name: 'connected' });
  });

  it('forgets the credentials of an account that signs out', async () => {
    await send();
    await signOut({ store: orders.store, accessTokens: { spend: async () => undefined } }, orders.accountId);
    expect((await usedCredentialsItem.getValue())?.used).toEqual([]);
    await rememberUsed(orders.store, orders.accountId, { api_key: SECRET }, 1);
    expect((await usedCredentialsItem.getValue())?.used).toEqual([]);
  });
});

describe('the record of credentials that were sent', () => {
  const store = { account: async (id: string) => ({ id }) as Account };
  const remember = (accountId: string, value: string, usedAt: number) =>
    rememberUsed(store, accountId, { api_key: value }, usedAt);
  const kept = async () =>
    (await usedCredentialsItem.getValue())?.used.map(({ accountId, usedAt }) => [accountId, usedAt]);

  beforeEach(() => {
    fakeBrowser.reset();
    vi.stubGlobal('navigator', { locks: createLocks() });
  });

  it('keeps the latest use of a credential in each account', async () => {
    for (const [accountId, at] of [
      ['1', 1],
      ['2', 2],
      ['1', 3],
    ] as const)
      await remember(accountId, SECRET, at);
    expect(await kept()).toEqual([
      ['2', 2],
      ['1', 3],
    ]);
    const hmacs = (await usedCredentialsItem.getValue())?.used.map(({ hmac }) => hmac);
    expect(new Set(hmacs).size).toBe(1);
  });

  it('keeps the latest five hundred uses', async () => {
    const used = Array.from({ length: 500 }, (_, usedAt) => ({ accountId: '1', hmac: `${usedAt}`, usedAt }));
    await usedCredentialsItem.setValue({ key: btoa('k'), used });
    await remember('1', SECRET, 500);
    expect(await kept()).toHaveLength(500);
    expect((await kept())?.[0]).toEqual(['1', 1]);
  });

  it('has nothing to forget when nothing was sent', async () => {
    await forgetUsed('1');
    expect(await usedCredentialsItem.getValue()).toBeNull();
  });
});
