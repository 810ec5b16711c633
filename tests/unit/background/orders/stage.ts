import { beforeEach, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { storage } from 'wxt/utils/storage';
import { createAttention } from '../../../../lib/background/attention';
import { type Connections, createConnections } from '../../../../lib/background/connections/connections';
import { createOrderTable } from '../../../../lib/background/orders/order-table';
import { createOrders } from '../../../../lib/background/orders/orders';
import { ordersOnDiskItem } from '../../../../lib/background/orders/orders-on-disk';
import { createPlaced } from '../../../../lib/background/orders/placed';
import { createSchedule } from '../../../../lib/background/schedule';
import { placesFor } from '../../../../lib/shared/definitions/credentials';
import { readDraft, writeDraft } from '../../../../lib/shared/draft';
import { type ApiOrder, ordersItem, placedKey } from '../../../../lib/shared/order';
import type { ApiStage } from '../../../../lib/shared/order-stage';
import { ACME_CRM, MARIA, SHIPDAY } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

export const POST = 'POST /v2/authentications';
export const GET = 'GET /v2/authentications';
export const APP = { id: ACME_CRM.app, title: ACME_CRM.title };
export const TITLE = 'Acme – CRM';

/** Sets up a background that creates connections, with Maria signed in, for every test of a file. */
export function useOrders() {
  const stage = useStage();
  let services: ReturnType<typeof stage.services>;
  let connections: Connections;
  let connect: ReturnType<typeof start>;
  let accountId: string;

  /** Starts another background with the same storage, as after a restart. */
  function start() {
    vi.spyOn(browser.action, 'openPopup').mockRejectedValue(new Error('No window'));
    const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
    const now = () => stage.now;
    connections = createConnections({ ...services, now });
    const schedule = createSchedule(now);
    const table = createOrderTable(services.store, attention);
    const created = createOrders({ ...services, table, connections, attention, schedule, now });
    const placed = createPlaced(table, { api: created.begin, 'zapier-page': async () => undefined });
    return {
      ...created,
      table,
      takeUp: placed.takeUp,
      /** Does what the background does at its start. */
      resume: async () => void (await Promise.all([placed.resume(), created.resume()])),
      follow() {
        placed.follow();
        created.follow();
      },
    };
  }

  beforeEach(async () => {
    stage.config = { ...stage.config, apps: [ACME_CRM, SHIPDAY] };
    services = stage.services();
    connect = start();
    ({ accountId } = await stage.signIn(services.store));
  });

  return {
    stage,
    start,
    get connect() {
      return connect;
    },
    get store() {
      return services.store;
    },
    get accessTokens() {
      return services.accessTokens;
    },
    get accountId() {
      return accountId;
    },
    /** Writes what a page writes when Connect is clicked: the form with a secret, and the order. */
    async order(changes: Partial<ApiOrder> = {}): Promise<ApiOrder> {
      const { app = APP } = changes;
      const definition = stage.config.apps.find((defined) => defined.app === app.id) ?? null;
      const order: ApiOrder = {
        ...{ id: 'order-1', accountId, app, title: TITLE, via: 'api', fields: placesFor(definition) },
        stage: { name: 'queued' },
        ...changes,
      };
      const draft = { title: null, values: {}, freeFields: [], secretIds: ['api_key'] };
      await writeDraft(accountId, order.app.id, draft, { values: { api_key: 'k-1' }, editedAt: stage.now });
      await storage.setItem(placedKey(order), order);
      return order;
    },
    /** Returns an order whose request has left. */
    sent: (changes: Partial<ApiOrder> = {}): ApiOrder => ({
      ...{ id: 'order-1', accountId, app: APP, title: TITLE, via: 'api', stage: { name: 'sending' } },
      sent: { at: stage.now, before: [], countBefore: 0, looks: 0 },
      ...changes,
    }),
    /** Does what an open form does: has the app's connections listed. */
    list: () => connections.refresh({ accountId, appId: APP.id }),
    /** Reads the stored form. */
    typed: () => readDraft(accountId, APP.id, stage.now),
    /** Reads the latest order. */
    latest: async () => (await ordersItem.getValue()).at(-1) ?? null,
    /** Reads the stage of the latest order. */
    reached: async () => (await ordersItem.getValue()).at(-1)?.stage as ApiStage | undefined,
    /** Withdraws the latest order. */
    async cancel() {
      const order = (await ordersItem.getValue()).at(-1);
      if (order?.via === 'api') await connect.cancel(order);
    },
    onDisk: () => ordersOnDiskItem.getValue(),
    posts: () => stage.zapier.requestsTo(POST).length,
    /** Returns the time of the first order's alarm, in epoch milliseconds. */
    alarm: async () => (await browser.alarms.get(`order/${accountId}/order-1`))?.scheduledTime,
    addConnection: (title = TITLE) => stage.zapier.addConnection({ app: APP.id, title, owner: MARIA }),
  };
}
