import type { ClientAuthentication } from '../../shared/config';
import type { ExchangeFailure } from '../../shared/set-up-check';
import type { TokenFailure } from '../sign-in/token-endpoint';

/** Errors that refuse the client itself (RFC 6749, section 5.2); a 401 without one does the same. */
const REFUSE_THE_CLIENT = ['', 'invalid_client', 'unauthorized_client'];

/** Errors that refuse the code, with a spelling that one Zapier service was seen to use. */
const REFUSE_THE_CODE = ['invalid_grant', 'invalid grant'];

/** Returns what it means for the set-up that the code of a trial sign-in brought no tokens. */
export function whyNotExchanged(failure: TokenFailure, mode: ClientAuthentication): ExchangeFailure {
  switch (failure.code) {
    case 'refused':
      return { ...failure, code: meaningOf(failure, mode) };
    case 'server-error':
      return { error: '', description: '', ...failure };
    case 'not-understood':
      return { code: failure.code, status: failure.status, got: failure.got, at: 'tokens' };
    case 'paused':
      return { code: 'too-many-requests' };
    case 'network':
      // A broker has just been asked for its health.
      return { code: mode === 'broker' ? 'wrong-path' : 'unreachable' };
  }
}

/** Zapier has just accepted the client ID for the sign-in: if the client is refused here, its secret is to blame. */
function meaningOf(
  { error, description }: Extract<TokenFailure, { code: 'refused' }>,
  mode: ClientAuthentication,
): 'wants-secret' | 'wrong-secret' | 'wrong-redirect' | 'code-refused' | 'refused' {
  if (REFUSE_THE_CLIENT.includes(error)) return mode === 'none' ? 'wants-secret' : 'wrong-secret';
  if (!REFUSE_THE_CODE.includes(error)) return 'refused';
  // The error is the same for a code that ran out, so only the words tell.
  return /redirect/i.test(description) ? 'wrong-redirect' : 'code-refused';
}
