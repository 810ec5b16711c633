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

/** Retries apply to GET requests only (see `createHttp`), and only after temporary errors. */
const RETRIES = { limit: 2, statusCodes: [500, 502, 503, 504], afterStatusCodes: [], jitter: true };

/**
 * Thrown instead of sending a request to an address that is not for this kind of request. Means a bug or a hostile
 * link, never a response.
 */
export class ForbiddenAddressError extends Error {
  override name = 'ForbiddenAddressError' as const;
  constructor(origin: string) {
    super(`Requests to ${origin} are not allowed`);
  }
}

/** Thrown instead of sending a request that was no longer wanted when its turn came. */
export class UnwantedError extends Error {
  override name = 'UnwantedError' as const;
}

/** Options of a request. None makes it follow a redirect, which could lead anywhere. */
export interface HttpOptions extends Omit<Options, 'redirect'> {
  /** Default: `awaited`. */
  urgency?: Urgency;
  /** Asked when the request's turn has come, and before each repetition. Default: it is wanted. */
  isWanted?: () => Promise<boolean>;
  /** True if nothing is repeated, whatever goes wrong. */
  once?: true;
}

/**
 * Sends a request. Rejects with ky's errors, or with {@link PausedError} or {@link UnwantedError} if it certainly had no
 * effect.
 */
export type Http = (url: string, options?: HttpOptions) => Promise<Response>;

/**
 * Creates a client for one kind of request: to Zapier's API, or for tokens. Every request of the extension is sent
 * through such a client, once the rate limit admits it, and only to addresses for which `isAllowed` returns true, so
 * that an access token never goes to a token broker and a refresh token never to the API.
 *
 * Sends no cookies: otherwise the browser's own Zapier session would be sent along.
 */
export function createHttp(rateLimit: RateLimit, isAllowed: (url: URL) => boolean | Promise<boolean>): Http {
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
    timeout: REQUEST_TIMEOUT_MS,
    totalTimeout: REQUEST_TIMEOUT_MS,
    fetch: (request) => attempt(request as Request),
  });

  return async (url, { urgency = 'awaited', isWanted = async () => true, once, ...options } = {}) => {
    const throwIfUnwanted = async () => {
      if (!(await isWanted())) throw new UnwantedError();
    };
    const address = new URL(url);
    if (!(await isAllowed(address))) throw new ForbiddenAddressError(address.origin);
    const { method = 'get', signal } = options;
    const retry = method.toLowerCase() === 'get' && !once ? RETRIES : 0;
    const hooks = { beforeRetry: [() => rateLimit.admit(urgency, signal), throwIfUnwanted] };
    const send = async () => {
      await throwIfUnwanted();
      // Not followed; an error in its place could not be told from no answer.
      return client(url, { ...options, retry, hooks, redirect: 'manual' });
    };
    return rateLimit.send(urgency, send, signal);
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
