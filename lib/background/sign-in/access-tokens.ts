import type { Failure } from '../../shared/failure';
import { failed, type Result, succeeded } from '../../shared/result';
import type { AccountStore } from './account-store';
import type { OAuthClient } from './oauth-client';
import type { TokenEndpoint } from './token-endpoint';
import type { Tokens } from './tokens';

/** How long before their end access tokens are renewed, in milliseconds. */
const MARGIN_MS = 5 * 60_000;

/** Why there is no access token: the sign-in is over, or Zapier could not be asked. */
export type AccessTokenFailure = Extract<Failure, { code: 'sign-in-ended' | 'answer-lost' | 'paused' }>;

type AccessToken = Result<string, AccessTokenFailure>;

/**
 * Access tokens that are good to use. However many ask at once, in however many backgrounds, an account is
 * refreshed once: Zapier rotates refresh tokens, and a second refresh would send a dead one and sign the agent out.
 */
export function createAccessTokens(
  store: AccountStore,
  endpoint: TokenEndpoint,
  client: () => Promise<Result<OAuthClient, unknown>>,
  now: () => number,
) {
  const refreshing = new Map<string, Promise<AccessToken>>();

  const isFresh = ({ expiresAt }: Tokens) => expiresAt - now() > MARGIN_MS;

  async function end(accountId: string, accessToken: string | null) {
    const isOver = await store.end(accountId, accessToken);
    // Where another sign-in was quicker, whoever asks again gets its token.
    return failed<AccessTokenFailure>({ code: isOver ? 'sign-in-ended' : 'answer-lost' });
  }

  async function refresh(accountId: string, refused: string | null): Promise<AccessToken> {
    const tokens = await store.tokens(accountId);
    if (!tokens) return end(accountId, null);
    // A refresh that ended between the caller's look and this one has already done the work.
    if (tokens.accessToken !== refused && isFresh(tokens)) return succeeded(tokens.accessToken);
    if (!tokens.refreshToken) return end(accountId, tokens.accessToken);
    const oauthClient = await client();
    if (!oauthClient.ok) return failed({ code: 'answer-lost' });
    const renewed = await endpoint.refresh(oauthClient.value, tokens.refreshToken);
    if (renewed.ok) {
      await store.renew(accountId, tokens.accessToken, {
        ...renewed.value,
        refreshToken: renewed.value.refreshToken ?? tokens.refreshToken,
      });
      return succeeded(renewed.value.accessToken);
    }
    if (renewed.failure.code === 'paused') return failed(renewed.failure);
    // Only Zapier's own refusal ends a sign-in; a proxy's page or a lost answer leaves the tokens as they are.
    const isRefused = renewed.failure.code === 'invalid-grant' || renewed.failure.code === 'invalid-client';
    return isRefused ? end(accountId, tokens.accessToken) : failed({ code: 'answer-lost' });
  }

  async function refreshInTurn(accountId: string, refused: string | null): Promise<AccessToken> {
    return navigator.locks.request(`refresh/${accountId}`, () => refresh(accountId, refused));
  }

  /** Shares one refresh among those who ask here, and lets that of another background end first. */
  function refreshOnce(accountId: string, refused: string | null): Promise<AccessToken> {
    const key = JSON.stringify([accountId, refused]);
    const running = refreshing.get(key) ?? refreshInTurn(accountId, refused).finally(() => refreshing.delete(key));
    refreshing.set(key, running);
    return running;
  }

  return {
    /** A token that has at least five minutes to live, as far as this computer's clock can tell. */
    async get(accountId: string): Promise<AccessToken> {
      const tokens = await store.tokens(accountId);
      // What cannot be renewed is used until Zapier refuses it: a clock that is wrong ends no sign-in.
      if (tokens && (isFresh(tokens) || !tokens.refreshToken)) return succeeded(tokens.accessToken);
      return refreshOnce(accountId, null);
    },

    /** Another token than the one Zapier has just refused. */
    replace: (accountId: string, refused: string): Promise<AccessToken> => refreshOnce(accountId, refused),

    /** Drops the tokens after Zapier refused even this fresh one. */
    end,
  };
}

/** What {@link createAccessTokens} gives. */
export type AccessTokens = ReturnType<typeof createAccessTokens>;
