import ky, { type Options } from 'ky';
import { PausedError, type RateLimit } from './rate-limit';
import type { Urgency } from './traffic';

/**
 * Time limit of a request including its body and all attempts, in milliseconds. Below the 30 seconds after which
 * Chromium stops a service worker whose fetch has no response.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export const REQUEST_TIMEOUT_MS = 25_000;

/** The largest body read, in bytes. */
export const LARGEST_BODY = 5_000_000;

const ZAPIER_ORIGINS = ['https://zapier.com', 'https://api.zapier.com'];

/** Retries apply to GET requests only (see `createHttp`), and only after temporary errors. */
const RETRIES = { limit: 2, statusCodes: [500, 502, 503, 504], afterStatusCodes: [], jitter: true };

/**
 * Thrown instead of sending a request to a host that nobody configured. Means a bug or a hostile link, never a
 * response.
 */
export class ForbiddenOriginError extends Error {
  override name = 'ForbiddenOriginError' as const;
  constructor(origin: string) {
    super(`Requests to ${origin} are not allowed`);
  }
}

/** Options of a request. */
export interface HttpOptions extends Options {
  /** Default: `awaited`. */
  urgency?: Urgency;
}

/** Sends a request. Rejects with ky's errors, or with {@link PausedError} if it certainly had no effect. */
export type Http = (url: string, options?: HttpOptions) => Promise<Response>;

/**
 * Creates the client through which every request of the extension is sent, once the rate limit admits it, and only to
 * Zapier's two hosts and the origins that `extraOrigins` returns (a token broker, a token URL on another zapier.com
 * host).
 *
 * Sends no cookies: otherwise the browser's own Zapier session would be sent along.
 */
export function createHttp(rateLimit: RateLimit, extraOrigins: () => Promise<string[]>): Http {
  /** Makes one attempt and reads its whole body, so that the time limit covers the body too. */
  async function attempt(request: Request): Promise<Response> {
    const response = await fetch(request);
    const until = await rateLimit.learn(response);
    // A POST may have taken effect despite a 503.
    const isUnread = response.status === 429 || (response.status === 503 && request.method === 'GET');
    if (until === null || !isUnread) return withBody(response);
    void response.body?.cancel().catch(() => undefined);
    throw new PausedError(until);
  }

  const client = ky.create({
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    timeout: REQUEST_TIMEOUT_MS,
    totalTimeout: REQUEST_TIMEOUT_MS,
    fetch: (request) => attempt(request as Request),
  });

  return async (url, { urgency = 'awaited', ...options } = {}) => {
    const { origin } = new URL(url);
    if (!ZAPIER_ORIGINS.includes(origin) && !(await extraOrigins()).includes(origin))
      throw new ForbiddenOriginError(origin);
    const { method = 'get', signal } = options;
    const retry = method.toLowerCase() === 'get' ? RETRIES : 0;
    const hooks = { beforeRetry: [() => rateLimit.admit(urgency, signal)] };
    return rateLimit.send(urgency, () => client(url, { ...options, retry, hooks }), signal);
  };
}

/** Returns the response with its body read, or with no body if it is too large. */
async function withBody(response: Response): Promise<Response> {
  if (!response.body) return response;
  const { status, headers } = response;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength;
    if (size > LARGEST_BODY) {
      void reader.cancel().catch(() => undefined);
      return new Response(null, { status, headers });
    }
    chunks.push(read.value);
  }
  return new Response(size === 0 ? null : new Blob(chunks), { status, headers });
}
