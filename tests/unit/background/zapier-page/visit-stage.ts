import { expect, vi } from 'vitest';
import { storage } from 'wxt/utils/storage';
import { createConnections } from '../../../../lib/background/connections/connections';
import { createOrderTable } from '../../../../lib/background/orders/order-table';
import { createPlaced } from '../../../../lib/background/orders/placed';
import { createSchedule } from '../../../../lib/background/schedule';
import type { PageWindow, Watcher } from '../../../../lib/background/zapier-page/page-window';
import { createZapierPages } from '../../../../lib/background/zapier-page/zapier-page';
import type { ConnectionRef } from '../../../../lib/shared/connection';
import { ordersItem, type PageOrder, placedKey } from '../../../../lib/shared/order';
import { MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

/** The app whose connections are made on Zapier's page. */
export const HUBSPOT = { id: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa', title: 'HubSpot' };
/** The address that Zapier's page leads to at the end. */
export const END = 'https://api.zapier.com/v2/authentications/redirect';
/** The request for the connections, sent before and after a visit. */
export const LIST = 'GET /v2/authentications';

/** Simulates the browser's tabs. `open` has the address of each tab by id. */
export class Tabs {
  readonly open = new Map<number, string>();
  isWatched = false;
  /** True if the browser opens no window. */
  opensNone = false;
  /** Ids of the tabs that were brought to the front. */
  readonly shown: number[] = [];
  /** Called as soon as a tab is opened. */
  onOpen = (_tabId: number) => {};
  watcher: Watcher = { moved: () => {}, gone: () => {} };

  pageWindow = (watcher: Watcher): PageWindow => {
    this.watcher = watcher;
    return {
      listen: () => {
        this.isWatched = true;
      },
      ignore: () => {
        this.isWatched = false;
      },
      open: async (url) => {
        if (this.opensNone) return null;
        const tabId = this.open.size + 1;
        this.open.set(tabId, url);
        this.onOpen(tabId);
        return tabId;
      },
      addressOf: async (tabId) => this.open.get(tabId) ?? null,
      show: async (tabId) => void this.shown.push(tabId),
      close: async (tabId) => this.close(tabId),
    };
  };

  close(tabId: number) {
    if (this.open.delete(tabId)) this.watcher.gone(tabId);
  }

  /** Loads another page; an empty address is one that the extension may not see. */
  move(tabId: number, address: string) {
    this.open.set(tabId, address);
    if (address) this.watcher.moved(tabId, address);
    this.watcher.loaded?.(tabId);
  }
}

/** Sets up a browser without a visit, for every test of a file. */
export function useVisits() {
  const stage = useStage();

  /** Creates a background with its own tabs and with Maria signed in. */
  async function setUp() {
    const services = stage.services();
    const tabs = new Tabs();
    const attention = { call: vi.fn(async () => {}), mark: async () => {}, seen: async () => {} };
    const now = () => stage.now;
    const connections = createConnections({ ...services, now });
    const schedule = createSchedule(now);
    const { pageWindow } = tabs;
    const table = createOrderTable(services.store, attention);
    const create = () => createZapierPages({ ...services, table, connections, schedule, pageWindow, now });
    type Pages = ReturnType<typeof create>;
    const { accountId } = await stage.signIn(services.store);
    const visitIn = async (id: string) =>
      ((await ordersItem.getValue()).findLast((order) => order.accountId === id) ?? null) as PageOrder | null;
    const visit = () => visitIn(accountId);
    /** Places an order as a page does, and has it carried out. */
    const place = async (pages: Pages, changes: Partial<PageOrder> = {}) => {
      const { title } = changes.app ?? HUBSPOT;
      const placed = createPlaced(table, { api: async () => undefined, 'zapier-page': pages.begin });
      const order: PageOrder = {
        ...{ id: crypto.randomUUID(), accountId, app: HUBSPOT, title, via: 'zapier-page', reconnects: null },
        stage: { name: 'queued' },
        ...changes,
      };
      await storage.setItem(placedKey(order), order);
      await placed.takeUp(order);
    };
    /** Returns how the visit stands, by the name of its stage, or why it is not sure or failed. */
    async function status(): Promise<string | null> {
      const reached = (await visit())?.stage;
      if (reached?.name === 'not-sure') return reached.doubt.code;
      return reached?.name === 'failed' ? reached.failure.code : (reached?.name ?? null);
    }
    const onVisit = async (work: (order: PageOrder) => Promise<void>) => {
      const order = await visit();
      if (order) await work(order);
    };
    return {
      ...services,
      connections,
      pages: create(),
      /** Creates the background's visits again, as after a stop. */
      create,
      tabs,
      attention,
      accountId,
      table,
      visit,
      visitIn,
      place,
      /** Reads why it is not known what came of the visit. */
      doubt: async () => {
        const reached = (await visit())?.stage;
        return reached?.name === 'not-sure' ? reached.doubt : null;
      },
      check: (pages: Pages) => onVisit(pages.check),
      cancel: (pages: Pages) => onVisit(pages.cancel),
      status,
      becomes: (wanted: string | null) => expect.poll(status).toBe(wanted),
      start: (pages = create(), reconnects: ConnectionRef | null = null) =>
        place(pages, { reconnects: reconnects && { id: reconnects.id, title: reconnects.title } }),
    };
  }

  return {
    stage,
    setUp,
    /** Adds a connection at Zapier, as made on its page. */
    made: (title = 'HubSpot', owner = MARIA) => stage.zapier.addConnection({ app: HUBSPOT.id, title, owner }),
  };
}
