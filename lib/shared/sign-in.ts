import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

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

/** Why a sign-in came to nothing. */
export type SignInFailure =
  /** The window was closed before Zapier answered. */
  | { code: 'cancelled' }
  /** Zapier said no: `error` and `error_description` of RFC 6749 section 4.1.2.1, plain text. */
  | { code: 'refused'; error: string; description: string }
  /** Zapier's page could not be shown. */
  | { code: 'not-loaded' }
  /** A sign-in window is still open. */
  | { code: 'already-open' }
  /** The redirect's `state` or `iss` is not that of this sign-in. */
  | { code: 'wrong-state' }
  /** The authorization code was no longer valid when it was exchanged. */
  | { code: 'code-expired' }
  /** Zapier does not know the client, or not with this client authentication. */
  | { code: 'wrong-client' }
  /** The token endpoint or the profile could not be reached. */
  | { code: 'network' }
  /** Zapier takes no more requests just now, from this address or at all. */
  | { code: 'too-many-requests' }
  /** The token endpoint or the profile answered with something else than the protocol says. */
  | { code: 'unreadable-answer' }
  /** No client ID is configured, or the mode needs something that is missing. */
  | { code: 'not-configured' }
  /** The browser ended the background while the window was open. */
  | { code: 'interrupted' }
  /** The browser's user withdrew access to Zapier's hosts. */
  | { code: 'no-host-access' };
