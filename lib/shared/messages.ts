import type { AppRef, AppSummary } from './app';
import type { SettingsFailure, SettingsInput } from './config';
import type { Deletion } from './connection';
import type { DeletionFailure, Failure } from './failure';
import type { PageFailure } from './order-stage';
import type { Result } from './result';
import type { Shown } from './set-up-check';

/** Identifies an app in an account. */
export interface OfApp {
  accountId: string;
  appId: string;
}

/** Identifies a connection of an app in an account. */
export interface OfConnection extends OfApp {
  connectionId: string;
}

/** Identifies an order. */
export interface OfOrder {
  orderId: string;
}

/** What an order is for. */
export interface OfOrderedApp {
  accountId: string;
  app: AppRef;
  /** The help desk ticket at the time of the order; empty if there is none. */
  ticket: string;
}

/** Every message that a page may send to the background, with its request and its response. */
export interface Protocol {
  /**
   * Opens Zapier's sign-in, or its sign-out first. Answered at once; progress is stored state. `named` is the expected
   * customer's e-mail or domain, or empty. `asSomeoneElse` signs out at Zapier whoever is signed in there.
   */
  'signIn.start': { request: { named: string; asSomeoneElse?: true }; response: null };
  /** Brings Zapier's window to the front. */
  'signIn.show': { request: Record<string, never>; response: null };
  /** Closes Zapier's window and ends the sign-in. */
  'signIn.cancel': { request: Record<string, never>; response: null };
  /** Records that the agent has seen how the sign-in ended. */
  'signIn.acknowledge': { request: Record<string, never>; response: null };
  /** Accepts the account that signed in instead of the customer who was named. */
  'account.accept': { request: { accountId: string }; response: null };
  /** Shows a signed-in account on pages that open from now on. */
  'account.show': { request: { accountId: string }; response: null };
  /** Signs an account out and deletes everything stored for it but its id, in memory; null stands for every account. */
  'account.signOut': { request: { accountId: string | null }; response: null };
  /** Sets the agent's name for a customer; an empty one removes it. */
  'account.setLabel': { request: { accountId: string; label: string }; response: null };
  /** Forgets the names of an app's free fields. */
  'fieldNames.forget': { request: { appId: string }; response: null };
  /** Removes the icon's mark, and ends a sign-in that is stored as running but was cut off with an earlier background. */
  'popup.opened': { request: Record<string, never>; response: null };
  /** Searches Zapier's directory, most popular apps first. A newer search cancels the one in flight. */
  'apps.search': { request: { accountId: string; query: string }; response: Result<AppSummary[], Failure> };
  /** Refreshes the stored list of an app's connections where it is more than a minute old. */
  'connections.refresh': { request: OfApp; response: Result<null, Failure> };
  /** Reads an app's list of connections to its end, however long it is, as fast as background requests may be sent. */
  'connections.readAll': { request: OfApp; response: Result<null, Failure> };
  /** Deletes a connection at Zapier. The stored list follows. */
  'connection.delete': { request: OfConnection; response: Result<Deletion, DeletionFailure> };
  /** Takes Zapier's link for an app fresh, for the customer, whose connection is waited for from then on. */
  'order.link': { request: OfOrderedApp; response: Result<string, PageFailure> };
  /** Looks whether the customer has carried out an order, unless that was done within a minute. */
  'order.look': { request: OfOrder; response: null };
  /** Goes on with an order: sends it if it waits, looks for what became of it if that is not known. */
  'order.check': { request: OfOrder; response: null };
  /** Brings Zapier's page to the front that an order has opened. */
  'order.show': { request: OfOrder; response: null };
  /** Withdraws an order that is not sent, or closes its page. */
  'order.cancel': { request: OfOrder; response: null };
  /** Deletes the connection that an order has made. The form follows as stored state. */
  'order.undo': { request: OfOrder; response: Result<Deletion, DeletionFailure> };
  /** Notes that a page shows the outcome of an order, which need not outlast the browser any more. */
  'order.see': { request: OfOrder; response: null };
  /** Leaves the outcome of an order, so that no page shows it any more. */
  'order.close': { request: OfOrder; response: null };
  /**
   * Checks the set-up by a sign-in of its own. Answered at once; what it finds is stored state. `app` is the name or id
   * of an app to look for, or empty. `explore` names an app whose form was stored for a check: with it, connections
   * are created and deleted again, but only in the account of this id, which was shown before; empty if none was.
   */
  'setUp.try': { request: { app: string; explore?: { appId: string; accountId: string } }; response: null };
  /** Notes what Zapier's window showed before it was closed in a check of the set-up. */
  'setUp.answer': { request: { shown: Shown }; response: null };
  /** Removes stored items that cannot be read, for a page that could not start. */
  'storage.repair': { request: Record<string, never>; response: null };
  /** Validates and saves the values of the Settings page, all of them or none. */
  'settings.save': { request: { settings: SettingsInput }; response: Result<null, SettingsFailure[]> };
}

/** The name of a message. */
export type MessageName = keyof Protocol;
