import type { Failure } from '../../shared/failure';
import { failed, type Result, succeeded } from '../../shared/result';
import type { AccountStore } from './account-store';
import type { OAuthClient } from './oauth-client';
import type { TokenEndpoint } from './token-endpoint';
import type { Tokens } from './tokens';

/** Access tokens are renewed this long before they expire, in milliseconds. */
const MARGIN_MS = 5 * 60_000;

/** Error codes (RFC 6749, section 4.1.2.1; RFC 8628, section 3.5) that refuse no token, but say to come again later. */
const LATER = ['server_error', 'temporarily_unavailable', 'slow_down'];

/** Why there is no access token: the sign-in has ended, Zapier could not be asked, or its answer is not understood. */
export type AccessTokenFailure = Extract<Failure, { code: 'sign-in-ended' | 'answer-lost' | 'paused' | 'not-renewed' }>;

type AccessToken = Result<string, AccessTokenFailure>;

/**
 * Provides usable access tokens. However many callers ask at once, in however many backgrounds, an account is refreshed
 * once: Zapier rotates refresh tokens, so a second refresh would send a dead one and sign the agent out.
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
    // If another sign-in came first, the next caller gets its token.
    return failed<AccessTokenFailure>({ code: isOver ? 'sign-in-ended' : 'answer-lost' });
  }

  async function refresh(accountId: string, refused: string | null): Promise<AccessToken> {
    const [tokens, oauthClient] = await Promise.all([store.tokens(accountId), client()]);
    if (!tokens) return end(accountId, null);
    if (oauthClient.ok && !isIssuer(oauthClient.value, tokens)) return end(accountId, tokens.accessToken);
    // Another refresh may have finished since the caller looked.
    if (tokens.accessToken !== refused && isFresh(tokens)) return succeeded(tokens.accessToken);
    if (!tokens.refreshToken) return end(accountId, tokens.accessToken);
    if (!oauthClient.ok) return failed({ code: 'answer-lost' });
    const renewed = await endpoint.refresh(oauthClient.value, tokens.refreshToken);
    if (renewed.ok) {
      const fresh = { ...renewed.value, refreshToken: renewed.value.refreshToken ?? tokens.refreshToken };
      const isKept = await store.renew(accountId, tokens.accessToken, fresh);
      if (!isKept) void spend(fresh).catch(() => undefined);
      return succeeded(fresh.accessToken);
    }
    switch (renewed.failure.code) {
      // Only a refusal ends a sign-in; a proxy's page or a lost response leaves the tokens unchanged.
      case 'refused':
        if (LATER.includes(renewed.failure.error)) return failed({ code: 'answer-lost' });
        return end(accountId, tokens.accessToken);
      case 'paused':
        return failed(renewed.failure);
      case 'not-understood':
        return failed({ code: 'not-renewed', status: renewed.failure.status, got: renewed.failure.got });
      case 'network':
      case 'server-error':
        return failed({ code: 'answer-lost' });
    }
  }

  async function spend(tokens: Tokens): Promise<void> {
    const oauthClient = await client();
    if (!tokens.refreshToken || !oauthClient.ok || !isIssuer(oauthClient.value, tokens)) return;
    await endpoint.refresh(oauthClient.value, tokens.refreshToken, 'unpaced');
  }

  async function refreshInTurn(accountId: string, refused: string | null): Promise<AccessToken> {
    return navigator.locks.request(`refresh/${accountId}`, () => refresh(accountId, refused));
  }

  /** Shares one refresh between callers here, and waits for one in another background to finish. */
  function refreshOnce(accountId: string, refused: string | null): Promise<AccessToken> {
    const key = JSON.stringify([accountId, refused]);
    const running = refreshing.get(key) ?? refreshInTurn(accountId, refused).finally(() => refreshing.delete(key));
    refreshing.set(key, running);
    return running;
  }

  return {
    /** Returns a token valid for at least five more minutes by this computer's clock, or one that cannot be renewed. */
    async get(accountId: string): Promise<AccessToken> {
      const [tokens, oauthClient] = await Promise.all([store.tokens(accountId), client()]);
      const isForeign = tokens && oauthClient.ok && !isIssuer(oauthClient.value, tokens);
      // A token that cannot be renewed is used until Zapier refuses it: a wrong clock must not end a sign-in.
      if (tokens && !isForeign && (isFresh(tokens) || !tokens.refreshToken)) return succeeded(tokens.accessToken);
      return refreshOnce(accountId, null);
    },

    /** Returns whether the account has not been signed out meanwhile. */
    isKnown: async (accountId: string): Promise<boolean> => (await store.account(accountId)) !== undefined,

    /** Returns another token than the one that Zapier has just refused. */
    replace: (accountId: string, refused: string): Promise<AccessToken> => refreshOnce(accountId, refused),

    /**
     * Makes a refresh token worthless, wherever copies of it are left: uses it up in one refresh, and ignores what comes
     * of it. Whoever drops tokens calls this. No pause holds it back, because there is no later for it. Does nothing if
     * another server or client issued it.
     */
    spend,
  };
}

/** Returns whether this client has issued the tokens. Otherwise they are not sent to it. */
function isIssuer({ server, client }: OAuthClient, { issuer }: Tokens): boolean {
  return server.token_endpoint === issuer.tokenUrl && client.client_id === issuer.clientId;
}

/** The object that {@link createAccessTokens} returns. */
export type AccessTokens = ReturnType<typeof createAccessTokens>;
