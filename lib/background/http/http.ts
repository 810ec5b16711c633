import ky, { type Options } from 'ky';
import { PausedError, type RateLimit } from './rate-limit';
import type { Urgency } from './traffic';

/**
 * How long a request may take with its body and all its attempts, in milliseconds: under the 30 seconds
 * after which Chromium ends a service worker whose fetch has not been answered.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export const REQUEST_TIMEOUT_MS = 25_000;

/** The largest body that is read, in bytes. */
export const LARGEST_BODY = 5_000_000;

const ZAPIER_ORIGINS = ['https://zapier.com', 'https://api.zapier.com'];

/** Only what changes nothing is ever sent again by itself, and only after what may pass. */
const RETRIES = { limit: 2, statusCodes: [500, 502, 503, 504], afterStatusCodes: [], jitter: true };

/** Thrown when a request would leave for a host that nobody configured. A bug, or a hostile link; never an answer. */
export class ForbiddenOriginError extends Error {
  override name = 'ForbiddenOriginError' as const;
  constructor(origin: string) {
    super(`Requests to ${origin} are not allowed`);
  }
}

/** What a request needs beyond its address. */
export interface HttpOptions extends Options {
  /** Default: `awaited`. */
  urgency?: Urgency;
}

/** Sends a request. Rejects with ky's errors, or with {@link PausedError} where it certainly took no effect. */
export type Http = (url: string, options?: HttpOptions) => Promise<Response>;

/**
 * The one way out: every request of the extension leaves through this client when the governor lets it, and
 * only to Zapier's two hosts and those `extraOrigins` names (a token broker, a token URL on another
 * zapier.com host).
 *
 * No cookie travels: otherwise the browser's own Zapier session would go along.
 */
export function createHttp(governor: RateLimit, extraOrigins: () => Promise<string[]>): Http {
  /** One attempt, to the end of its body, so that the time limit covers that too. */
  async function attempt(request: Request): Promise<Response> {
    const response = await fetch(request);
    const until = await governor.learn(response);
    // A POST that met a 503 may have got further than this answer.
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
    const hooks = { beforeRetry: [() => governor.admit(urgency, signal)] };
    return governor.send(urgency, () => client(url, { ...options, retry, hooks }), signal);
  };
}

/** The answer with its body read; without one where it is too large. */
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
