import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createZapierSession } from '../../../../lib/background/sign-in/zapier-session';
import type { FormAccount } from '../../../../lib/page/form/usual-title';
import { createZapierPage, readZapierPageState } from '../../../../lib/page/form/zapier-page';
import { createOrders } from '../../../../lib/page/orders';
import { refusedAppsItem } from '../../../../lib/shared/app-memory';
import { DEFAULT_CONFIG } from '../../../../lib/shared/config';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { type Order, ordersItem, type PageOrder } from '../../../../lib/shared/order';
import { ACME_CRM } from '../../../zapier/zapier';

const MARIA = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' } as const;
const BEN = '2';
const APP = { id: ACME_CRM.app, title: ACME_CRM.title, description: '', iconUrl: null };
const ORDER = { accountId: MARIA.id, app: { id: APP.id, title: APP.title }, via: 'zapier-page' } as const;
const OLD = { id: 'c-1', title: 'Old' };
const OAUTH: AppDefinition = { ...ACME_CRM, authentication: { type: 'oauth2', fields: [] } };

const sent: unknown[] = [];
const session = createZapierSession(() => Date.now());

const stored = signal<Order[]>([]);

async function open(definition: AppDefinition | null = null, account: FormAccount = MARIA, allowed = DEFAULT_CONFIG) {
  const state = await readZapierPageState(APP.id);
  return createZapierPage(createOrders(stored), signal(account), APP, definition, state, allowed);
}

/** Returns the orders that were placed. */
const placed = async (): Promise<unknown[]> =>
  Object.entries(await fakeBrowser.storage.session.get()).flatMap(([key, order]) =>
    key.startsWith('placed/') ? [order] : [],
  );

beforeEach(async () => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  stored.value = [];
  ordersItem.watch((orders) => {
    stored.value = orders;
  });
  await session.see(MARIA.id);
  sent.length = 0;
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    sent.push(message);
    return { response: null };
  });
});

describe("the way a form leads to Zapier's page", () => {
  it("leads with Zapier's page for an app without a definition, not for one with fields", async () => {
    expect(await open()).toMatchObject({ leads: true, hasFields: true });
    expect(await open(ACME_CRM)).toMatchObject({ leads: false, hasFields: true });
  });

  it("leads with Zapier's page for an OAuth app, which has no fields to fill in", async () => {
    expect(await open(OAUTH)).toMatchObject({ leads: true, hasFields: false });
  });

  it("leads with Zapier's page for an app that was refused once", async () => {
    await refusedAppsItem.setValue([APP.id]);
    expect(await open(ACME_CRM)).toMatchObject({ leads: true, hasFields: true });
  });
});

describe('the ways to connect an app that a policy leaves', () => {
  const CASES: [
    string,
    AppDefinition | null,
    Partial<typeof DEFAULT_CONFIG>,
    { leads: boolean; hasFields: boolean },
  ][] = [
    ['the fields at once', null, { allowZapierPage: false }, { leads: false, hasFields: true }],
    ["Zapier's page alone", null, { allowFreeFields: false }, { leads: true, hasFields: false }],
    ['none, without both', null, { allowZapierPage: false, allowFreeFields: false }, { leads: true, hasFields: false }],
    ['a ready form', ACME_CRM, { allowZapierPage: false, allowFreeFields: false }, { leads: false, hasFields: true }],
    ['none for an OAuth app', OAUTH, { allowZapierPage: false }, { leads: true, hasFields: false }],
  ];
  it.each(CASES)('leaves %s', async (_what, definition, changes, expected) => {
    const allowed = { ...DEFAULT_CONFIG, ...changes };
    const { leads, hasFields, isAllowed } = await open(definition, MARIA, allowed);
    expect({ leads, hasFields }).toEqual(expected);
    expect(isAllowed).toBe(allowed.allowZapierPage);
  });

  it("leads to the ready form of a refused app where Zapier's page is switched off", async () => {
    await refusedAppsItem.setValue([APP.id]);
    expect((await open(ACME_CRM, MARIA, { ...DEFAULT_CONFIG, allowZapierPage: false })).leads).toBe(false);
  });
});

