/** A registered OAuth client. */
export interface Client {
  id: string;
  /** What the consent page calls it. */
  name: string;
  /** Null for a public client, which proves itself by PKCE alone. */
  secret: string | null;
}

/** The public client: PKCE, no secret. What `clientAuthentication: "none"` needs. */
export const CLIENT_ID = 'stand-in-public-client';

/** The client as Zapier documents it, with a secret. What `"broker"` and `"secret"` need. */
export const CONFIDENTIAL_CLIENT_ID = 'stand-in-confidential-client';

/** The confidential client's secret. */
export const CLIENT_SECRET = 'stand-in-client-secret-9f2b64';

const NAME = 'Quick Connect for Zapier';

export const CLIENTS: readonly Client[] = [
  { id: CLIENT_ID, name: NAME, secret: null },
  { id: CONFIDENTIAL_CLIENT_ID, name: NAME, secret: CLIENT_SECRET },
];

/**
 * Whether a redirect URI is registered: character for character, except that a loopback address may
 * have any port, as in Django OAuth Toolkit, whose defaults Zapier's server resembles.
 */
export function isRegistered(registered: ReadonlySet<string>, uri: string): boolean {
  if (registered.has(uri)) return true;
  if (!URL.canParse(uri)) return false;
  const url = new URL(uri);
  if (url.protocol !== 'http:' || url.hostname !== '127.0.0.1') return false;
  url.port = '';
  return registered.has(url.href);
}
