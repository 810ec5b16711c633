import type { Listed, ListedConnection } from '../../shared/connection';
import { removeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { type Job, saveJob } from '../../shared/job';
import type { OfApp } from '../../shared/messages';
import { failed, type Result, succeeded } from '../../shared/result';
import {
  isInconclusive,
  isVisiting,
  saveVisit,
  type Visit,
  type VisitFailure,
  type VisitOrder,
  type VisitProgress,
  visitItem,
} from '../../shared/visit';
import type { Attention } from '../attention';
import { type Connections, isAnswer } from '../connections/connections';
import type { Need } from '../connections/list-reader';
import { type Schedule, SHORTEST_ALARM_MS } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { ZapierSession } from '../sign-in/zapier-session';
import type { Zapier } from '../zapier/api';
import { type Change, compareConnections, judgeReconnection } from './compare';
import { createElsewhere } from './elsewhere';
import { CONNECTIONS_PAGE, endOf, isAtEnd, zapierPage } from './page-address';
import type { PageWindow, Watcher } from './page-window';
import { createVisits } from './visits';

interface Dependencies {
  store: AccountStore;
  zapierSession: Pick<ZapierSession, 'see' | 'doubt'>;
  zapier: Pick<Zapier, 'connectLink'>;
  connections: Pick<Connections, 'made' | 'read'>;
  attention: Attention;
  schedule: Pick<Schedule, 'at'>;
  /** Creates the windows that report to this watcher. */
  pageWindow: (watcher: Watcher) => PageWindow;
  /** Epoch milliseconds. */
  now: () => number;
}

type OpenVisit = Extract<VisitProgress, { status: 'open' }>;

/** Alarm that re-checks open Zapier windows. */
export const VISIT_ALARM = 'hosted';

/**
 * Connects apps on Zapier's own page. That page uses the browser's Zapier session and reports nothing, so the account's
 * connections before and after are compared. Progress is in storage, so that the next background can continue and any
 * page can show it.
 */
export function createZapierPages({
  store,
  zapierSession,
  zapier,
  connections,
  attention,
  schedule,
  pageWindow,
  now,
}: Dependencies) {
  const window = pageWindow({
    moved: (tabId, address) => void onTabEvent(tabId, (end) => isAtEnd(address, end)),
    gone: (tabId) => void onTabEvent(tabId, () => true),
  });

  const visits = createVisits(store, listenNoLonger);
  const elsewhere = createElsewhere({ store, connections, now });

  /** Stops listening if no page is open. */
  async function listenNoLonger(): Promise<void> {
    if (!(await visits.all()).some(isVisiting)) window.ignore();
  }

  /** Stores how a visit ended, and calls the agent. */
  async function end(visit: Visit, progress: VisitProgress): Promise<void> {
    if (await visits.advance(visit, progress)) await attention.call('needs-you');
  }

  async function pageFor({ accountId, app, reconnects }: Visit): Promise<Result<URL | null, VisitFailure>> {
    if (reconnects !== null) return succeeded(new URL(CONNECTIONS_PAGE));
    const link = await zapier.connectLink(accountId, app.id);
    if (!link.ok) return link;
    if (link.value === undefined) return failed({ code: 'not-listed' });
    if (link.value === null) return succeeded(null);
    const page = zapierPage(link.value);
    return page ? succeeded(page) : failed({ code: 'foreign-link', link: link.value });
  }

  const list = ({ accountId, app }: Visit, need: Partial<Need> = {}): Promise<Result<Listed, Failure>> =>
    connections.read({ accountId, appId: app.id }, { since: now(), ...need });

  async function open(visit: Visit): Promise<void> {
    const [page, before] = await Promise.all([pageFor(visit), list(visit, { partSince: 0 })]);
    if (!page.ok) return end(visit, { status: 'not-opened', failure: page.failure });
    if (!page.value) return end(visit, { status: 'needs-no-connection' });
    if (!before.ok && !isAnswer(before.failure)) return end(visit, { status: 'not-opened', failure: before.failure });
    if (!(await visits.isWanted(visit))) return;
    const opening = { ...visit, elsewhere: await elsewhere.before(visit) };
    window.listen();
    const tabId = await window.open(page.value.href);
    if (tabId === null) return end(visit, { status: 'not-opened', failure: { code: 'interrupted' } });
    const progress = { status: 'open', tabId, end: endOf(page.value), before: wholeOf(before) } as const;
    if (!(await visits.advance(opening, progress))) return window.close(tabId);
    await lookAgainSoon();
    // Events of the tab up to now came too early to be handled.
    await goOn({ ...opening, progress });
  }

  /**
   * Firefox starts a stopped background only for events that it listened to in its first task, which may have run
   * before the page was opened.
   */
  const lookAgainSoon = () => schedule.at(VISIT_ALARM, now() + SHORTEST_ALARM_MS);

  /** True if an open visit's tab is gone or has reached its end. */
  async function isOver({ tabId, end }: OpenVisit): Promise<boolean> {
    const address = await window.addressOf(tabId);
    return address === null || isAtEnd(address, end);
  }

  /** Ends every open visit in this tab for which the reported event means the end. */
  async function onTabEvent(tabId: number, isOver: (end: string | null) => boolean): Promise<void> {
    const isMeant = ({ progress }: Visit) =>
      progress.status === 'open' && progress.tabId === tabId && isOver(progress.end);
    for (const { accountId, app } of (await visits.all()).filter(isMeant))
      await visits.stepOf(accountId, app.id, finish);
    // After a sign-out no visit is left to stop listening when it ends.
    await listenNoLonger();
  }

  /** Continues a visit from its stored progress. */
  async function goOn(visit: Visit): Promise<void> {
    const { progress } = visit;
    if (progress.status === 'open' && (await isOver(progress))) await finish(visit);
    if (progress.status === 'checking') await check(visit, progress.before);
  }

  /** Closes an open visit's window, if it is still there, and checks what was created. */
  async function finish(visit: Visit): Promise<void> {
    if (visit.progress.status !== 'open') return;
    const { tabId, before } = visit.progress;
    if (!(await visits.advance(visit, { status: 'checking', before }))) return;
    await window.close(tabId);
    await check(visit, before);
  }

  /** Zapier's page uses the browser's own session. It was this account's if something changed in this account. */
  const learnSession = (accountId: string, { made, renewed }: Change): Promise<void> =>
    made.length + renewed.length > 0 ? zapierSession.see(accountId) : zapierSession.doubt();

  async function check(visit: Visit, before: ListedConnection[] | null): Promise<void> {
    const { accountId, reconnects } = visit;
    const unclear = { status: 'not-checked', before, failure: { code: 'list-unclear' } } as const;
    if (!before) return end(visit, unclear);
    const listed = await list(visit);
    if (!listed.ok) return end(visit, { status: 'not-checked', before, failure: listed.failure });
    const after = wholeOf(listed);
    if (!after) return end(visit, unclear);
    const change = compareConnections(before, after);
    const [first, ...others] = change.made;
    if (await visits.isWanted(visit)) await learnSession(accountId, change);
    if (reconnects) {
      const { works, ...outcome } = judgeReconnection(reconnects.id, after, change);
      await end(visit, works ? { status: 'reconnected' } : { status: 'not-reconnected', before, ...outcome });
    } else if (first) await connected(visit, first, others);
    else await nothingNew(visit, before);
  }

  /** Says where the connection is or may be, if the agent has made one. */
  async function nothingNew(visit: Visit, before: ListedConnection[]): Promise<void> {
    const { found, mayBeIn } = await elsewhere.look(visit);
    const [first] = found;
    if (first && (await visits.isWanted(visit))) await zapierSession.see(first.accountId);
    await end(visit, { status: 'nothing-new', before, found, mayBeIn });
  }

  /** Records the new connection as a job, like any other made here. */
  async function connected(visit: Visit, { id, title }: ListedConnection, others: ListedConnection[]) {
    const { accountId, app, ticket } = visit;
    if (!(await visits.isWanted(visit))) return;
    await removeDraft(accountId, app.id);
    const onZapier = { alsoMade: others.map((other) => other.title) };
    const progress = { status: 'connected', connection: { id, title }, connectedAt: now(), onZapier } as const;
    const job: Job = { id: visit.id, accountId, app, title, ...(ticket && { ticket }), progress };
    await saveJob(job);
    await visitItem.remove(accountId, app.id);
    await attention.call('connected');
    await connections.made(job, progress.connection, null, null);
  }

  /** Brings the visit's window to the front. */
  async function show({ accountId, appId }: OfApp): Promise<void> {
    const visit = await visitItem.read(accountId, appId);
    if (visit?.progress.status === 'open') await window.show(visit.progress.tabId);
  }

  /** Deletes the visit, whatever its progress, and closes its window. */
  async function cancel({ accountId, appId }: OfApp): Promise<void> {
    const visit = await visitItem.read(accountId, appId);
    await visitItem.remove(accountId, appId);
    if (visit?.progress.status === 'open') await window.close(visit.progress.tabId);
    await listenNoLonger();
  }

  return {
    /** Follows open windows. Must be called in the background's first task. */
    follow: () => window.listen(),

    /** Continues visits that were under way when the background was stopped. */
    async resume(): Promise<void> {
      for (const { accountId, app } of await visits.all())
        await visits.stepOf(accountId, app.id, (visit) =>
          visit.progress.status === 'opening'
            ? end(visit, { status: 'not-opened', failure: { code: 'interrupted' } })
            : goOn(visit),
        );
      await listenNoLonger();
    },

    /** Re-checks visits for which the browser sent no event. */
    async lookAround(): Promise<void> {
      for (const { accountId, app } of await visits.all()) await visits.stepOf(accountId, app.id, goOn);
      if ((await visits.all()).some(isVisiting)) await lookAgainSoon();
    },

    /** Starts a visit; if one is already under way, brings its window to the front. */
    async start(order: VisitOrder): Promise<void> {
      const known = await visitItem.read(order.accountId, order.app.id);
      if (known && isVisiting(known)) return show({ accountId: order.accountId, appId: order.app.id });
      const visit: Visit = { ...order, id: crypto.randomUUID(), progress: { status: 'opening' } };
      try {
        await visits.step(visit.id, async () => {
          await saveVisit(visit);
          await open(visit);
        });
      } catch (error) {
        await end(visit, { status: 'not-opened', failure: { code: 'interrupted' } });
        throw error;
      }
    },

    /** Checks now, even if Zapier's page is still open, and closes it. */
    check: ({ accountId, appId }: OfApp): Promise<void> =>
      visits.stepOf(accountId, appId, async (visit) => {
        const { progress } = visit;
        if (progress.status === 'open') return finish(visit);
        if (!isInconclusive(progress)) return;
        const { before } = progress;
        if (await visits.advance(visit, { status: 'checking', before })) await check(visit, before);
      }),

    show,

    /** Forgets a connection that a visit had found in another account, because it was deleted. */
    async forgetFound(connectionId: string): Promise<void> {
      for (const { accountId, app } of await visits.all())
        await visits.stepOf(accountId, app.id, async (visit) => {
          const { progress } = visit;
          if (progress.status !== 'nothing-new') return;
          const found = progress.found.filter(({ id }) => id !== connectionId);
          if (found.length < progress.found.length) await visits.advance(visit, { ...progress, found });
        });
    },

    cancel,

    /** Cancels the visits of one account, or of all. */
    async cancelAll(accountId: string | null): Promise<void> {
      for (const visit of await visits.all())
        if (accountId === null || visit.accountId === accountId)
          await cancel({ accountId: visit.accountId, appId: visit.app.id });
    },
  };
}

/** Returns an app's connections if all of them could be read, or else null. */
function wholeOf(listed: Result<Listed, Failure>): ListedConnection[] | null {
  return listed.ok && listed.value.extent === 'whole' ? listed.value.connections : null;
}
