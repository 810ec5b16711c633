import ky, { type KyInstance } from 'ky';

/**
 * How long a request may take, in milliseconds: under the 30 seconds after which Chromium ends a
 * service worker whose fetch has not been answered.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
export const REQUEST_TIMEOUT_MS = 25_000;

const ZAPIER_ORIGINS = ['https://zapier.com', 'https://api.zapier.com'];

/** Thrown when a request would leave for a host that nobody configured. A bug, or a hostile link; never an answer. */
export class ForbiddenOriginError extends Error {
  override name = 'ForbiddenOriginError' as const;
  constructor(origin: string) {
    super(`Requests to ${origin} are not allowed`);
  }
}

/**
 * The one way out: every request of the extension leaves through this client, and only to Zapier's
 * two hosts and those `extraOrigins` names (a token broker, a token URL on another zapier.com host).
 *
 * Nothing is retried and no cookie travels: otherwise the browser's own Zapier session would go along.
 */
export function createHttp(extraOrigins: () => Promise<string[]>): KyInstance {
  return ky.create({
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    retry: 0,
    timeout: REQUEST_TIMEOUT_MS,
    hooks: {
      beforeRequest: [
        async ({ request }) => {
          const { origin } = new URL(request.url);
          if (ZAPIER_ORIGINS.includes(origin)) return;
          if (!(await extraOrigins()).includes(origin)) throw new ForbiddenOriginError(origin);
        },
      ],
    },
  });
}
