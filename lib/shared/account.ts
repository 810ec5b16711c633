import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** Whose Zapier account is signed in. Nothing of it is secret. */
export interface Account {
  /** The Zapier user's id. */
  id: string;
  email: string;
  fullName: string;
  /** What the agent calls this customer. */
  label?: string;
  /** `ended` when Zapier no longer takes the tokens: forms are kept, a new sign-in is needed. */
  signIn: 'active' | 'ended';
  /** The customer whom the agent named when this account came back instead: nothing is done in it until the agent decides. */
  cameInsteadOf?: string;
}

/** Every account this browser knows, and the one that is shown. */
export interface Accounts {
  current: string | null;
  byId: Record<string, Account>;
}

/** Before anyone signed in. */
export const NO_ACCOUNTS: Accounts = { current: null, byId: {} };

/** Accounts until the browser ends. Written by the background, read by pages. */
export const sessionAccountsItem = storage.defineItem<Accounts>('session:accounts' satisfies ItemKey);

/** The same on disk, while the agent stays signed in. Written by the background, read by pages. */
export const localAccountsItem = storage.defineItem<Accounts>('local:accounts' satisfies ItemKey, { version: 1 });

/** The name that `{customer}` stands for: the label, else the profile's full name, else the e-mail's domain. */
export function customerName(account: Account): string {
  return account.label?.trim() || account.fullName.trim() || account.email.split('@').at(-1) || account.email;
}

/** Hues of the account colours, spread so that neighbours are told apart. */
const HUES = [45, 90, 135, 175, 230, 265, 300, 345];

/** The account's colour as a hue in degrees; the same account always has the same. */
export function accountHue(accountId: string): number {
  const sum = [...accountId].reduce((total, character) => total * 31 + character.charCodeAt(0), 7);
  return HUES[Math.abs(sum | 0) % HUES.length] as number;
}

/** One or two letters for the account's round mark. */
export function initials(account: Account): string {
  const words = customerName(account)
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}
