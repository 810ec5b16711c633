import * as oauth from 'oauth4webapi';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in';
import type { OAuthClient } from './oauth-client';

/** What is remembered between the authorization request and the redirect. */
export interface Authorization {
  url: URL;
  /** PKCE code verifier (RFC 7636, section 4.1); never leaves the background. */
  codeVerifier: string;
  state: string;
  redirectUri: string;
}

/** Redirect parameters that passed {@link readRedirect}; only these can be exchanged for tokens. */
export type AuthorizationCode = { parameters: URLSearchParams };

/**
 * Prepares an authorization request with a new verifier and `state` (RFC 6749, section 4.1.1; RFC 7636, section 4.3).
 */
export async function prepareAuthorization(
  client: OAuthClient,
  scopes: string,
  redirectUri: string,
): Promise<Authorization> {
  const codeVerifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const url = new URL(client.server.authorization_endpoint);
  const parameters = {
    client_id: client.client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { url, codeVerifier, state, redirectUri };
}

/** Checks the redirect in the only safe order: its address, `iss`, `state`, `error`, and then the code. */
export function readRedirect(
  client: OAuthClient,
  authorization: Authorization,
  redirect: URL,
): Result<AuthorizationCode, SignInFailure> {
  const expected = new URL(authorization.redirectUri);
  if (redirect.origin !== expected.origin || redirect.pathname !== expected.pathname)
    return failed({ code: 'wrong-state' });
  try {
    const parameters = oauth.validateAuthResponse(client.server, client.client, redirect, authorization.state);
    const [code, ...others] = parameters.getAll('code');
    return code && others.length === 0 ? succeeded({ parameters }) : failed({ code: 'unreadable-answer' });
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      return failed({ code: 'refused', error: error.error, description: error.error_description ?? '' });
    return failed(unprovenRefusal(redirect) ?? { code: 'wrong-state' });
  }
}

/**
 * Returns the error of a redirect without `state`, as some servers send it, or null. Nothing proves that it belongs to
 * this sign-in, so its words are shown and nothing else depends on it.
 */
function unprovenRefusal({ searchParams, hash }: URL): SignInFailure | null {
  const parameters = new URLSearchParams([...searchParams, ...new URLSearchParams(hash.slice(1))]);
  const error = parameters.get('error');
  if (!error || parameters.has('state')) return null;
  return { code: 'unproven-refusal', error, description: parameters.get('error_description') ?? '' };
}
