import type { ConnectionRef } from './connection';
import type { Draft } from './draft';
import type { Failure, SwitchedOff } from './failure';

/** How far an order has come that is carried out through Zapier's API. Times are epoch milliseconds. */
export type ApiStage =
  /** Not sent. To be sent at `until`; if null, when the network is back; if absent, at once. */
  | { name: 'queued'; until?: number | null }
  | { name: 'sending' }
  /** The answer is lost; the background is looking for the connection. */
  | { name: 'checking'; loss: Loss }
  /** The search for the connection was inconclusive. */
  | { name: 'not-sure'; loss: Loss; doubt: Doubt; checkedAt: number }
  | Connected
  | Undone
  | { name: 'failed'; failure: OrderFailure };

/** How far an order has come that is carried out on Zapier's own page. */
export type PageStage =
  /** The background has not begun. */
  | { name: 'queued' }
  /** The page is open in a tab, null until then. `end` is the address that the tab reaches when the agent has finished. */
  | { name: 'on-page'; tabId: number | null; end: string | null }
  /** The background is requesting the connections, to compare them with those before. */
  | { name: 'checking' }
  /** It is not known whether a connection was made or renewed; one may still appear. */
  | { name: 'not-sure'; doubt: PageDoubt }
  /** Made, or the expired connection works again. */
  | Connected
  | Undone
  | { name: 'failed'; failure: PageFailure };

/** How far an order has come that the customer is to carry out. Times are epoch milliseconds. */
export type CustomerStage =
  /**
   * The customer has the link, or is about to get it. `lookedAt` is when the account's list was last asked for, and
   * `trouble` why that told nothing: `own-order` if an order of the agent's from the same form may have made a connection.
   */
  | { name: 'with-customer'; lookedAt?: number; trouble?: Failure | { code: 'list-unclear' | 'own-order' } }
  | Connected
  | Undone;

/** The connection exists. */
export interface Connected {
  name: 'connected';
  connection: ConnectionRef;
  connectedAt: number;
  /** The draft, to be restored if the connection is undone. Contains no secrets. */
  draft?: Draft;
  /** Others that were made on Zapier's page meanwhile. */
  alsoMade?: ConnectionRef[];
  /** Present if the answer was lost and the connection was found in the account's list. */
  found?: true;
  /** Connections of the same name that were made along with it, because the browser sent the request repeatedly. */
  twins?: ConnectionRef[];
  /** How many more connections than this one are new by Zapier's count, where a long list does not say which. */
  alsoCounted?: number;
}

/** The agent undid the connection, and Zapier deleted it. `wasGone`: somebody else had already deleted it. */
export interface Undone {
  name: 'undone';
  connection: ConnectionRef;
  wasGone?: true;
  /** As in {@link Connected}: these are not undone. */
  twins?: ConnectionRef[];
  alsoCounted?: number;
}

/**
 * A failure after which it is not known whether the connection was made. `refused` is one only with status 409, whose
 * meaning Zapier does not document.
 */
export type Loss = Extract<Failure, { code: 'answer-lost' | 'not-understood' | 'server-error' | 'refused' }>;

/** Why the account's list was inconclusive. */
export type Doubt =
  /** Zapier could not be asked for the list. */
  | { code: 'not-listed' }
  /** Zapier answered, but the list could not be read to its end. */
  | { code: 'list-unclear' }
  /** Not in the list, but Zapier may still be creating it. The background looks again at `nextLookAt`. */
  | { code: 'too-early'; nextLookAt: number }
  /** The list has candidates: new ones with other names, or some with this name that may be older. */
  | { code: 'perhaps'; titles: string[] };

/** Why no connection was made. */
export type OrderFailure =
  | Failure
  | SwitchedOff
  /** The answer was lost, and the account's list, read at `checkedAt`, does not contain the connection. */
  | { code: 'not-created'; loss: Loss; checkedAt: number }
  /** Nothing was sent: the app's fields are not those any more for which the values were typed. */
  | { code: 'form-changed' }
  /** Nothing was created: the credentials were wiped before the order could be sent, or sent again. */
  | { code: 'values-gone' }
  /** Nothing was created. Why was not told before the browser ended, and is gone with what was typed. */
  | { code: 'reason-gone' }
  /** Nothing was sent: the order could not be stored, because the disk or the memory for the extension is full. */
  | { code: 'not-journaled' };

/** Why it is not known what came of Zapier's page. */
export type PageDoubt =
  /** Nothing is new in this account. `mayBeIn` has others that could not be compared. */
  | { code: 'nothing-new'; found: FoundElsewhere[]; mayBeIn: OtherAccount[] }
  | { code: 'not-checked'; failure: PageFailure }
  /** The expired connection still does not work. `isGone` is true if it no longer exists. */
  | { code: 'not-reconnected'; isGone: boolean; instead: Instead[] };

/** Why Zapier's page was not opened, or nothing learnt of it. */
export type PageFailure =
  | Failure
  | SwitchedOff
  /** Zapier does not list the app, so it has no page for it. */
  | { code: 'not-listed' }
  | { code: 'needs-no-connection' }
  /** Zapier's list of connections could not be read to its end, before the page was opened or after. */
  | { code: 'list-unclear' }
  /** The link is not an https address on zapier.com. It is shown as plain text and never opened. */
  | { code: 'foreign-link'; link: string }
  /** The browser opened no window, or stopped the background before the window was open. */
  | { code: 'interrupted' };

/** Another account that is signed in here. */
export interface OtherAccount {
  accountId: string;
  email: string;
}

/** A connection that is new in another account than the order's. */
export interface FoundElsewhere extends ConnectionRef, OtherAccount {}

/** A connection that was made or renewed instead of the one to reconnect. */
export interface Instead extends ConnectionRef {
  how: 'made' | 'renewed';
}
