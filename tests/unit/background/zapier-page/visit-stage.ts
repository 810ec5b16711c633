import { expect, vi } from 'vitest';
import { createConnections } from '../../../../lib/background/connections/connections';
import { createSchedule } from '../../../../lib/background/schedule';
import type { PageWindow, Watcher } from '../../../../lib/background/zapier-page/page-window';
import { createZapierPages } from '../../../../lib/background/zapier-page/zapier-page';
import type { ConnectionRef } from '../../../../lib/shared/connection';
import { jobItem } from '../../../../lib/shared/job';
import { visitItem } from '../../../../lib/shared/visit';
import { MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

/** The app whose connections are made on Zapier's page. */
export const HUBSPOT = { id: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa', title: 'HubSpot' };
/** The address at which such a page ends. */
export const END = 'https://api.zapier.com/v2/authentications/redirect';
/** The request for the account's connections, before and after a visit. */
export const LIST = 'GET /v2/authentications';

/** The browser's tabs, by id, with the address of each. */
export class Tabs {
  readonly open = new Map<number, string>();
  isWatched = false;
  /** What happens to a tab in the moment in which it is opened. */
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
        const tabId = this.open.size + 1;
        this.open.set(tabId, url);
        this.onOpen(tabId);
        return tabId;
      },
      addressOf: async (tabId) => this.open.get(tabId) ?? null,
      show: async () => {},
      close: async (tabId) => this.close(tabId),
    };
  };

  close(tabId: number) {
    if (this.open.delete(tabId)) this.watcher.gone(tabId);
  }

  move(tabId: number, address: string) {
    this.open.set(tabId, address);
    this.watcher.moved(tabId, address);
  }
}

/** For every test of a file a browser without a visit, and what begins one there with Maria signed in. */
export function useVisits() {
  const stage = useStage();

  /** A background with tabs of its own, and what a page asks of it. */
  async function setUp() {
    const services = stage.services();
    const tabs = new Tabs();
    const attention = { call: vi.fn(async () => {}), mark: async () => {}, seen: async () => {} };
    const now = () => stage.now;
    const connections = createConnections({ ...services, now });
    const schedule = createSchedule(now);
    const { pageWindow } = tabs;
    const create = () => createZapierPages({ ...services, connections, attention, schedule, pageWindow, now });
    const { accountId } = await stage.signIn(services.store);
    const visit = () => visitItem.read(accountId, HUBSPOT.id);
    const status = async () => (await visit())?.progress.status ?? null;
    return {
      ...services,
      pages: create(),
      /** The background after a stop. */
      create,
      tabs,
      attention,
      accountId,
      visit,
      status,
      becomes: (wanted: string | null) => expect.poll(status).toBe(wanted),
      start: (pages = create(), reconnects: ConnectionRef | null = null) =>
        pages.start({
          accountId,
          app: HUBSPOT,
          reconnects: reconnects && { id: reconnects.id, title: reconnects.title },
        }),
      job: () => jobItem.read(accountId, HUBSPOT.id),
    };
  }

  return {
    stage,
    setUp,
    /** A connection that somebody made at Zapier. */
    made: (title = 'HubSpot', owner = MARIA) => stage.zapier.addConnection({ app: HUBSPOT.id, title, owner }),
  };
}
