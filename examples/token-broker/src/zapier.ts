import type { Config } from './config.ts';

/** Sends a request. Node's and every edge runtime's `fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>;

/** What Zapier answers. */
export interface ZapierAnswer {
  status: number;
  contentType: string | null;
  retryAfter: string | null;
  text: string;
}

/** Zapier's token endpoint, which redirects nowhere: with the final slash. The secret is sent to no other address. */
const TOKEN_URL = 'https://zapier.com/oauth/token/';

/**
 * Time for Zapier's whole answer, in milliseconds. The extension itself waits five seconds longer, and so learns what
 * happened.
 */
const PATIENCE_MS = 20_000;

/** Asks Zapier for tokens, once: a refresh token is used up by the first request that arrives. */
export async function askZapier(
  { clientId, clientSecret, clientSecretIn }: Config,
  fetch: Fetch,
  form: Record<string, string>,
): Promise<ZapierAnswer | 'unreachable' | 'timed out'> {
  const isInHeader = clientSecretIn === 'header';
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const answer = await fetch(
      new Request(TOKEN_URL, {
        method: 'POST',
        redirect: 'manual',
        signal: patience.signal,
        headers: {
          'Content-Type': 'application/x-www-form-urlencoded',
          Accept: 'application/json',
          ...(isInHeader ? { Authorization: basic(clientId, clientSecret) } : {}),
        },
        body: new URLSearchParams({
          ...form,
          client_id: clientId,
          ...(isInHeader ? {} : { client_secret: clientSecret }),
        }).toString(),
      }),
    );
    return {
      status: answer.status,
      contentType: answer.headers.get('Content-Type'),
      retryAfter: answer.headers.get('Retry-After'),
      text: await answer.text(),
    };
  } catch {
    return patience.signal.aborted ? 'timed out' : 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}

/** Both parts are form-encoded before they are joined (RFC 6749, section 2.3.1). */
function basic(...parts: [id: string, secret: string]): string {
  const encoded = parts.map((part) => new URLSearchParams({ '': part }).toString().slice(1));
  return `Basic ${btoa(encoded.join(':'))}`;
}
