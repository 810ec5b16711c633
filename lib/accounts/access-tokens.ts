import type { Failure } from '../failure';
import type { OAuthClient } from '../oauth/client';
import type { TokenEndpoint } from '../oauth/token-endpoint';
import { failed, type Result, succeeded } from '../result';
import type { AccountStore } from './account-store';

/** How long before their end access tokens are renewed, in milliseconds. */
const MARGIN_MS = 5 * 60_000;

/** Why there is no access token: the sign-in is over, or Zapier could not be asked. */
export type AccessTokenFailure = Extract<Failure, { code: 'sign-in-ended' | 'answer-lost' }>;

/**
 * Access tokens that are good to use. However many ask at once, an account is refreshed once:
 * Zapier rotates refresh tokens, and a second refresh would send a dead one and sign the agent out.
 */
export function createAccessTokens(
  store: AccountStore,
  endpoint: TokenEndpoint,
  client: () => Promise<Result<OAuthClient, unknown>>,
  now: () => number,
) {
  const refreshing = new Map<string, Promise<Result<string, AccessTokenFailure>>>();

  async function end(accountId: string): Promise<Result<string, AccessTokenFailure>> {
    await store.end(accountId);
    return failed({ code: 'sign-in-ended' });
  }

  async function refresh(accountId: string, refused: string | null): Promise<Result<string, AccessTokenFailure>> {
    const tokens = await store.tokens(accountId);
    // A refresh that ended between the caller's look and this one has already done the work.
    if (tokens && tokens.accessToken !== refused && tokens.expiresAt - now() > MARGIN_MS)
      return succeeded(tokens.accessToken);
    if (!tokens?.refreshToken) return end(accountId);
    const oauthClient = await client();
    if (!oauthClient.ok) return failed({ code: 'answer-lost' });
    const renewed = await endpoint.refresh(oauthClient.value, tokens.refreshToken);
    if (renewed.ok) {
      await store.renew(accountId, {
        ...renewed.value,
        refreshToken: renewed.value.refreshToken ?? tokens.refreshToken,
      });
      return succeeded(renewed.value.accessToken);
    }
    // Only Zapier's own refusal ends a sign-in; a proxy's page or a lost answer leaves the tokens as they are.
    const isRefused = renewed.failure.code === 'invalid-grant' || renewed.failure.code === 'invalid-client';
    return isRefused ? end(accountId) : failed({ code: 'answer-lost' });
  }

  function refreshOnce(accountId: string, refused: string | null) {
    let running = refreshing.get(accountId);
    if (!running) {
      running = refresh(accountId, refused).finally(() => refreshing.delete(accountId));
      refreshing.set(accountId, running);
    }
    return running;
  }

  return {
    /** A token that has at least five minutes to live. */
    async get(accountId: string): Promise<Result<string, AccessTokenFailure>> {
      const tokens = await store.tokens(accountId);
      if (!tokens) return end(accountId);
      if (tokens.expiresAt - now() > MARGIN_MS) return succeeded(tokens.accessToken);
      // Without a refresh token the access token is used to its end.
      if (!tokens.refreshToken && tokens.expiresAt > now()) return succeeded(tokens.accessToken);
      return refreshOnce(accountId, null);
    },

    /** Another token than the one Zapier has just refused. */
    replace: (accountId: string, refused: string): Promise<Result<string, AccessTokenFailure>> =>
      refreshOnce(accountId, refused),

    /** Drops the tokens after Zapier refused even fresh ones. */
    end,
  };
}

/** What {@link createAccessTokens} gives. */
export type AccessTokens = ReturnType<typeof createAccessTokens>;
