import type { Context } from 'hono';
import type { Handle } from '../operation';
import { consentPage } from '../pages/consent-page';
import { messagePage } from '../pages/layout';
import { loginPage } from '../pages/login-page';
import type { StandInEnv } from '../record';
import type { State } from '../state';
import { type Client, isRegistered } from './clients';
import { issue } from './issued';
import { knownScopes } from './scopes';

/** Lifetime of a code in milliseconds: two minutes, as Zapier documents. */
const CODE_LIFE_MS = 120_000;

/** Authorization request of a known client. */
interface AuthorizationRequest {
  client: Client;
  redirectUri: string;
  scopes: string[];
  state: string | null;
  challenge: string | null;
}

/** GET /v2/authorize: redirects to the consent page. */
export function forwardToConsent(state: State): Handle {
  return (c) => {
    const target = new URL('https://zapier.com/oauth/authorize/');
    target.search = new URL(c.req.url).search;
    if (state.switches.loseChallenge) {
      target.searchParams.delete('code_challenge');
      target.searchParams.delete('code_challenge_method');
    }
    return c.redirect(target.href);
  };
}

/**
 * GET /oauth/authorize/. May be requested twice, because Firefox first fetches the address in the background: a code is
 * issued only if consent has already been given.
 */
export function showConsent(state: State): Handle {
  return async (c) => {
    const request = await readRequest(state, c);
    if (request instanceof Response) return request;
    const fault = state.authorizationFaults.find(({ error }) => error !== undefined);
    if (fault?.error !== undefined) {
      state.authorizationFaults = state.authorizationFaults.filter((other) => other !== fault);
      return sendError(
        c,
        { ...request, state: fault.state === undefined ? request.state : fault.state },
        fault.error,
        fault.errorDescription,
      );
    }
    if (request.scopes.length === 0) return sendError(c, request, 'invalid_scope', 'A scope does not exist.');
    if (request.client.secret === null && request.challenge === null)
      return sendError(c, request, 'invalid_request', 'Code challenge required.');
    if (!state.signedIn) return loginPage(c, state.people, `${c.req.path}${new URL(c.req.url).search}`);
    if (state.consent === 'deny') return sendError(c, request, 'access_denied');
    if (state.consent === 'allow') return sendCode(c, state, request);
    return consentPage(c, request.client, state.signedIn, request.scopes);
  };
}

/** POST /oauth/authorize/: handles the button clicked on the consent page. */
export function decideConsent(state: State): Handle {
  return async (c) => {
    const request = await readRequest(state, c);
    if (request instanceof Response) return request;
    const { decision } = await c.req.parseBody();
    if (decision === 'switch') state.signedIn = null;
    if (!state.signedIn) return c.redirect(c.req.url, 303);
    return decision === 'allow' ? sendCode(c, state, request) : sendError(c, request, 'access_denied');
  };
}

/**
 * Reads the request. An unknown client or redirect URI gets an error page, never a redirect (RFC 6749, section
 * 4.1.2.1).
 */
async function readRequest(state: State, c: Context<StandInEnv>): Promise<AuthorizationRequest | Response> {
  const query = c.req.query();
  const client = state.clients.find(({ id }) => id === query.client_id);
  const redirectUri = query.redirect_uri ?? '';
  if (!client) return messagePage(c, 'Unknown client', 'No client is registered under this client_id.', 400);
  if (!isRegistered(state.redirectUris, redirectUri))
    return messagePage(c, 'Mismatching redirect URI', `${redirectUri} is not registered for this client.`, 400);
  return {
    client,
    redirectUri,
    scopes: knownScopes(query.scope ?? ''),
    state: query.state ?? null,
    challenge: query.code_challenge ?? null,
  };
}

function sendCode(c: Context<StandInEnv>, state: State, request: AuthorizationRequest): Response {
  if (!state.signedIn) throw new Error('A code needs somebody to stand for');
  const code = issue('code');
  state.codes.set(code, {
    clientId: request.client.id,
    redirectUri: request.redirectUri,
    challenge: request.challenge,
    person: state.signedIn,
    scopes: request.scopes.filter((scope) => state.switches.grantOnly?.includes(scope) ?? true),
    expiresAt: state.now() + CODE_LIFE_MS,
  });
  const fault = state.authorizationFaults.shift();
  return sendBack(c, { ...request, state: fault?.state === undefined ? request.state : fault.state }, { code });
}

function sendError(c: Context<StandInEnv>, request: AuthorizationRequest, error: string, description?: string) {
  return sendBack(c, request, { error, ...(description === undefined ? {} : { error_description: description }) });
}

function sendBack(c: Context<StandInEnv>, request: AuthorizationRequest, parameters: Record<string, string>) {
  const target = new URL(request.redirectUri);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  if (request.state !== null) target.searchParams.set('state', request.state);
  return c.redirect(target.href);
}
