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

/** Ready answers to script an endpoint with. `commit: true` spread over one makes the request take effect all the same. */
export const answers = {
  /** Any status and body. A body that is no text is sent as JSON. */
  status(status: number, body: unknown = null, headers: Record<string, string> = {}): ScriptedAnswer {
    return typeof body === 'string'
      ? { status, headers, body }
      : { status, headers: { ...JSON_TYPE, ...headers }, ...(body === null ? {} : { body: JSON.stringify(body) }) };
  },
  /** One error object of Zapier's shape, at a place in the request's body where `pointer` names one. */
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
  /** The 500 that Zapier documents, to the letter. */
  serverError: () => errors(500, 'error', 'A server error occurred.'),
  /** `retryAfter` in seconds. */
  unavailable: (retryAfter = 30) =>
    errors(503, 'error', 'Service temporarily unavailable, try again later.', { 'Retry-After': String(retryAfter) }),
  /** A web page where JSON was expected, as proxies give. */
  htmlPage: (status = 504): ScriptedAnswer => ({
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
    body: '<!doctype html><title>Gateway time-out</title><h1>Gateway time-out</h1>',
  }),
  truncatedJson: (status = 200): ScriptedAnswer => ({ status, headers: JSON_TYPE, body: '{"data":[{"type":"authent' }),
  /** JSON that says it is plain text. */
  wrongContentType: (status = 200, body: unknown = { data: [] }): ScriptedAnswer => ({
    status,
    headers: { 'Content-Type': 'text/plain' },
    body: JSON.stringify(body),
  }),
  redirect: (location: string, status = 302): ScriptedAnswer => ({ status, headers: { Location: location } }),
  /** RFC 6749 section 5.2, for the token endpoint and the broker. */
  tokenError: (error: string, status = 400, description?: string): ScriptedAnswer => ({
    status,
    headers: { ...JSON_TYPE, 'Cache-Control': 'no-store' },
    body: JSON.stringify({ error, error_description: description }),
  }),
  /**
   * The connection dies without an answer. A browser resends a request once by itself when the
   * connection had been used before: script it twice, or turn `keepAlive` off.
   */
  dropConnection: (when: 'before' | 'after'): DroppedConnection => ({ dropConnection: when }),
};
