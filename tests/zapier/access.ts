import type { Context } from 'hono';
import { apiError, refuse } from './errors';
import type { Handle } from './operation';
import { PER_ADDRESS, PER_CLIENT } from './rate-limit';
import type { StandInEnv } from './record';
import type { Grant, State } from './state';

/** A route's handler for the user that the access token stands for. */
export type GrantedHandle = (c: Context<StandInEnv>, grant: Grant) => Response | Promise<Response>;

/** Admits a request whose Bearer token is valid and has one of the scopes: the current or the old spelling. */
export function authorised(state: State, scopes: readonly string[], handle: GrantedHandle): Handle {
  return (c) => {
    const token = bearerToken(c);
    if (token === null)
      return challenge(apiError(401, 'not_authenticated', 'Authentication credentials were not provided.'));
    const grant = state.accessTokens.get(token);
    if (!grant || grant.expiresAt <= state.now())
      return challenge(apiError(401, 'authentication_failed', 'The access token is invalid or has expired.'));
    if (!scopes.some((scope) => grant.scopes.includes(scope)))
      return refuse(apiError(403, 'permission_denied', 'You do not have permission to perform this action.'));
    return handle(c, grant);
  };
}

/** Counts a request per address and per client, and refuses it above the limit. */
export function limited(state: State, handle: Handle): Handle {
  return (c) => {
    const refusal = state.switches.rateLimit ? state.limiter.refusal(quotas(state, c), state.now()) : null;
    if (!refusal) return handle(c);
    const seconds = Math.ceil((refusal.until - state.now()) / 1000);
    const answer = refuse(
      apiError(429, 'throttled', `Request was throttled. Expected available in ${seconds} seconds.`),
    );
    answer.headers.set('Retry-After', String(seconds));
    answer.headers.set('X-RateLimit-Limit', String(refusal.quota.limit));
    answer.headers.set('X-RateLimit-Remaining', '0');
    answer.headers.set('X-RateLimit-Reset', String(Math.ceil(refusal.until / 1000)));
    return answer;
  };
}

function quotas(state: State, c: Context<StandInEnv>) {
  const clientId = state.accessTokens.get(bearerToken(c) ?? '')?.clientId ?? c.req.query('client_id');
  return [
    { key: `address ${c.env.incoming.socket.remoteAddress}`, limit: PER_ADDRESS },
    ...(clientId === undefined ? [] : [{ key: `client ${clientId}`, limit: PER_CLIENT }]),
  ];
}

function bearerToken(c: Context<StandInEnv>): string | null {
  return /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? null;
}

function challenge(error: ReturnType<typeof apiError>): Response {
  const answer = refuse(error);
  answer.headers.set('WWW-Authenticate', 'Bearer realm="api"');
  return answer;
}
