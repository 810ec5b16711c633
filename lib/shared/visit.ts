import type { AppRef } from './app';
import type { ConnectionRef, ListedConnection } from './connection';
import type { Failure } from './failure';
import { perApp } from './items';

/** One visit to Zapier's own page to connect an app, from the click to what came of it. */
export interface Visit {
  id: string;
  accountId: string;
  app: AppRef;
  /** The expired connection that is to be reconnected; null where a new one is wanted. */
  reconnects: ConnectionRef | null;
  progress: VisitProgress;
}

/** Another connection than the one that was to be reconnected. */
export interface Instead extends ConnectionRef {
  how: 'made' | 'renewed';
}

/** How far a visit is. What it made is no state of it: that is a job that is connected. */
export type VisitProgress =
  /** Zapier is asked for the page and for the connections that are there already. */
  | { status: 'opening' }
  /** The page is in a tab. `end` is the address that it reaches when the agent has finished. */
  | { status: 'open'; tabId: number; end: string | null; before: ListedConnection[] }
  /** Zapier is asked what is there now. */
  | { status: 'checking'; before: ListedConnection[] }
  | { status: 'nothing-new'; before: ListedConnection[] }
  | { status: 'not-checked'; before: ListedConnection[]; failure: Failure }
  /** The expired connection works again. */
  | { status: 'reconnected' }
  /** It does not. */
  | { status: 'not-reconnected'; before: ListedConnection[]; isGone: boolean; instead: Instead[] }
  | { status: 'needs-no-connection' }
  | { status: 'not-opened'; failure: VisitFailure };

/** Why Zapier's page was not opened. */
export type VisitFailure =
  | Failure
  /** Zapier does not list the app, so it has no page for it. */
  | { code: 'not-listed' }
  /** The link does not lead to an https page on zapier.com. Plain text, never opened. */
  | { code: 'foreign-link'; link: string }
  /** The browser opened no window, or ended the background before it was open. */
  | { code: 'interrupted' };

/** The visit for each app of each account, one at a time. Written by the background, followed by the form. */
export const visitItem = perApp<Visit>('hosted');

/** Saves a visit's progress. */
export const saveVisit = (visit: Visit): Promise<void> => visitItem.write(visit.accountId, visit.app.id, visit);

/** Whether the visit still goes on, so that no second one may begin. */
export const isVisiting = ({ progress }: Visit): boolean =>
  progress.status === 'opening' || progress.status === 'open' || progress.status === 'checking';

/** Whether a visit ended in a way after which something may still turn up. */
export const isInconclusive = (
  progress: VisitProgress,
): progress is Extract<VisitProgress, { status: 'nothing-new' | 'not-reconnected' | 'not-checked' }> =>
  progress.status === 'nothing-new' || progress.status === 'not-reconnected' || progress.status === 'not-checked';