describe("opening Zapier's page", () => {
  it("shows at once that Zapier's page is being opened", async () => {
    const zapierPage = await open();
    zapierPage.connect();
    expect(zapierPage.visit.value?.stage).toEqual({ name: 'queued' });
    expect(await placed()).toMatchObject([{ ...ORDER, reconnects: null }]);
  });

  it('keeps the ticket that the agent is working on with its order', async () => {
    (await open(null, { ...MARIA, ticket: '#4711' })).connect();
    expect(await placed()).toMatchObject([{ ...ORDER, reconnects: null, ticket: '#4711' }]);
  });

  it('opens it at once, whoever may be signed in at Zapier', async () => {
    await session.doubt();
    (await open()).reconnect(OLD);
    expect(await placed()).toMatchObject([{ ...ORDER, reconnects: OLD }]);
  });

  it('knows whose session Zapier has only if it is that of the account', async () => {
    expect((await open()).isProven.value).toBe(true);
    await session.see(BEN);
    expect((await open()).isProven.value).toBe(false);
    await session.doubt();
    expect((await open()).isProven.value).toBe(false);
  });

  it('learns while the form is shown whose session Zapier has, and forgets it ten minutes after the sign-in', async () => {
    vi.useFakeTimers();
    try {
      await session.doubt();
      const zapierPage = await open();
      const stop = zapierPage.follow();
      await session.see(MARIA.id, Date.now() - 9 * 60_000);
      expect(zapierPage.isProven.value).toBe(true);
      await vi.advanceTimersByTimeAsync(59_000);
      expect(zapierPage.isProven.value).toBe(true);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(zapierPage.isProven.value).toBe(false);
      stop();
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('reports an order that cannot be stored as interrupted', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    const zapierPage = await open();
    zapierPage.connect();
    await expect
      .poll(() => zapierPage.visit.value?.stage)
      .toEqual({ name: 'failed', failure: { code: 'interrupted' } });
  });
});

describe("an order for Zapier's page", () => {
  const order: PageOrder = { ...ORDER, id: 'v', title: APP.title, reconnects: null, stage: { name: 'checking' } };

  it('is shown at once as it is stored, and followed', async () => {
    await ordersItem.setValue([order]);
    const zapierPage = await open();
    expect(zapierPage.underWay.value).toBe(true);
    await ordersItem.setValue([
      { ...order, stage: { name: 'not-sure', doubt: { code: 'nothing-new', found: [], mayBeIn: [] } } },
    ]);
    expect(zapierPage.underWay.value).toBe(false);
    zapierPage.again();
    expect(await placed()).toMatchObject([{ ...ORDER, reconnects: null }]);
    expect(zapierPage.underWay.value).toBe(true);
  });

  it('is not placed again while its page is open: that is shown instead', async () => {
    await ordersItem.setValue([{ ...order, stage: { name: 'on-page', tabId: 1, end: null } }]);
    (await open()).connect();
    expect(await placed()).toEqual([]);
    expect(sent).toEqual([{ name: 'order.show', request: { orderId: 'v' } }]);
  });

  it('disappears at once when it is cancelled, and is cancelled in the background too', async () => {
    await ordersItem.setValue([order]);
    const zapierPage = await open();
    zapierPage.cancel();
    expect(zapierPage.visit.value).toBeNull();
    expect(sent).toEqual([{ name: 'order.cancel', request: { orderId: 'v' } }]);
  });

  it('leaves the page to the receipt once it has made a connection', async () => {
    const connection = { id: 'c-2', title: 'New' };
    await ordersItem.setValue([{ ...order, stage: { name: 'connected', connection, connectedAt: 1 } }]);
    expect((await open()).visit.value).toBeNull();
  });
});
