import { failed, succeeded } from '../../shared/result';
import type { AccessTokens } from '../sign-in/access-tokens';

/** Provides one access token for every request. It is never renewed: once Zapier refuses it, the sign-in has ended. */
export function holding(accessToken: string): Pick<AccessTokens, 'get' | 'isKnown' | 'replace'> {
  return {
    get: async () => succeeded(accessToken),
    isKnown: async () => true,
    replace: async () => failed({ code: 'sign-in-ended' }),
  };
}

/** The account as which requests with a held token are sent; the token alone decides. */
export const HOLDER = 'holder';
