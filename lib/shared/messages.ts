import type { AppSummary } from './app-summary';
import type { ConnectionRef } from './connection';
import type { Failure } from './failure';
import type { Result } from './result';
import type { SettingsFailure, SettingsInput } from './settings';

/** An app in an account. */
export interface OfApp {
  accountId: string;
  appId: string;
}

/** Every message a page may send to the background, by name: what it carries and what is answered. */
export interface Protocol {
  /** Opens Zapier's sign-in. Answers at once; how it goes is stored state. `named` is the customer's e-mail or domain, or empty. */
  'signIn.start': { request: { named: string }; response: null };
  /** The agent has seen how the sign-in ended. */
  'signIn.acknowledge': { request: Record<string, never>; response: null };
  /** A page shows a sign-in under way: the background, which this starts where it has to, ends one that was cut off. */
  'signIn.endCutOff': { request: Record<string, never>; response: null };
  /** The agent takes the account that came back in place of the customer who was named. */
  'account.accept': { request: { accountId: string }; response: null };
  /** Forgets everything of an account. */
  'account.signOut': { request: { accountId: string }; response: null };
  /** What the agent calls this customer; empty takes the label away. */
  'account.setLabel': { request: { accountId: string; label: string }; response: null };
  /** Forgets which free fields an app took. */
  'fieldNames.forget': { request: { appId: string }; response: null };
  /** The agent has looked: the icon needs no mark any more. */
  'attention.seen': { request: Record<string, never>; response: null };
  /** Apps whose title matches, most popular first. A newer search cancels the one in flight. */
  'apps.search': { request: { accountId: string; query: string }; response: Result<AppSummary[], Failure> };
  /** Lists an app's connections anew where the stored list is old; the list itself is stored state. */
  'connections.refresh': { request: OfApp; response: Result<null, Failure> };
  /** Deletes a connection at Zapier. The stored list follows. */
  'connection.delete': {
    request: { accountId: string; appId: string; connectionId: string };
    response: Result<null, Failure>;
  };
  /** Deletes what the app's job has just created. The job and the form follow as stored state. */
  'connection.undo': { request: OfApp; response: Result<null, Failure> };
  /**
   * Goes on with jobs that wait for the network, or whose outcome is not sure, once the step that this app's is at is
   * over. How they go is stored state.
   */
  'job.goOn': { request: OfApp; response: null };
  /** Forgets what was under way in an account when the browser ended, without asking what came of it. */
  'job.forgetRecovered': { request: { accountId: string }; response: null };
  /** Takes back a job that waits to be sent. */
  'job.cancel': { request: OfApp; response: null };
  /**
   * Opens Zapier's own page to connect an app, or its list of connections where `reconnects` names an expired
   * one. Answers at once; how it goes is stored state.
   */
  'visit.start': {
    request: { accountId: string; app: { id: string; title: string }; reconnects: ConnectionRef | null };
    response: null;
  };
  /** Looks whether something was made on Zapier's page, and closes it. */
  'visit.check': { request: OfApp; response: null };
  /** Brings Zapier's page to the front. */
  'visit.show': { request: OfApp; response: null };
  /** Closes Zapier's page and forgets that it was opened, or how it ended. */
  'visit.cancel': { request: OfApp; response: null };
  /** Takes away what is stored and nobody can read, for a page that could not start from it. */
  'storage.repair': { request: Record<string, never>; response: null };
  /** Validates and saves the Settings page's values; nothing is saved when one of them is unusable. */
  'settings.save': { request: { settings: SettingsInput }; response: Result<null, SettingsFailure[]> };
}

/** The name of a message. */
export type MessageName = keyof Protocol;
