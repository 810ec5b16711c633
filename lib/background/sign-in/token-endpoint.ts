import * as oauth from 'oauth4webapi';
import * as v from 'valibot';
import type { NotUnderstood } from '../../shared/failure';
import { failed, type Result, succeeded } from '../../shared/result';
import type { Http } from '../http/http';
import { PausedError } from '../http/rate-limit';
import type { Urgency } from '../http/traffic';
import { noteFindings } from '../keep-on-disk';
import { beginningOf, isRedirect, kindOf } from '../zapier/not-understood';
import type { Authorization, AuthorizationCode } from './authorization';
import type { OAuthClient } from './oauth-client';
import type { Tokens } from './tokens';

/** Why there are no tokens. */
export type TokenFailure =
  /**
   * Refused: a JSON answer with `error` (RFC 6749, section 5.2), in the server's words, or a 401, whose words may be
   * missing. Texts that were sent and are secret are hidden in them.
   */
  | { code: 'refused'; error: string; description: string }
  /** No answer: the same tokens can be tried again. */
  | { code: 'network' }
  /** A server error: the same tokens can be tried again. `error` and `description` as above, if it sent them. */
  | { code: 'server-error'; status: number; error?: string; description?: string }
  /** Held back by the rate limit until `until`, epoch milliseconds. */
  | { code: 'paused'; until: number }
  /** Neither tokens nor a refusal. `member` is the part of the answer that is missing or of an unknown form. */
  | (NotUnderstood & { member?: string });

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

/** Parameters of a token request that are secret. */
const SECRET_PARAMETERS = ['code', 'code_verifier', 'refresh_token', 'client_secret'];

/**
 * The members of an answer with tokens that are used; others, such as an `id_token` nobody asked for, are ignored. The
 * library accepts DPoP tokens and any text as a token too, which we cannot use.
 */
const answerSchema = v.object({
  access_token: v.pipe(v.string(), v.regex(ACCESS_TOKEN)),
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('bearer')),
  refresh_token: v.optional(v.pipe(v.string(), v.minLength(1))),
  scope: v.fallback(v.optional(v.string()), undefined),
  expires_in: v.optional(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform(String),
      v.transform(Number.parseFloat),
      v.finite(),
      v.minValue(0),
    ),
  ),
});

/** Tokens, and the scopes that were granted with them, space separated; null if the answer names none. */
export interface Granted {
  tokens: Tokens;
  scopes: string | null;
}

/** Creates the token endpoint's client. `now` returns epoch milliseconds. */
export function createTokenEndpoint(http: Http, now: () => number) {
  async function grant(
    { server, client }: OAuthClient,
    request: (options: oauth.TokenEndpointRequestOptions) => Promise<Response>,
    read: (response: Response) => Promise<oauth.TokenEndpointResponse>,
    urgency: Urgency = 'awaited',
  ): Promise<Result<Granted, TokenFailure>> {
    let sent = new URLSearchParams();
    const customFetch = (url: string, init: oauth.CustomFetchOptions<string, URLSearchParams>) => {
      sent = init.body;
      return http(url, { ...(init as RequestInit), urgency, throwHttpErrors: false });
    };
    let response: Response;
    try {
      response = await request({ [oauth.customFetch]: customFetch } as oauth.TokenEndpointRequestOptions);
    } catch (error) {
      if (error instanceof PausedError) return failed({ code: 'paused', until: error.until });
      return failed({ code: 'network' });
    }
    const { status } = response;
    const text = await response.text();
    const answer = membersOf(text);
    const refusal = readRefusal(status, answer, sent);
    if (status >= 500) return failed({ ...refusal, code: 'server-error', status });
    if (refusal) return failed(refusal);
    const odd = { code: 'not-understood', status, got: isRedirect(response) ? 'redirect' : kindOf(text) } as const;
    const given = v.safeParse(answerSchema, status === 200 ? answer : undefined);
    if (!given.success) {
      // Text that is neither a page nor JSON may be half of an answer with tokens.
      const beginning = odd.got === 'page' || answer ? beginningOf(text, secretsIn(sent)) : '';
      const { pathname } = new URL(server.token_endpoint);
      await noteFindings([{ ...odd, key: `POST ${pathname}`, beginning, at: now() }]);
      const member = v.getDotPath(given.issues[0]);
      return failed(member === null ? odd : { ...odd, member });
    }
    const { access_token, refresh_token, expires_in } = await read(Response.json(given.output));
    const life = Math.min(Math.max(expires_in ?? ASSUMED_LIFE_S, SHORTEST_LIFE_S), LONGEST_LIFE_S);
    const tokens = {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt: now() + life * 1000,
      issuer: { tokenUrl: server.token_endpoint, clientId: client.client_id },
    };
    return succeeded({ tokens, scopes: given.output.scope ?? null });
  }

  return {
    /** Exchanges a code for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5). */
    exchange(oauthClient: OAuthClient, authorization: Authorization, code: AuthorizationCode) {
      const { server, client, authentication } = oauthClient;
      return grant(
        oauthClient,
        (options) =>
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
    async refresh(
      oauthClient: OAuthClient,
      refreshToken: string,
      urgency: Urgency = 'awaited',
    ): Promise<Result<Tokens, TokenFailure>> {
      const { server, client, authentication } = oauthClient;
      const granted = await grant(
        oauthClient,
        (options) => oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options),
        (response) => oauth.processRefreshTokenResponse(server, client, response),
        urgency,
      );
      return granted.ok ? succeeded(granted.value.tokens) : granted;
    },
  };
}

/** Returns the members of a JSON object, without those that are null: some servers write null for what is absent. */
function membersOf(text: string): Record<string, unknown> | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (!v.is(v.record(v.string(), v.unknown()), answer)) return undefined;
    return Object.fromEntries(Object.entries(answer).filter(([, value]) => value !== null));
  } catch {
    return undefined;
  }
}

const secretsIn = (sent: URLSearchParams): string[] => SECRET_PARAMETERS.flatMap((name) => sent.get(name) ?? []);

type Refusal = Extract<TokenFailure, { code: 'refused' }>;

function readRefusal(status: number, answer: Record<string, unknown> = {}, sent: URLSearchParams): Refusal | null {
  const { error, error_description: description, access_token: accessToken } = answer;
  const isError = typeof error === 'string' && error !== '' && accessToken === undefined;
  if (!isError && status !== 401) return null;
  const hide = (words: unknown) =>
    typeof words === 'string' ? secretsIn(sent).reduce((shown, secret) => shown.replaceAll(secret, '•••'), words) : '';
  return { code: 'refused', error: hide(error), description: hide(description) };
}

/** Returns the refusal in an answer to a request that sent no secret, or null if there is none. */
export const refusalIn = (text: string): Refusal | null => readRefusal(0, membersOf(text), new URLSearchParams());

/** The object that {@link createTokenEndpoint} returns. */
export type TokenEndpoint = ReturnType<typeof createTokenEndpoint>;
