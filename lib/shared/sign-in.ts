import { storage } from 'wxt/utils/storage';
import type { Account } from './account';
import type { NotUnderstood } from './failure';
import type { ItemKey } from './items';

/** How the account that signed in relates to the customer whom the agent named. */
export type SignInNotice =
  /** It is the named customer's. */
  | { code: 'as-named' }
  /** It is the account that was named by the e-mail it had here; at Zapier, its e-mail has changed since. */
  | { code: 'renamed'; before: string }
  /** Nobody was named, so it is that of whoever was signed in to Zapier in this browser. */
  | { code: 'whoever-was-signed-in' }
  /** It is the one that was just signed out, because Zapier itself stays signed in. */
  | { code: 'still-signed-in' }
  /** It is not the named customer's, and the agent decided to use it anyway. */
  | { code: 'accepted' };

/** What is known of the account that signed in, from Zapier's profile. */
export type SignedIn = Pick<Account, 'id' | 'email' | 'fullName' | 'publicMail'>;

/** The state of the sign-in, which every page shows. */
export type SignInState =
  | { status: 'idle' }
  /**
   * Zapier's own sign-out is open, so that somebody else can sign in there; the sign-in follows. `tabId` is its tab, null
   * before it is open and when it was closed. `named` here and below is the expected customer, as typed.
   */
  | { status: 'leaving-zapier'; named: string; tabId: number | null }
  | { status: 'window-open'; named: string }
  /** Zapier's window has closed with a code, and tokens and profile are requested. */
  | { status: 'code-received'; named: string }
  | { status: 'failed'; failure: SignInFailure }
  /**
   * Zapier signed in this account, and the agent had named another customer. Its tokens are kept apart until the agent
   * accepts it. Any other state drops them.
   */
  | { status: 'undecided'; profile: SignedIn; named: string }
  | { status: 'done'; accountId: string; notice: SignInNotice };

/** The state of a sign-in that is under way. */
export type SigningIn = Extract<SignInState, { status: 'leaving-zapier' | 'window-open' | 'code-received' }>;

/** Returns whether a sign-in is under way. */
export const isSigningIn = (state: SignInState): state is SigningIn =>
  state.status === 'leaving-zapier' || state.status === 'window-open' || state.status === 'code-received';

/** The state of the latest sign-in. Written by the background, read by pages; a page ends an undecided one itself. */
export const signInStateItem = storage.defineItem<SignInState>('session:signIn' satisfies ItemKey, {
  fallback: { status: 'idle' },
});

/**
 * The e-mail or domain of the expected customer, as typed. Written by the page at each keystroke, because the sign-in
 * window closes the popup; removed by the background after a successful sign-in.
 */
export const namedCustomerItem = storage.defineItem<string>('session:namedCustomer' satisfies ItemKey, {
  fallback: '',
});

/**
 * The help desk ticket, as typed before a sign-in. Written by the page at each keystroke, and made that of the account
 * by the background.
 */
export const namedTicketItem = storage.defineItem<string>('session:namedTicket' satisfies ItemKey, {
  fallback: '',
});

/** True while a customer is being added to those who are here, so that a popup that reopens shows what was typed. */
export const addsCustomerItem = storage.defineItem<boolean>('session:addsCustomer' satisfies ItemKey, {
  fallback: false,
});

/** Id of the account that was signed out last, to notice if Zapier signs it in again. Used only by the background. */
export const lastSignedOutItem = storage.defineItem<string>('session:lastSignedOut' satisfies ItemKey);

/** Why a sign-in failed. */
export type SignInFailure =
  /** The agent named a customer by what is neither one e-mail nor one domain. */
  | { code: 'unclear-customer' }
  /** The agent named a customer by a domain of which anybody may have an address. */
  | { code: 'public-domain'; domain: string }
  /** The window was closed before Zapier answered. */
  | { code: 'cancelled' }
  /**
   * Zapier refused: `error` and `error_description` of RFC 6749 section 4.1.2.1, or the code (or status) and words with
   * which it refused the profile, as plain text.
   */
  | { code: 'refused'; error: string; description: string }
  /** An error without `state` came back, so that it may be anybody's. */
  | { code: 'unproven-refusal'; error: string; description: string }
  /** Zapier's page could not be loaded. */
  | { code: 'not-loaded' }
  /** Zapier's page had been loaded, and what came next could not be, for example after a double click in it. */
  | { code: 'broken-off' }
  /** A sign-in window is still open. */
  | { code: 'already-open' }
  /** The redirect's `state` or `iss` does not belong to this sign-in. */
  | { code: 'wrong-state' }
  /**
   * The token endpoint refused the code: it had expired; the client is unknown or its authentication is rejected; or for
   * another reason. `error` and `error_description` of RFC 6749, section 5.2, as plain text; empty if it sent none.
   */
  | { code: 'code-expired' | 'wrong-client' | 'no-tokens'; error: string; description: string }
  /** The token endpoint or the profile could not be reached. */
  | { code: 'network' }
  /** The token endpoint or the profile answered with a server error. */
  | { code: 'server-error'; status: number }
  /** Zapier accepts no requests at the moment, from this IP address or from anyone. */
  | { code: 'too-many-requests' }
  /** The token endpoint's answer is not understood. `member` is the part that is missing or of an unknown form. */
  | (NotUnderstood & { member?: string })
  /** The redirect or the profile is not understood. */
  | { code: 'unreadable-answer' }
  /** The client ID, or something that the client authentication needs, is not configured. */
  | { code: 'not-configured' }
  /** The agent did not decide in time on an account that is not the named customer's. */
  | { code: 'undecided-too-long' }
  /** The browser ended the background while the window was open. */
  | { code: 'interrupted' }
  /** The browser's user withdrew access to Zapier's hosts. */
  | { code: 'no-host-access' };
