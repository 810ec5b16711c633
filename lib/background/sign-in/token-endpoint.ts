import * as oauth from 'oauth4webapi';
import { failed, type Result, succeeded } from '../../shared/result';
import type { Http } from '../http/http';
import { PausedError } from '../http/rate-limit';
import type { Authorization, AuthorizationCode } from './authorization';
import type { OAuthClient } from './oauth-client';
import type { Tokens } from './tokens';

/** Why there are no tokens. `invalid-grant`: the code or the refresh token is no longer valid. */
export type TokenFailure =
  | { code: 'invalid-grant' | 'invalid-client' | 'network' | 'unreadable-answer' }
  /** Held back by the rate limit until `until`, epoch milliseconds. */
  | { code: 'paused'; until: number };

/** Lifetime if the response has none, in seconds; Zapier documents ten hours. */
const ASSUMED_LIFE_S = 3600;

/**
 * Shortest lifetime, in seconds. With a shorter one every request would renew the token first; instead it is used until
 * Zapier refuses it.
 */
const SHORTEST_LIFE_S = 600;

/** Longest lifetime, in seconds. */
const LONGEST_LIFE_S = 366 * 24 * 3600;

/** Valid access token (RFC 6749, appendix A.12). Anything else cannot be sent in a header. */
const ACCESS_TOKEN = /^[\x20-\x7e]+$/;

/** Creates the token endpoint's client. `now` returns epoch milliseconds. */
export function createTokenEndpoint(http: Http, now: () => number) {
  const options = {
    [oauth.customFetch]: (url: string, init: oauth.CustomFetchOptions<string, unknown>) =>
      http(url, { ...(init as RequestInit), throwHttpErrors: false }),
  } as oauth.TokenEndpointRequestOptions;

  async function tokens(
    { server, client }: OAuthClient,
    request: () => Promise<Response>,
    read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
  ): Promise<Result<Tokens, TokenFailure>> {
    let response: Response;
    try {
      response = await request();
    } catch (error) {
      if (error instanceof PausedError) return failed({ code: 'paused', until: error.until });
      return failed({ code: 'network' });
    }
    try {
      const { token_type, access_token, refresh_token, expires_in } = await read(response);
      // The library accepts DPoP tokens too, which we cannot use.
      if (token_type !== 'bearer' || !ACCESS_TOKEN.test(access_token)) return failed({ code: 'unreadable-answer' });
      const life = Math.min(Math.max(expires_in ?? ASSUMED_LIFE_S, SHORTEST_LIFE_S), LONGEST_LIFE_S);
      return succeeded({
        accessToken: access_token,
        refreshToken: refresh_token ?? null,
        expiresAt: now() + life * 1000,
        issuer: { tokenUrl: server.token_endpoint, clientId: client.client_id },
      });
    } catch (error) {
      if (error instanceof oauth.ResponseBodyError)
        return failed({
          code: refusals.get(error.error) ?? (error.status === 401 ? 'invalid-client' : 'unreadable-answer'),
        });
      if (error instanceof oauth.WWWAuthenticateChallengeError) return failed({ code: 'invalid-client' });
      // After a 5xx the same tokens can be tried again.
      return failed({ code: response.status >= 500 ? 'network' : 'unreadable-answer' });
    }
  }

  return {
    /** Exchanges a code for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5). */
    exchange(oauthClient: OAuthClient, authorization: Authorization, code: AuthorizationCode) {
      const { server, client, authentication } = oauthClient;
      return tokens(
        oauthClient,
        () =>
          oauth.authorizationCodeGrantRequest(
            server,
            client,
            authentication,
            code.parameters,
            authorization.redirectUri,
            authorization.codeVerifier,
            options,
          ),
        (response) => oauth.processAuthorizationCodeResponse(server, client, response),
      );
    },
    /**
     * Renews tokens (RFC 6749, section 6). Zapier rotates refresh tokens: the one sent becomes invalid with the
     * response.
     */
    refresh(oauthClient: OAuthClient, refreshToken: string) {
      const { server, client, authentication } = oauthClient;
      return tokens(
        oauthClient,
        () => oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
        (response) => oauth.processRefreshTokenResponse(server, client, response),
      );
    },
  };
}

/** Error codes (RFC 6749, section 5.2), and a spelling that one Zapier service was seen to use. */
const refusals = new Map<string, 'invalid-grant' | 'invalid-client'>([
  ['invalid_grant', 'invalid-grant'],
  ['invalid grant', 'invalid-grant'],
  ['invalid_client', 'invalid-client'],
  ['unauthorized_client', 'invalid-client'],
]);

/** The object that {@link createTokenEndpoint} returns. */
export type TokenEndpoint = ReturnType<typeof createTokenEndpoint>;
