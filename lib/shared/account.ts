import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';
import { foldedName } from './naming';

/** A Zapier user who signed in. Contains no secrets. */
export interface Account {
  /** The Zapier user's id. */
  id: string;
  email: string;
  fullName: string;
  /** Present if anybody can have an e-mail at the domain of this one, so that it is no company's. */
  publicMail?: true;
  /** The agent's name for this customer. */
  label?: string;
  /** `ended` if Zapier no longer accepts the tokens: forms are kept, and the agent has to sign in again. */
  signIn: 'active' | 'ended';
}

/** All known accounts by id, and the id of the one that is shown. */
export interface Accounts {
  current: string | null;
  byId: Record<string, Account>;
}

/** The initial state, before anyone signs in. */
export const NO_ACCOUNTS: Accounts = { current: null, byId: {} };

/**
 * Leaves out accounts that an earlier version kept on disk although the agent had named another customer and had not
 * decided yet. That version marked them with the customer's name.
 */
export function withoutUndecided({ current, byId }: Accounts): Accounts {
  const decided = Object.fromEntries(Object.entries(byId).filter(([, account]) => !('cameInsteadOf' in account)));
  return { current: current !== null && Object.hasOwn(decided, current) ? current : null, byId: decided };
}

/** Accounts of the browser session. Written by the background, read by pages. */
export const sessionAccountsItem = storage.defineItem<Accounts>('session:accounts' satisfies ItemKey);

/** The accounts on disk, kept only while *Stay signed in* is on. Written by the background, read by pages. */
export const localAccountsItem = storage.defineItem<Accounts>('local:accounts' satisfies ItemKey, { version: 1 });

/** Returns the value of `{customer}`: the label, else the profile's full name, else the domain of the e-mail. */
export function customerName(account: Account): string {
  return account.label?.trim() || account.fullName.trim() || account.email.split('@').at(-1) || account.email;
}

/**
 * Returns what the interface heads an account with: the label, else the company, which is the e-mail's domain unless
 * that is a public mail provider's; then the profile's full name.
 */
export function accountHead(account: Account): string {
  const company = account.publicMail ? '' : account.email.split('@').at(-1);
  return account.label?.trim() || company || customerName(account);
}

/** Returns a function that tells whether another of these accounts has the same head as one, as people read names. */
export function headSharing(all: Account[]): (account: Account) => boolean {
  const headOf = (account: Account) => foldedName(accountHead(account));
  const idsByHead = new Map<string, string[]>();
  for (const account of all) {
    const head = headOf(account);
    idsByHead.set(head, [...(idsByHead.get(head) ?? []), account.id]);
  }
  return (account) => idsByHead.get(headOf(account))?.some((id) => id !== account.id) ?? false;
}

/** Hues of the account colours, in degrees, far enough apart to be distinguished. */
const HUES = [45, 90, 135, 175, 230, 265, 300, 345];

/** Returns the hue of an account's colour, in degrees. It is always the same for an account. */
export function accountHue(accountId: string): number {
  const sum = [...accountId].reduce((total, character) => total * 31 + character.charCodeAt(0), 7);
  return HUES[Math.abs(sum | 0) % HUES.length] as number;
}

/** Returns one or two letters for the account's round mark. */
export function initials(account: Account): string {
  const words = customerName(account)
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}
