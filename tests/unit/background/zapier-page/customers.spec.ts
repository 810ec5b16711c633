import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { createConnections } from '../../../../lib/background/connections/connections';
import { createOrderTable } from '../../../../lib/background/orders/order-table';
import { createOrders } from '../../../../lib/background/orders/orders';
import { createSchedule } from '../../../../lib/background/schedule';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { createCustomers } from '../../../../lib/background/zapier-page/customers';
import { type Order, ordersItem } from '../../../../lib/shared/order';
import { type Answer, answers, BEN, MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';
import { HUBSPOT, LIST } from './visit-stage';

const APPS = 'GET /v2/apps';
const MINUTE = 60_000;
const stage = useStage();

/** Creates a background with Maria signed in. */
async function setUp() {
  const services = stage.services();
  const { accountId, tokens } = await stage.signIn(services.store);
  const now = () => stage.now;
  const attention = { call: vi.fn(async () => {}), mark: async () => {}, seen: async () => {} };
  const connections = createConnections({ ...services, now });
  const table = createOrderTable(services.store, attention);
  const customers = createCustomers({ ...services, table, connections, now });
  const schedule = createSchedule(now);
  const config = async () => stage.config;
  const orders = createOrders({ ...services, config, table, connections, attention, schedule, now });
  const all = () => ordersItem.getValue();
  const theirs = async () => (await all()).findLast(({ via }) => via === 'customer');
  const withOrder = async (act: (id: string) => Promise<unknown>) => act((await theirs())?.id ?? '');
  return {
    ...services,
    ...{ accountId, tokens, table, orders, all, theirs },
    link: (ticket = '', app = HUBSPOT) => customers.link({ accountId, app, ticket }),
    look: () => withOrder((orderId) => customers.look({ orderId })),
    async check() {
      const order = await theirs();
      if (order?.via === 'customer') await customers.check(order);
    },
    undo: () => withOrder((orderId) => orders.undo({ orderId })),
    /** Stores an order of the agent's own for the same app. */
    own: async (changes: Pick<Order, 'stage' | 'via'>) => {
      const order = { id: 'own', accountId, app: HUBSPOT, title: 'HubSpot', reconnects: null, ...changes } as Order;
      await table.add(order);
    },
    stageOf: async () => (await theirs())?.stage,
  };
}

const made = (title = 'HubSpot') => stage.zapier.addConnection({ app: HUBSPOT.id, title, owner: MARIA });
const lists = () => stage.zapier.requestsTo(LIST).length;

describe("Zapier's link for the customer", () => {
  it("is not given where a policy switches off Zapier's page, and nothing is waited for", async () => {
    const { link, all } = await setUp();
    stage.config = { ...stage.config, allowZapierPage: false };
    expect(await link()).toEqual({ ok: false, failure: { code: 'switched-off' } });
    expect(await all()).toEqual([]);
    expect(stage.sent).toEqual([]);
  });

  it('is taken fresh and leads back nowhere, and the order remembers what exists', async () => {
    const { link, theirs } = await setUp();
    const { id } = made();
    const taken = await link('#4711');
    expect(taken).toEqual({ ok: true, value: expect.stringMatching(/^https:\/\/zapier\.com\/engine\/auth\/start\//) });
    expect(taken.ok && taken.value).not.toContain('redirect');
    expect(await theirs()).toMatchObject({
      ...{ via: 'customer', title: 'HubSpot', ticket: '#4711' },
      ...{ before: [id], stage: { name: 'with-customer' } },
    });
  });

  it('keeps what else its address holds', async () => {
    const { link } = await setUp();
    stage.zapier.connectLink('HubSpot', 'https://zapier.com/engine/auth/start/X/?redirect=https%3A%2F%2Fa.example&v=2');
    expect(await link()).toEqual({ ok: true, value: 'https://zapier.com/engine/auth/start/X/?v=2' });
  });

  it('is taken fresh for an order that waits already, of which there is one for each app and account', async () => {
    const { link, all, theirs } = await setUp();
    await link();
    const before = await theirs();
    made();
    await link();
    expect(await all()).toEqual([before]);
    expect(stage.zapier.requestsTo(APPS)).toHaveLength(2);
    expect(lists()).toBe(1);
  });

  it.each<[string, string | null, string]>([
    ['needs no connection', null, 'needs-no-connection'],
    ['has a link that leads away from Zapier', 'https://zapier.com.example/', 'foreign-link'],
  ])('is refused for an app that %s, and nothing waits', async (_what, address, code) => {
    const { link, all } = await setUp();
    stage.zapier.connectLink('HubSpot', address);
    expect(await link()).toMatchObject({ ok: false, failure: { code } });
    expect(await all()).toEqual([]);
  });

  it.each([APPS, LIST] as const)('is not given out while Zapier cannot be reached at %s', async (request) => {
    const { link, all } = await setUp();
    stage.zapier.everyAnswer(request, answers.dropConnection('before'));
    expect(await link()).toMatchObject({ ok: false, failure: { code: 'answer-lost' } });
    expect(await all()).toEqual([]);
  });
});

describe('an order that waits for the customer', () => {
  it('is connected once the account holds something new', async () => {
    const { link, look, stageOf, theirs } = await setUp();
    made('Old');
    await link();
    stage.now += MINUTE;
    const { id } = made('HubSpot maria');
    await look();
    expect(await stageOf()).toMatchObject({ name: 'connected', connection: { id, title: 'HubSpot maria' } });
    expect(await theirs()).toMatchObject({ title: 'HubSpot maria' });
    expect(await theirs()).not.toHaveProperty('before');
  });

  it('goes on waiting while there is nothing new, and tells when it looked', async () => {
    const { link, look, stageOf } = await setUp();
    await link();
    stage.now += MINUTE;
    await look();
    expect(await stageOf()).toEqual({ name: 'with-customer', lookedAt: stage.now });
    stage.now += MINUTE;
    made();
    await look();
    expect(await stageOf()).toMatchObject({ name: 'connected' });
  });

  it('is looked for once a minute at most, but at once when the agent asks', async () => {
    const { link, look, check, stageOf } = await setUp();
    await link();
    stage.now += MINUTE;
    await look();
    expect(lists()).toBe(2);
    made();
    stage.now += MINUTE - 1;
    await look();
    expect(lists()).toBe(2);
    expect(await stageOf()).toMatchObject({ name: 'with-customer' });
    await check();
    expect(await stageOf()).toMatchObject({ name: 'connected' });
  });

  it('is looked for again after the clock was set back', async () => {
    const { link, look, stageOf } = await setUp();
    await link();
    stage.now += 60 * MINUTE;
    await look();
    stage.now -= 59 * MINUTE;
    made();
    await look();
    expect(await stageOf()).toMatchObject({ name: 'connected' });
  });

  it('leaves the requests to those who wait where half the limit is used, and is asked for all the same', async () => {
    stage.config = { ...stage.config, requestsPerMinute: 6 };
    const { link, look, check, stageOf } = await setUp();
    await link();
    stage.now += MINUTE + 1_000;
    await check();
    await check();
    await check();
    const before = lists();
    made();
    stage.now += MINUTE - 1;
    await look();
    expect(lists()).toBe(before);
    stage.now += 1;
    await look();
    expect(lists()).toBe(before);
    expect(await stageOf()).toMatchObject({ trouble: { code: 'paused' } });
    await check();
    expect(await stageOf()).toMatchObject({ name: 'connected' });
  });

  it.each<[string, Answer]>([
    ['cannot be had', answers.serverError()],
    ['is a page', answers.htmlPage(200)],
    ['has fewer items than it counts', answers.status(200, { data: [], meta: { count: 3 } })],
  ])('does not say that nothing is there when the list %s', async (_what, answer) => {
    const { link, check, stageOf } = await setUp();
    await link();
    stage.zapier.everyAnswer(LIST, answer);
    await check();
    expect(await stageOf()).toMatchObject({ name: 'with-customer', trouble: { code: expect.any(String) } });
    stage.zapier.everyAnswer(LIST, null);
    const { id } = made();
    await check();
    expect(await stageOf()).toMatchObject({ name: 'connected', connection: { id } });
  });

  it('never takes an older connection for a new one when what existed before could not be read', async () => {
    const { link, check, stageOf } = await setUp();
    made();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [], meta: { count: 3 } }));
    expect(await link()).toMatchObject({ ok: true });
    await check();
    expect(await stageOf()).toMatchObject({ name: 'with-customer', trouble: { code: 'list-unclear' } });
  });

  it('is not taken up again once it was forgotten, even while the list is being read', async () => {
    const { link, check, table, theirs } = await setUp();
    await link();
    made();
    const { id } = (await theirs()) ?? { id: '' };
    const hold = stage.zapier.hold(LIST);
    const checked = check();
    await hold.arrived;
    await table.close(id);
    hold.release();
    await checked;
    expect(await theirs()).toBeUndefined();
  });

  it('goes with its account when that is signed out', async () => {
    const { link, store, accessTokens, accountId, all, check } = await setUp();
    await link();
    await signOut({ store, accessTokens }, accountId);
    await check();
    expect(await all()).toEqual([]);
  });

  it("waits on when another customer is signed out or Zapier ends its own account's sign-in", async () => {
    const { link, store, accessTokens, accountId, tokens, stageOf, check } = await setUp();
    await link();
    const other = await stage.signIn(store, BEN);
    await signOut({ store, accessTokens }, other.accountId);
    await store.end(accountId, tokens.accessToken);
    await check();
    expect(await stageOf()).toMatchObject({ name: 'with-customer', trouble: { code: 'sign-in-ended' } });
  });

  it('is in memory only', async () => {
    const { link } = await setUp();
    await link();
    expect(JSON.stringify(await browser.storage.local.get())).not.toContain('HubSpot');
  });
});

describe("a connection of the agent's own, made while an order waits for the customer", () => {
  it.each<[string, Order['via'], (id: string) => Order['stage']]>([
    ['sent to Zapier', 'api', (id) => ({ name: 'connected', connection: { id, title: 'Mine' }, connectedAt: 1 })],
    [
      "made on Zapier's page",
      'zapier-page',
      (id) => ({ name: 'connected', connection: { id, title: 'Mine' }, connectedAt: 1 }),
    ],
    [
      "made along with another on Zapier's page",
      'zapier-page',
      (id) => ({
        name: 'connected',
        connection: { id: 'x', title: '' },
        connectedAt: 1,
        alsoMade: [{ id, title: 'Mine' }],
      }),
    ],
    [
      'a twin that the browser made',
      'api',
      (id) => ({
        name: 'connected',
        connection: { id: 'x', title: '' },
        connectedAt: 1,
        twins: [{ id, title: 'Mine' }],
      }),
    ],
  ])('is not taken for the customer’s: %s', async (_what, via, stageWith) => {
    const { link, check, own, stageOf } = await setUp();
    await link();
    await own({ via, stage: stageWith(made('Mine').id) });
    await check();
    expect(await stageOf()).toMatchObject({ name: 'with-customer' });
    const { id } = made('Theirs');
    await check();
    expect(await stageOf()).toMatchObject({ name: 'connected', connection: { id, title: 'Theirs' }, alsoMade: [] });
  });

  it.each<[string, Order['via'], Order['stage']]>([
    ['being sent', 'api', { name: 'sending' }],
    ["being made on Zapier's page", 'zapier-page', { name: 'on-page', tabId: 1, end: null }],
    [
      'of an unknown outcome',
      'api',
      { name: 'not-sure', loss: { code: 'answer-lost' }, doubt: { code: 'not-listed' }, checkedAt: 1 },
    ],
  ])('keeps new ones from being judged: %s', async (_what, via, ownStage) => {
    const { link, check, own, stageOf } = await setUp();
    await link();
    await own({ via, stage: ownStage });
    made();
    await check();
    expect(await stageOf()).toMatchObject({ name: 'with-customer' });
  });
});

it('undoes what the customer has made, and does not find it again', async () => {
  const { link, check, undo, stageOf } = await setUp();
  await link();
  made();
  await check();
  expect(await undo()).toEqual({ ok: true, value: 'deleted' });
  expect(await stageOf()).toMatchObject({ name: 'undone' });
  expect(stage.zapier.connections).toEqual([]);
});
