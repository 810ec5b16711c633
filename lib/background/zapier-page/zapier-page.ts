import type { Config } from '../../shared/config';
import type { ConnectionRef, Listed, ListedConnection } from '../../shared/connection';
import { removeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { isUnderWay, type Order, type PageOrder } from '../../shared/order';
import type { PageFailure, PageStage } from '../../shared/order-stage';
import { type Result, succeeded } from '../../shared/result';
import { type Connections, isAnswer } from '../connections/connections';
import type { Need } from '../connections/list-reader';
import { claiming, othersThan } from '../orders/claims';
import type { OrderTable } from '../orders/order-table';
import { type Schedule, SHORTEST_ALARM_MS } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { ZapierSession } from '../sign-in/zapier-session';
import type { Zapier } from '../zapier/api';
import { type Change, compareConnections, judgeReconnection, wholeOf } from './compare';
import { connectPage } from './connect-page';
import { createElsewhere } from './elsewhere';
import { CONNECTIONS_PAGE, endOf, isAtEnd } from './page-address';
import type { PageWindow, Watcher } from './page-window';

interface Dependencies {
  config: () => Promise<Pick<Config, 'allowZapierPage'>>;
  store: Pick<AccountStore, 'account' | 'accounts'>;
  table: OrderTable;
  zapierSession: Pick<ZapierSession, 'see' | 'doubt'>;
  zapier: Pick<Zapier, 'connectLink'>;
  connections: Pick<Connections, 'made' | 'read'>;
  schedule: Pick<Schedule, 'at'>;
  /** Creates the windows that report to this watcher. */
  pageWindow: (watcher: Watcher) => PageWindow;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Alarm that re-checks open Zapier windows. */
export const PAGE_ALARM = 'zapier-page';

/**
 * Carries out the orders for Zapier's own page. That page uses the browser's Zapier session and reports nothing, so the
 * account's connections before and after are compared. Each stage is stored, so that the next background can continue
 * and any page can show it.
 */
export function createZapierPages({
  config,
  store,
  table,
  zapierSession,
  zapier,
  connections,
  schedule,
  pageWindow,
  now,
}: Dependencies) {
  const window = pageWindow({
    moved: (tabId, address) => void onTabEvent(tabId, (end) => isAtEnd(address, end)),
    gone: (tabId) => void onTabEvent(tabId, () => true),
  });
  const elsewhere = createElsewhere({ store, connections, now });

  /** Returns the orders whose page is or was open. */
  const orders = async (): Promise<PageOrder[]> =>
    (await table.all()).filter((order: Order) => order.via === 'zapier-page' && !order.isClosed) as PageOrder[];

  /** Stops listening if no page is open; otherwise every page that any tab loads would start the background. */
  async function listenNoLonger(): Promise<void> {
    if (!(await orders()).some(isUnderWay)) window.ignore();
  }

  /** Runs a step of an order, as it is stored by then, unless it was given up. Its steps run one at a time. */
  async function step(id: string, work: (order: PageOrder) => Promise<void>): Promise<void> {
    await navigator.locks.request(`zapier-page/${id}`, async () => {
      const order = await table.find(id);
      if (order?.via === 'zapier-page') await work(order);
    });
    await listenNoLonger();
  }

  const end = (order: PageOrder, stage: PageStage): Promise<PageOrder | null> => table.advance(order, { stage });

  /** Moves an order on without an outcome, with what is needed to look again. */
  const leaveOpen = (order: PageOrder, stage: PageStage): Promise<PageOrder | null> =>
    table.advance(order, { stage, ...(order.before && { before: order.before }) });

  const fail = (order: PageOrder, failure: PageFailure) => end(order, { name: 'failed', failure });

  const pageFor = async ({ accountId, app, reconnects }: PageOrder): Promise<Result<URL, PageFailure>> =>
    reconnects ? succeeded(new URL(CONNECTIONS_PAGE)) : connectPage(zapier, accountId, app.id);

  const list = ({ accountId, app }: PageOrder, need: Partial<Need> = {}): Promise<Result<Listed, Failure>> =>
    connections.read({ accountId, appId: app.id }, { since: now(), ...need });

  async function open(queued: PageOrder): Promise<void> {
    if (!(await config()).allowZapierPage) return void (await fail(queued, { code: 'switched-off' }));
    // A page that was being opened when the background stopped is not opened twice.
    const order = await table.advance(queued, { stage: { name: 'on-page', tabId: null, end: null } });
    if (!order) return;
    const [page, before] = await Promise.all([pageFor(order), list(order, { partSince: 0 })]);
    if (!page.ok) return void (await fail(order, page.failure));
    if (!before.ok && !isAnswer(before.failure)) return void (await fail(order, before.failure));
    const known = { connections: wholeOf(before), elsewhere: await elsewhere.before(order) };
    if (!(await isWanted(order))) return;
    window.listen();
    const tabId = await window.open(page.value.href);
    if (tabId === null) return void (await fail(order, { code: 'interrupted' }));
    const stage = { name: 'on-page', tabId, end: endOf(page.value) } as const;
    const opened = await table.advance(order, { stage, before: known });
    if (!opened) return window.close(tabId);
    await lookAgainSoon();
    // Events of the tab up to now came too early to be handled.
    await goOn(opened);
  }

  /** True unless the agent has cancelled the order or signed out. */
  const isWanted = async ({ id, accountId }: PageOrder): Promise<boolean> =>
    (await table.find(id)) !== undefined && (await store.account(accountId)) !== undefined;

  /**
   * Firefox starts a stopped background only for events that it listened to in its first task, which may have run
   * before the page was opened.
   */
  const lookAgainSoon = () => schedule.at(PAGE_ALARM, now() + SHORTEST_ALARM_MS);

  /** True if the tab of an open page is gone or has reached its end. */
  async function isOver(tabId: number, end: string | null): Promise<boolean> {
    const address = await window.addressOf(tabId);
    return address === null || isAtEnd(address, end);
  }

  /** Ends every visit in this tab for which the reported event means the end. */
  async function onTabEvent(tabId: number, isOver: (end: string | null) => boolean): Promise<void> {
    const isMeant = ({ stage }: PageOrder) => stage.name === 'on-page' && stage.tabId === tabId && isOver(stage.end);
    for (const { id } of (await orders()).filter(isMeant)) await step(id, finish);
    // After a sign-out no order is left to stop listening when it ends.
    await listenNoLonger();
  }

  /** Continues an order from its stage. */
  async function goOn(order: PageOrder): Promise<void> {
    const { stage } = order;
    if (stage.name === 'queued') await open(order);
    if (stage.name === 'on-page' && stage.tabId !== null && (await isOver(stage.tabId, stage.end))) await finish(order);
    if (stage.name === 'checking') await check(order);
  }

  /** Closes Zapier's window, if it is still there, and checks what was created. */
  async function finish(order: PageOrder): Promise<void> {
    const { stage } = order;
    if (stage.name !== 'on-page') return;
    const checking = await leaveOpen(order, { name: 'checking' });
    if (!checking) return;
    if (stage.tabId !== null) await window.close(stage.tabId);
    await check(checking);
  }

  /** Zapier's page uses the browser's own session. It was this account's if something changed in this account. */
  const learnSession = (accountId: string, { made, renewed }: Change): Promise<void> =>
    made.length + renewed.length > 0 ? zapierSession.see(accountId) : zapierSession.doubt();

  async function check(order: PageOrder): Promise<void> {
    const { accountId, reconnects, before } = order;
    const notChecked = (failure: PageFailure) =>
      leaveOpen(order, { name: 'not-sure', doubt: { code: 'not-checked', failure } });
    if (!before?.connections) return void (await notChecked({ code: 'list-unclear' }));
    const listed = await list(order);
    if (!listed.ok) return void (await notChecked(listed.failure));
    const after = wholeOf(listed);
    if (!after) return void (await notChecked({ code: 'list-unclear' }));
    const { made, renewed } = compareConnections(before.connections, after);
    const hasMade = await claiming(table, order, async (isOthers) => {
      const change = { made: made.filter((one) => !isOthers(one)), renewed };
      if (!(await isWanted(order))) return true;
      await learnSession(accountId, change);
      const [first, ...others] = change.made;
      if (reconnects) await reconnected(order, reconnects, after, change);
      else if (first) await connected(order, first, others);
      return reconnects !== null || first !== undefined;
    });
    if (!hasMade) await nothingNew(order);
  }

  async function reconnected(
    order: PageOrder,
    connection: ConnectionRef,
    after: ListedConnection[],
    change: Change,
  ): Promise<void> {
    const { works, ...outcome } = judgeReconnection(connection.id, after, change);
    if (works) await end(order, { name: 'connected', connection, connectedAt: now() });
    else await leaveOpen(order, { name: 'not-sure', doubt: { code: 'not-reconnected', ...outcome } });
  }

  /** Says where the connection is or may be, if the agent has made one. */
  async function nothingNew(order: PageOrder): Promise<void> {
    const { found, mayBeIn } = await elsewhere.look(order, othersThan(order, await table.all()));
    const [first] = found;
    if (first && (await isWanted(order))) await zapierSession.see(first.accountId);
    await leaveOpen(order, { name: 'not-sure', doubt: { code: 'nothing-new', found, mayBeIn } });
  }

  async function connected(order: PageOrder, { id, title }: ListedConnection, others: ListedConnection[]) {
    await removeDraft(order.accountId, order.app.id);
    const alsoMade = others.map((other) => ({ id: other.id, title: other.title }));
    const stage = { name: 'connected', connection: { id, title }, connectedAt: now(), alsoMade } as const;
    if (await table.advance(order, { title, stage })) await connections.made(order, stage.connection, null, null);
  }

  /** Withdraws an order whose page is open, or is about to be, and closes the page. */
  async function cancel(order: PageOrder): Promise<void> {
    const removed = await table.remove(order.id, isUnderWay);
    if (removed?.stage.name === 'on-page' && removed.stage.tabId !== null) await window.close(removed.stage.tabId);
    await listenNoLonger();
  }

  return {
    /** Follows open windows. Must be called in the background's first task. */
    follow: () => window.listen(),

    /** Continues the orders that were under way when the background was stopped. */
    async resume(): Promise<void> {
      for (const { id } of await orders())
        await step(id, async (order) => {
          const { stage } = order;
          if (stage.name === 'on-page' && stage.tabId === null) await fail(order, { code: 'interrupted' });
          else await goOn(order);
        });
      await listenNoLonger();
    },

    /** Re-checks pages for which the browser sent no event. */
    async lookAround(): Promise<void> {
      for (const { id } of await orders()) await step(id, goOn);
      if ((await orders()).some(isUnderWay)) await lookAgainSoon();
    },

    /** Carries out an order that a page has just placed. */
    async begin(order: PageOrder): Promise<void> {
      try {
        // Not `open`: at the background's start, `resume` may have opened the page already.
        await step(order.id, goOn);
      } catch (error) {
        const stored = await table.find(order.id);
        if (stored?.via === 'zapier-page') await fail(stored, { code: 'interrupted' });
        throw error;
      }
    },

    /** Checks now, even if Zapier's page is still open, and closes it. */
    check: ({ id }: PageOrder): Promise<void> =>
      step(id, async (order) => {
        if (order.stage.name === 'on-page') return finish(order);
        if (order.stage.name !== 'not-sure') return;
        const checking = await leaveOpen(order, { name: 'checking' });
        if (checking) await check(checking);
      }),

    /** Brings the order's window to the front. */
    async show({ stage }: PageOrder): Promise<void> {
      if (stage.name === 'on-page' && stage.tabId !== null) await window.show(stage.tabId);
    },

    cancel,

    /** Cancels the orders of one account, or of all. */
    async cancelAll(accountId: string | null): Promise<void> {
      for (const order of await orders()) if (accountId === null || order.accountId === accountId) await cancel(order);
    },
  };
}
