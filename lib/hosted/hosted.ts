import browser from 'webextension-polyfill';
import type { AccountStore } from '../accounts/account-store';
import type { ZapierSession } from '../accounts/zapier-session';
import type { Attention } from '../attention';
import { removeDraft } from '../connect/draft';
import { type Job, writeJob } from '../connect/job';
import type { Connections } from '../connections/connections';
import type { ListedConnection } from '../connections/listed-connection';
import { failed, type Result, succeeded } from '../result';
import type { Zapier } from '../zapier/zapier';
import { type Change, compareConnections, judgeReconnection } from './compare';
import { CONNECTIONS_PAGE, endOf, isAtEnd, zapierPage } from './connect-page';
import type { ConnectWindow, Watcher } from './connect-window';
import {
  type HostedConnect,
  type HostedFailure,
  type HostedProgress,
  isHostedKey,
  isVisiting,
  readHosted,
  removeHosted,
  writeHosted,
} from './hosted-connect';

interface Dependencies {
  store: AccountStore;
  zapierSession: Pick<ZapierSession, 'see' | 'doubt'>;
  zapier: Pick<Zapier, 'connectLink' | 'listAuthentications'>;
  connections: Pick<Connections, 'made' | 'keep'>;
  attention: Attention;
  /** Opens the window that tells this watcher. */
  connectWindow: (watcher: Watcher) => ConnectWindow;
  /** Epoch milliseconds. */
  now: () => number;
}

type OpenVisit = Extract<HostedProgress, { status: 'open' }>;

/** How visits end after which something may still turn up. */
type Inconclusive = Extract<HostedProgress, { status: 'nothing-new' | 'not-reconnected' | 'not-checked' }>;

/**
 * Connects apps on Zapier's own page. That page uses the browser's Zapier session and tells us nothing:
 * the account's connections before and after it are compared. Where a visit is stands in storage, so that a
 * background which was stopped meanwhile goes on, and any page shows it.
 */
