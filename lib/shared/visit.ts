import type { AppRef } from './app';
import type { ConnectionRef, ListedConnection } from './connection';
import type { Failure } from './failure';
import { perApp } from './items';

/** One opening of Zapier's own page to connect an app, from the click to its outcome. */
export interface Visit {
  id: string;
  accountId: string;
  app: AppRef;
  /** The expired connection to reconnect; null to make a new one. */
  reconnects: ConnectionRef | null;
  /** The help desk ticket at the time of the click. */
  ticket?: string;
  /** Set when the page is opened. */
  elsewhere?: ElsewhereBefore[];
  progress: VisitProgress;
}

/** What the agent orders by the click that opens Zapier's page. */
export type VisitOrder = Pick<Visit, 'accountId' | 'app' | 'reconnects' | 'ticket'>;

/** The app's connections in another account that is signed in here, as they were listed shortly before the visit. */
export interface ElsewhereBefore {
  accountId: string;
  connectionIds: string[];
}

/** Another account that is signed in here. */
export interface OtherAccount {
  accountId: string;
  email: string;
}

/** A connection that is new in another account than the visit's. */
export interface FoundElsewhere extends ConnectionRef, OtherAccount {}

/** A connection that was made or renewed instead of the one to reconnect. */
export interface Instead extends ConnectionRef {
  how: 'made' | 'renewed';
}

/** The app's connections when the page was opened; null if they could not all be read, so that nothing can be compared. */
type ConnectionsBefore = ListedConnection[] | null;

/** The progress of a visit. A new connection is not recorded here but as a connected job. */
export type VisitProgress =
  /** The background is requesting the page's address and the existing connections. */
  | { status: 'opening' }
  /** The page is open in a tab. `end` is the address that the tab reaches when the agent has finished. */
  | { status: 'open'; tabId: number; end: string | null; before: ConnectionsBefore }
  /** The background is requesting the connections, to compare them with those before. */
  | { status: 'checking'; before: ConnectionsBefore }
  /** Nothing is new in this account. `mayBeIn` has others that could not be compared. */
  | { status: 'nothing-new'; before: ConnectionsBefore; found: FoundElsewhere[]; mayBeIn: OtherAccount[] }
  | { status: 'not-checked'; before: ConnectionsBefore; failure: VisitFailure }
  /** The expired connection works again. */
  | { status: 'reconnected' }
  /** The expired connection still does not work. `isGone` is true if it no longer exists. */
  | { status: 'not-reconnected'; before: ConnectionsBefore; isGone: boolean; instead: Instead[] }
  | { status: 'needs-no-connection' }
  | { status: 'not-opened'; failure: VisitFailure };

/** Why Zapier's page was not opened. */
export type VisitFailure =
  | Failure
  /** Zapier does not list the app, so it has no page for it. */
  | { code: 'not-listed' }
  /** Zapier's list of connections could not be read to its end, before the page was opened or after. */
  | { code: 'list-unclear' }
  /** The link is not an https address on zapier.com. It is shown as plain text and never opened. */
  | { code: 'foreign-link'; link: string }
  /** The browser opened no window, or stopped the background before the window was open. */
  | { code: 'interrupted' };

/** The visit for each app of each account, one at a time. Written by the background, watched by the form. */
export const visitItem = perApp<Visit>('hosted');

/** Saves a visit's progress. */
export const saveVisit = (visit: Visit): Promise<void> => visitItem.write(visit.accountId, visit.app.id, visit);

/** Returns whether the visit is in progress, so that no other may begin. */
export const isVisiting = ({ progress }: Visit): boolean =>
  progress.status === 'opening' || progress.status === 'open' || progress.status === 'checking';

/** Returns whether a visit ended without a clear outcome, so that a connection may still appear. */
export const isInconclusive = (
  progress: VisitProgress,
): progress is Extract<VisitProgress, { status: 'nothing-new' | 'not-reconnected' | 'not-checked' }> =>
  progress.status === 'nothing-new' || progress.status === 'not-reconnected' || progress.status === 'not-checked';

/** Returns the visit without what it says of another account. */
export function withoutOther(visit: Visit, accountId: string): Visit {
  const isOther = (of: { accountId: string }) => of.accountId !== accountId;
  const { progress, elsewhere = [] } = visit;
  return {
    ...visit,
    elsewhere: elsewhere.filter(isOther),
    progress:
      progress.status === 'nothing-new'
        ? { ...progress, found: progress.found.filter(isOther), mayBeIn: progress.mayBeIn.filter(isOther) }
        : progress,
  };
}
