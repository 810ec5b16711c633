import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { components } from '../../../lib/background/zapier/openapi.generated';
import type { ApiError } from '../errors';
import { checkedBody } from '../operation';
import type { StandInEnv } from '../record';
import type { Grant, State } from '../state';
import type { Client } from './clients';
import { issue } from './issued';

type TokenRequest = components['schemas']['TokenRequest'];

/** POST /oauth/token/: exchanges a code or a refresh token for tokens (RFC 6749, section 5). */
export function exchangeTokens(state: State, c: Context<StandInEnv>): Response {
  const request = checkedBody<TokenRequest>(c);
  const client = state.clients.find(({ id }) => id === request.client_id);
  if (!client || !isProven(client, state, c, request.client_secret))
    return tokenError('invalid_client', 'Client authentication failed.', 401);
  const grant =
    request.grant_type === 'authorization_code'
      ? redeemCode(state, request)
      : redeemRefreshToken(state, request.refresh_token, client.id);
  if (!grant) return tokenError('invalid_grant', 'The code or token is invalid, expired, used, or not yours.');
  return issueTokens(state, grant, request);
}

/** Returns whether the client's secret, if it has one, is where the stand-in wants it, and in one place only. */
function isProven(client: Client, state: State, c: Context<StandInEnv>, inBody: string | undefined): boolean {
  const inHeader = c.req.header('Authorization');
  if (client.secret === null || (inBody !== undefined && inHeader !== undefined))
    return inBody === undefined && inHeader === undefined;
  const pair = [client.id, client.secret].map(encodeURIComponent).join(':');
  const isInHeader = inHeader === `Basic ${Buffer.from(pair).toString('base64')}`;
  const wanted = state.switches.clientSecretIn;
  return (wanted !== 'header' && inBody === client.secret) || (wanted !== 'body' && isInHeader);
}

/** Refuses a request that the document does not allow. */
export function refuseTokens(first: ApiError): Response {
  return tokenError('invalid_request', first.detail);
}

/** Builds an error response (RFC 6749, section 5.2). */
function tokenError(error: string, description: string, status = 400): Response {
  return Response.json({ error, error_description: description }, { status, headers: { 'Cache-Control': 'no-store' } });
}

function redeemCode(state: State, request: components['schemas']['CodeGrant']): Grant | null {
  const code = state.codes.get(request.code);
  if (
    !code ||
    code.expiresAt <= state.now() ||
    code.clientId !== request.client_id ||
    code.redirectUri !== request.redirect_uri ||
    (code.challenge !== null && code.challenge !== challengeOf(request.code_verifier))
  )
    return null;
  state.codes.delete(request.code);
  return code;
}

/** Redeems a refresh token. Zapier rotates them without a grace period: each works once. */
function redeemRefreshToken(state: State, token: string, clientId: string): Grant | null {
  const grant = state.refreshTokens.get(token);
  if (!grant || grant.clientId !== clientId) return null;
  if (!state.switches.omitRefreshToken) state.refreshTokens.delete(token);
  return grant;
}

function issueTokens(state: State, { clientId, person, scopes }: Grant, request: TokenRequest): Response {
  const accessToken = issue('access');
  const refreshToken = issue('refresh');
  const withRefreshToken = request.grant_type === 'authorization_code' || !state.switches.omitRefreshToken;
  state.accessTokens.set(accessToken, {
    clientId,
    person,
    scopes,
    expiresAt: state.now() + state.accessTokenLife * 1000,
  });
  if (withRefreshToken) state.refreshTokens.set(refreshToken, { clientId, person, scopes });
  const tokens: components['schemas']['Tokens'] = {
    access_token: accessToken,
    expires_in: state.accessTokenLife,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    ...(withRefreshToken ? { refresh_token: refreshToken } : {}),
  };
  return Response.json(tokens, { headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' } });
}

/** Returns the S256 challenge (RFC 7636, section 4.2). */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