export function createHosted({
  store,
  zapierSession,
  zapier,
  connections,
  attention,
  connectWindow,
  now,
}: Dependencies) {
  const window = connectWindow({
    moved: (tabId, address) => void told(tabId, (end) => isAtEnd(address, end)),
    gone: (tabId) => void told(tabId, () => true),
  });

  async function visits(): Promise<HostedConnect[]> {
    const kept = await browser.storage.session.get();
    return Object.entries(kept).flatMap(([key, visit]) => (isHostedKey(key) ? [visit as HostedConnect] : []));
  }

  /** Stops listening where no page is open. */
  async function listenNoLonger(): Promise<void> {
    if (!(await visits()).some(isVisiting)) window.ignore();
  }

  /** Takes a visit's steps one after the other. */
  async function step(visitId: string, work: () => Promise<void>): Promise<void> {
    await navigator.locks.request(`visit/${visitId}`, work);
    await listenNoLonger();
  }

  /** Takes the next step of the visit for an account's app as it is stored by then. */
  async function stepOf(accountId: string, appId: string, work: (visit: HostedConnect) => Promise<void>) {
    const known = await readHosted(accountId, appId);
    if (!known) return;
    await step(known.id, async () => {
      const visit = await readHosted(accountId, appId);
      if (visit?.id === known.id) await work(visit);
    });
  }

  /** Whether the agent has neither cancelled the visit nor signed out. */
  async function isWanted({ id, accountId, app }: HostedConnect): Promise<boolean> {
    const [stored, account] = await Promise.all([readHosted(accountId, app.id), store.account(accountId)]);
    return stored?.id === id && account !== undefined;
  }

  /** Keeps how far a visit is, and answers whether it is still wanted. */
  async function advance(visit: HostedConnect, progress: HostedProgress): Promise<boolean> {
    if (!(await isWanted(visit))) return false;
    await writeHosted({ ...visit, progress });
    return true;
  }

  /** Keeps how a visit ended, and calls the agent. */
  async function end(visit: HostedConnect, progress: HostedProgress): Promise<void> {
    if (await advance(visit, progress)) await attention.call('needs-you');
  }

  async function pageFor({ accountId, app, reconnects }: HostedConnect): Promise<Result<URL | null, HostedFailure>> {
    if (reconnects !== null) return succeeded(new URL(CONNECTIONS_PAGE));
    const link = await zapier.connectLink(accountId, app.id);
    if (!link.ok) return link;
    if (link.value === undefined) return failed({ code: 'not-listed' });
    if (link.value === null) return succeeded(null);
    const page = zapierPage(link.value);
    return page ? succeeded(page) : failed({ code: 'foreign-link', link: link.value });
  }

  async function open(visit: HostedConnect): Promise<void> {
    const [page, before] = await Promise.all([
      pageFor(visit),
      zapier.listAuthentications(visit.accountId, visit.app.id),
    ]);
    if (!page.ok) return end(visit, { status: 'not-opened', failure: page.failure });
    if (!page.value) return end(visit, { status: 'needs-no-connection' });
    if (!before.ok) return end(visit, { status: 'not-opened', failure: before.failure });
    if (!(await isWanted(visit))) return;
    window.listen();
    const tabId = await window.open(page.value.href);
    if (tabId === null) return end(visit, { status: 'not-opened', failure: { code: 'interrupted' } });
    const progress = { status: 'open', tabId, end: endOf(page.value), before: before.value } as const;
    if (!(await advance(visit, progress))) return window.close(tabId);
    // What was told of the tab until now was told too early.
    await goOn({ ...visit, progress });
  }

  /** Whether an open visit's tab is gone, or at its end. */
  async function isOver({ tabId, end }: OpenVisit): Promise<boolean> {
    const address = await window.addressOf(tabId);
    return address === null || isAtEnd(address, end);
  }

  /** Ends every open visit in this tab that is over by what was told of it. */
  async function told(tabId: number, isOver: (end: string | null) => boolean): Promise<void> {
    const isMeant = ({ progress }: HostedConnect) =>
      progress.status === 'open' && progress.tabId === tabId && isOver(progress.end);
    for (const { accountId, app } of (await visits()).filter(isMeant)) await stepOf(accountId, app.id, finish);
  }

  /** Takes a visit from where it stands. */
  async function goOn(visit: HostedConnect): Promise<void> {
    const { progress } = visit;
    if (progress.status === 'open' && (await isOver(progress))) await finish(visit);
    if (progress.status === 'checking') await check(visit, progress.before);
  }

  /** Closes an open visit's window, if it is still there, and looks what was made. */
  async function finish(visit: HostedConnect): Promise<void> {
    if (visit.progress.status !== 'open') return;
    const { tabId, before } = visit.progress;
    if (!(await advance(visit, { status: 'checking', before }))) return;
    await window.close(tabId);
    await check(visit, before);
  }

  /** Zapier's page uses the browser's own session: it was this account's where something happened in this account. */
  const learnSession = (accountId: string, { made, renewed }: Change): Promise<void> =>
    made.length + renewed.length > 0 ? zapierSession.see(accountId) : zapierSession.doubt();

  async function check(visit: HostedConnect, before: ListedConnection[]): Promise<void> {
    const { accountId, app, reconnects } = visit;
    const after = await zapier.listAuthentications(accountId, app.id);
    if (!after.ok) return end(visit, { status: 'not-checked', before, failure: after.failure });
    const change = compareConnections(before, after.value);
    const [first, ...others] = change.made;
    if (await isWanted(visit)) await learnSession(accountId, change);
    if (reconnects) {
      const { works, ...outcome } = judgeReconnection(reconnects.id, after.value, change);
      await end(visit, works ? { status: 'reconnected' } : { status: 'not-reconnected', before, ...outcome });
    } else if (first) await connected(visit, first, others);
    else await end(visit, { status: 'nothing-new', before });
    await connections.keep(accountId, app.id, after.value);
  }

  /** From here on it is a connection like any other that was made here. */
  async function connected(visit: HostedConnect, { id, title }: ListedConnection, others: ListedConnection[]) {
    const { accountId, app } = visit;
    if (!(await isWanted(visit))) return;
    await removeDraft(accountId, app.id);
    const onZapier = { alsoMade: others.map((other) => other.title) };
    const progress = { status: 'connected', connection: { id, title }, connectedAt: now(), onZapier } as const;
    const job: Job = { id: visit.id, accountId, app, title, progress };
    await writeJob(job);
    await removeHosted(accountId, app.id);
    await attention.call('connected');
    await connections.made(job, progress.connection, null, null);
  }

  return {
    /** Follows the windows that are open. Must be called in the background's first task. */
    follow: () => window.listen(),

    /** Goes on with what was under way when the background was stopped. */
    async resume(): Promise<void> {
      for (const { accountId, app } of await visits())
        await stepOf(accountId, app.id, (visit) =>
          visit.progress.status === 'opening'
            ? end(visit, { status: 'not-opened', failure: { code: 'interrupted' } })
            : goOn(visit),
        );
      await listenNoLonger();
    },

    /** Begins a visit; where one is under way, its window comes to the front. */
    async start(order: Omit<HostedConnect, 'id' | 'progress'>): Promise<void> {
      const known = await readHosted(order.accountId, order.app.id);
      if (known && isVisiting(known)) return this.show(order.accountId, order.app.id);
      const visit: HostedConnect = { ...order, id: crypto.randomUUID(), progress: { status: 'opening' } };
      try {
        await step(visit.id, async () => {
          await writeHosted(visit);
          await open(visit);
        });
      } catch (error) {
        await end(visit, { status: 'not-opened', failure: { code: 'interrupted' } });
        throw error;
      }
    },

    /** Looks now, whether or not Zapier's page is still open, and closes it. */
    check: (accountId: string, appId: string): Promise<void> =>
      stepOf(accountId, appId, async (visit) => {
        const { progress } = visit;
        if (progress.status === 'open') return finish(visit);
        if (!isInconclusive(progress)) return;
        const { before } = progress;
        if (await advance(visit, { status: 'checking', before })) await check(visit, before);
      }),

    /** Brings the window to the front. */
    async show(accountId: string, appId: string): Promise<void> {
      const visit = await readHosted(accountId, appId);
      if (visit?.progress.status === 'open') await window.show(visit.progress.tabId);
    },

    /** Forgets the visit, however far it is, and closes its window. */
    async cancel(accountId: string, appId: string): Promise<void> {
      const visit = await readHosted(accountId, appId);
      await removeHosted(accountId, appId);
      if (visit?.progress.status === 'open') await window.close(visit.progress.tabId);
      await listenNoLonger();
    },
  };
}

const isInconclusive = (progress: HostedProgress): progress is Inconclusive =>
  progress.status === 'nothing-new' || progress.status === 'not-reconnected' || progress.status === 'not-checked';
