import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import { rememberMade } from '../../../../lib/background/connections/made-here';
import { orderAlarm } from '../../../../lib/background/orders/order-alarm';
import { changeOrders } from '../../../../lib/background/orders/stored-orders';
import { createAccountStore } from '../../../../lib/background/sign-in/account-store';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { listedItem } from '../../../../lib/shared/connection';
import { writeDraft } from '../../../../lib/shared/draft';
import { madeHereItem } from '../../../../lib/shared/made-here';
import { type ApiOrder, ordersItem, placedKey } from '../../../../lib/shared/order';
import { placesItem, START, writePlaces } from '../../../../lib/shared/place';
import { lastSignedOutItem, signInStateItem } from '../../../../lib/shared/sign-in';
import { createLocks } from '../../support/locks';
import { wholeList } from '../../support/whole-list';

// Ben's id begins with Maria's.
const MARIA = { id: '12', email: 'maria@acme.example', fullName: 'Maria Chen' };
const BEN = { id: '123', email: 'ben@globex.example', fullName: 'Ben Ortiz' };
const APP = { id: 'app-1', title: 'Acme CRM', description: '', iconUrl: null };

const ISSUER = { tokenUrl: 'https://zapier.com/oauth/token/', clientId: 'client-1' };
const store = createAccountStore(async () => true);
const accessTokens = { spend: async () => undefined };

async function work({ id }: { id: string }, secret: string) {
  const draft = { title: `${secret}-title`, values: {}, freeFields: [], secretIds: ['key'] };
  await writeDraft(id, APP.id, draft, { values: { key: secret }, editedAt: Date.now() });
  const order: ApiOrder = {
    ...{ id: `order-${id}`, accountId: id, app: APP, title: 'A', via: 'api', stage: { name: 'queued' } },
  };
  await changeOrders((orders) => [...orders, order]);
  await storage.setItem(placedKey(order), order);
  await listedItem.write(id, APP.id, wholeList([{ id: 'c', title: `${secret}-c`, isExpired: false }]));
  await rememberMade(id, { id: `${secret}-c`, appId: APP.id, madeAt: 1 }, { freeFields: [], values: { key: secret } });
  await writePlaces({ ...(await placesItem.getValue()), [id]: { ...START, query: `${secret}-query` } });
}

const orderIds = async () => (await ordersItem.getValue()).map(({ id }) => id);

beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
  for (const [person, secret] of [
    [MARIA, 'marias'],
    [BEN, 'bens'],
  ] as const) {
    await store.signIn(person, {
      accessToken: `${secret}-a`,
      refreshToken: `${secret}-r`,
      expiresAt: 1,
      issuer: ISSUER,
    });
    await work(person, secret);
  }
  await signInStateItem.setValue({ status: 'done', accountId: MARIA.id, notice: { code: 'as-named' } });
  await signOut({ store, accessTokens }, MARIA.id);
});

describe('signing out', () => {
  it('forgets everything about an account that signs out, in memory and on disk', async () => {
    const everything = [await fakeBrowser.storage.session.get(), await fakeBrowser.storage.local.get()];
    expect(JSON.stringify(everything)).not.toMatch(/maria/i);
    const keys = everything.flatMap((area) => Object.keys(area));
    expect(keys.filter((key) => key.includes(`/${MARIA.id}/`))).toEqual([]);
  });

  it('leaves the data of other accounts in place when one signs out', async () => {
    expect(await store.tokens(BEN.id)).toMatchObject({ accessToken: 'bens-a' });
    expect(await store.account(BEN.id)).toMatchObject(BEN);
    expect(await orderIds()).toEqual(['order-123']);
    expect(await placesItem.getValue()).toEqual({ [BEN.id]: { ...START, query: 'bens-query' } });
    const session = await fakeBrowser.storage.session.get();
    expect(session).toHaveProperty([`draft/${BEN.id}/${APP.id}`]);
    expect(await listedItem.read(BEN.id, APP.id)).toMatchObject({ connections: [{ title: 'bens-c' }] });
    expect(await madeHereItem.getValue()).toEqual({ [BEN.id]: expect.anything() });
    expect(session).toHaveProperty([`secrets/${BEN.id}/${APP.id}`]);
  });

  it('remembers nothing but the ID of the account that signed out, and that in memory', async () => {
    expect(await lastSignedOutItem.getValue()).toBe(MARIA.id);
    expect(await fakeBrowser.storage.local.get('lastSignedOut')).toEqual({ lastSignedOut: undefined });
  });

  it('clears the result of the last sign-in when signing out', async () => {
    expect(await signInStateItem.getValue()).toEqual({ status: 'idle' });
  });
});

describe('accounts with odd ids', () => {
  it.each(['u/1', '/', '../12', 'a b%2F', 'ü\u0000\ud800', '', 'draft/1'])(
    'forgets all of an account with the id %j that signs out, and nothing of another',
    async (id) => {
      const odd = { ...MARIA, id };
      await store.signIn(odd, { accessToken: 'odd-a', refreshToken: 'odd-r', expiresAt: 1, issuer: ISSUER });
      await work(odd, 'odd');
      await fakeBrowser.alarms.create(orderAlarm({ accountId: id, id: 'o' }), { when: 1 });
      await fakeBrowser.alarms.create(orderAlarm({ accountId: BEN.id, id: 'o' }), { when: 1 });
      const found = (session: object) => JSON.stringify(session).match(/odd-?\w*/g);
      expect(found(await fakeBrowser.storage.session.get())).toContain('odd-title');
      await signOut({ store, accessTokens }, id);
      expect(found(await fakeBrowser.storage.session.get())).toBeNull();
      expect(found(await fakeBrowser.storage.local.get())).toBeNull();
      expect((await fakeBrowser.alarms.getAll()).map(({ name }) => name)).toEqual([
        orderAlarm({ accountId: BEN.id, id: 'o' }),
      ]);
      expect(await orderIds()).toEqual(['order-123']);
    },
  );

  it('leaves an account in place whose id is the beginning of the one that signs out', async () => {
    for (const id of ['12/a', '12']) {
      const account = { ...MARIA, id };
      await store.signIn(account, { accessToken: 'a', refreshToken: 'r', expiresAt: 1, issuer: ISSUER });
      await work(account, id);
    }
    await signOut({ store, accessTokens }, '12/a');
    expect(await orderIds()).toEqual(['order-123', 'order-12']);
    expect(await storage.getItem(placedKey({ accountId: '12', id: 'order-12' }))).not.toBeNull();
    expect(await storage.getItem(placedKey({ accountId: '12/a', id: 'order-12/a' }))).toBeNull();
  });
});
