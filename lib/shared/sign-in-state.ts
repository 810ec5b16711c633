import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';
import type { SignInFailure } from './sign-in-failure';

/** What a finished sign-in has to say about whose account came back. */
export type SignInNotice =
  /** The customer who was named. */
  | { code: 'as-named' }
  /** Nobody was named: the account is whoever the browser had open at Zapier. */
  | { code: 'whoever-was-signed-in' }
  /** The account that was just signed out came back, because Zapier itself stays signed in. */
  | { code: 'still-signed-in' }
  /** Another customer was named than the one who came back; the account itself tells who. */
  | { code: 'not-the-named-customer' };

/** Where the sign-in stands, for every page to show. */
export type SignInState =
  | { status: 'idle' }
  | { status: 'window-open' }
  | { status: 'failed'; failure: SignInFailure }
  | { status: 'done'; accountId: string; notice: SignInNotice };

/** Written by the background, read by pages. */
export const signInStateItem = storage.defineItem<SignInState>('session:signIn' satisfies ItemKey, {
  fallback: { status: 'idle' },
});

/**
 * The e-mail or domain of the customer whom the agent expects, as it is typed. Written by the page at each
 * keystroke, because a sign-in's window closes the popup; taken away by the background once one succeeded.
 */
export const namedCustomerItem = storage.defineItem<string>('session:namedCustomer' satisfies ItemKey, {
  fallback: '',
});

/** Id of the account that was signed out last, to notice when Zapier brings the same one back. Background only. */
export const lastSignedOutItem = storage.defineItem<string>('session:lastSignedOut' satisfies ItemKey);

/** Whether an account is the customer that was named, by e-mail or by its domain. */
export function isNamedCustomer(named: string, email: string): boolean {
  const [wanted, actual] = [named.trim().toLowerCase(), email.toLowerCase()];
  return wanted === actual || wanted.replace(/^@/, '') === actual.split('@')[1];
}
