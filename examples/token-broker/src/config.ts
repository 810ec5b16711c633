/** What the broker runs with. */
export interface Config {
  clientId: string;
  clientSecret: string;
  /** Where Zapier is sent the secret: in the request's body, or in an `Authorization` header (RFC 6749, 2.3.1). */
  clientSecretIn: 'body' | 'header';
  /** Redirect URIs of the extension, byte for byte as they are registered at Zapier. */
  redirectUris: ReadonlySet<string>;
  /** Origins of the extension's requests, which may include {@link ANY_FIREFOX}. */
  origins: ReadonlySet<string>;
  /** Keys of 32 bytes: the first seals, all of them open. */
  sealingKeys: readonly [Uint8Array, ...Uint8Array[]];
  /** Sign-ins before this time are over. Epoch milliseconds. */
  notBefore: number;
}

/** Settings by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Stands for every Firefox: its origin of an extension differs from installation to installation. */
export const ANY_FIREFOX = 'moz-extension://*';

const KEY_BYTES = 32;

/** A time with its zone, such as 2026-11-30T16:00:00Z or 2026-11-30T16:00+01:00. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads the settings, or tells everything that is wrong with them. No value of a secret is in these sentences.
 *
 * @param now epoch milliseconds
 */
export function readConfig(env: Environment, now: number): { config: Config } | { faults: string[] } {
  const faults: string[] = [];
  const required = (name: string) => {
    const value = env[name]?.trim() ?? '';
    if (value === '') faults.push(`${name} is missing.`);
    return value;
  };
  const clientId = required('CLIENT_ID');
  const clientSecret = required('CLIENT_SECRET');
  const redirectUris = list(required('REDIRECT_URIS'));
  faults.push(...redirectUris.flatMap(faultOfRedirectUri));
  const origins = list(env.ORIGINS ?? '');
  faults.push(...origins.filter((origin) => !isOrigin(origin)).map((origin) => `ORIGINS: ${origin} is not an origin.`));
  const keys = list(required('SEALING_KEYS')).map(readKey);
  const [newest, ...older] = keys.filter((key) => key !== null);
  if (keys.includes(null))
    faults.push('SEALING_KEYS: each is 32 random bytes in Base64, as `openssl rand` prints them.');
  if (new Set(keys.map(String)).size < keys.length) faults.push('SEALING_KEYS: one is there twice.');
  const clientSecretIn = env.CLIENT_SECRET_IN?.trim() || 'body';
  if (clientSecretIn !== 'body' && clientSecretIn !== 'header') faults.push('CLIENT_SECRET_IN is body or header.');
  const notBefore = readTime(env.NOT_BEFORE?.trim() ?? '');
  if (Number.isNaN(notBefore)) faults.push('NOT_BEFORE is a time with its zone, such as 2026-11-30T16:00:00Z.');
  // Until then every sign-in would be over as soon as it was made.
  if (notBefore > now) faults.push('NOT_BEFORE is in the future.');
  if (faults.length > 0 || !newest) return { faults };
  return {
    config: {
      clientId,
      clientSecret,
      clientSecretIn: clientSecretIn === 'header' ? 'header' : 'body',
      redirectUris: new Set(redirectUris),
      origins: new Set(origins.length > 0 ? origins : redirectUris.flatMap(originsOf)),
      sealingKeys: [newest, ...older],
      notBefore,
    },
  };
}

/** Splits at blanks, line ends and commas. */
function list(text: string): string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

function faultOfRedirectUri(uri: string): string[] {
  if (!URL.canParse(uri) || new URL(uri).protocol !== 'https:')
    return [`REDIRECT_URIS: ${uri} is not an address with https.`];
  const { href, hash } = new URL(uri);
  if (hash !== '') return [`REDIRECT_URIS: ${uri} has a fragment.`];
  return href === uri ? [] : [`REDIRECT_URIS: ${uri} must be written ${href}, as the extension sends it.`];
}

function isOrigin(text: string): boolean {
  return text === ANY_FIREFOX || /^[a-z-]+:\/\/[\w.-]+(:\d+)?$/.test(text);
}

/** Returns the origins of the extension whose sign-in ends at a redirect URI. */
function originsOf(redirectUri: string): string[] {
  const { hostname } = new URL(redirectUri);
  if (hostname.endsWith('.extensions.allizom.org')) return [ANY_FIREFOX];
  return hostname.endsWith('.chromiumapp.org') ? [`chrome-extension://${hostname.split('.', 1)}`] : [];
}

/** Reads Base64 or its URL-safe form; returns null if that is not a key. */
function readKey(text: string): Uint8Array | null {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    return bytes.length === KEY_BYTES ? bytes : null;
  } catch {
    return null;
  }
}

function readTime(text: string): number {
  if (text === '') return 0;
  return TIME.test(text) ? Date.parse(text) : Number.NaN;
}
