import type { Failure } from '../../shared/failure';
import type { SignInFailure } from '../../shared/sign-in';
import type { TokenFailure } from './token-endpoint';

/**
 * What refusals of a code mean, by error code (RFC 6749, section 5.2, and a spelling that one Zapier service was seen to
 * use; empty for a 401 without one). The code had just been issued, so an invalid one has expired.
 */
const REFUSALS = new Map<string, 'code-expired' | 'wrong-client'>([
  ['', 'wrong-client'],
  ['invalid_client', 'wrong-client'],
  ['unauthorized_client', 'wrong-client'],
  ['invalid_grant', 'code-expired'],
  ['invalid grant', 'code-expired'],
]);

/** Returns why a sign-in failed whose code brought no tokens. */
export function whyNoTokens(failure: TokenFailure): SignInFailure {
  switch (failure.code) {
    case 'refused':
      return { ...failure, code: REFUSALS.get(failure.error) ?? 'no-tokens' };
    case 'paused':
      return { code: 'too-many-requests' };
    case 'server-error':
      return { code: failure.code, status: failure.status };
    default:
      return failure;
  }
}

/** Returns why a sign-in failed whose tokens brought no profile. */
export function whyNoProfile(failure: Failure): SignInFailure {
  if (failure.code === 'not-understood') return failure;
  if (failure.code === 'server-error') return { code: failure.code, status: failure.status };
  if (failure.code === 'refused') {
    const [said] = failure.errors;
    return { code: 'refused', error: said?.code || String(failure.status), description: said?.detail ?? '' };
  }
  return { code: WHAT_A_MISSING_PROFILE_MEANS[failure.code] };
}

const WHAT_A_MISSING_PROFILE_MEANS = {
  'sign-in-ended': 'unreadable-answer',
  'not-renewed': 'unreadable-answer',
  'not-sent': 'network',
  paused: 'too-many-requests',
  'no-host-access': 'no-host-access',
  'answer-lost': 'network',
} as const satisfies Record<
  Exclude<Failure['code'], 'not-understood' | 'refused' | 'server-error'>,
  SignInFailure['code']
>;
