/** A registered OAuth client. */
export interface Client {
  id: string;
  /** Name shown on the consent page. */
  name: string;
  /** Null for a public client, which uses PKCE only. */
  secret: string | null;
}

/** Public client: PKCE, no secret. For `clientAuthentication: "none"`. */
export const CLIENT_ID = 'stand-in-public-client';

/** Client as Zapier documents it, with a secret. For `"broker"` and `"secret"`. */
export const CONFIDENTIAL_CLIENT_ID = 'stand-in-confidential-client';

/** The confidential client's secret. */
export const CLIENT_SECRET = 'stand-in-client-secret-9f2b64';

const NAME = 'Quick Connect for Zapier';

export const CLIENTS: readonly Client[] = [
  { id: CLIENT_ID, name: NAME, secret: null },
  { id: CONFIDENTIAL_CLIENT_ID, name: NAME, secret: CLIENT_SECRET },
];

/**
 * Returns true if a redirect URI is registered: an exact match, except that a loopback address may have any port, as in
 * Django OAuth Toolkit, whose defaults Zapier's server resembles.
 */
export function isRegistered(registered: ReadonlySet<string>, uri: string): boolean {
  if (registered.has(uri)) return true;
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') return false;
  url.port = '';
  return registered.has(url.href);
}
