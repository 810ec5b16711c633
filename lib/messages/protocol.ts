import type { AppSummary } from '../apps/app-summary';
import type { SettingsFailure, SettingsInput } from '../config/settings';
import type { Failure } from '../failure';
import type { Result } from '../result';

/** Every message a page may send to the background, by name: what it carries and what is answered. */
export interface Protocol {
  /** Opens Zapier's sign-in. Answers at once; how it goes is stored state. `named` is the customer's e-mail or domain, or empty. */
  'signIn.start': { request: { named: string }; response: null };
  /** The agent has seen how the sign-in ended. */
  'signIn.acknowledge': { request: Record<string, never>; response: null };
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
  /** Validates and saves the Settings page's values; nothing is saved when one of them is unusable. */
  'settings.save': { request: { settings: SettingsInput }; response: Result<null, SettingsFailure[]> };
}

/** The name of a message. */
export type MessageName = keyof Protocol;
