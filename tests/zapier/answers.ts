import { apiError } from './errors';
import type { DroppedConnection, ScriptedAnswer } from './faults';

const JSON_TYPE = { 'Content-Type': 'application/json' };

function errors(status: number, code: string, detail: string, headers: Record<string, string> = {}): ScriptedAnswer {
  return {
    status,
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify({ errors: [apiError(status, code, detail)] }),
  };
}

/**
 * Ready-made responses for scripting an endpoint. Spread one and add `commit: true` to make the request take effect as
 * well.
 */
export const answers = {
  /** Any status and body. A body that is not a string is sent as JSON. */
  status(status: number, body: unknown = null, headers: Record<string, string> = {}): ScriptedAnswer {
    return typeof body === 'string'
      ? { status, headers, body }
      : { status, headers: { ...JSON_TYPE, ...headers }, ...(body === null ? {} : { body: JSON.stringify(body) }) };
  },
  /** One error object in Zapier's format; `pointer` names a place in the request's body. */
  refused(status: number, detail: string, pointer?: string, code = 'invalid'): ScriptedAnswer {
    const error = apiError(status, code, detail, pointer === undefined ? null : { pointer });
    return { status, headers: JSON_TYPE, body: JSON.stringify({ errors: [error] }) };
  },
  unauthorized: () => errors(401, 'authentication_failed', 'Authentication credentials were not accepted.'),
  forbidden: (detail = 'You do not have permission to perform this action.') =>
    errors(403, 'permission_denied', detail),
  /** `retryAfter` in seconds. */
  tooManyRequests: (retryAfter = 60) =>
    errors(429, 'throttled', `Request was throttled. Expected available in ${retryAfter} seconds.`, {
      'Retry-After': String(retryAfter),
    }),
  /** The 500 exactly as Zapier documents it. */
  serverError: () => errors(500, 'error', 'A server error occurred.'),
  /** `retryAfter` in seconds. */
  unavailable: (retryAfter = 30) =>
    errors(503, 'error', 'Service temporarily unavailable, try again later.', { 'Retry-After': String(retryAfter) }),
  /** A web page instead of JSON, as proxies send. */
  htmlPage: (status = 504): ScriptedAnswer => ({
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Gateway time-out</title><h1>Gateway time-out</h1>',
  }),
  truncatedJson: (status = 200): ScriptedAnswer => ({ status, headers: JSON_TYPE, body: '{"data":[{"type":"authent' }),
  /** JSON with the content type text/plain. */
  wrongContentType: (status = 200, body: unknown = { data: [] }): ScriptedAnswer => ({
    status,
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify(body),
  }),
  redirect: (location: string, status = 302): ScriptedAnswer => ({ status, headers: { Location: location } }),
  /** An error of the token endpoint or the broker (RFC 6749, section 5.2). */
  tokenError: (error: string, status = 400, description?: string): ScriptedAnswer => ({
    status,
    headers: { ...JSON_TYPE, 'Cache-Control': 'no-store' },
    body: JSON.stringify({ error, error_description: description }),
  }),
  /**
   * Drops the connection without a response. If the connection was used before, a browser resends the request once on
   * its own: script this twice, or turn `keepAlive` off.
   */
  dropConnection: (when: 'before' | 'after'): DroppedConnection => ({ dropConnection: when }),
};
