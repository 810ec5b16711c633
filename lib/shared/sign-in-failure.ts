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
