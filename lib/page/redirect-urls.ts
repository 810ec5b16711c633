/** A redirect URL to register at Zapier, letter by letter. */
export interface RedirectUrl {
  /** Whose it is. `other` is a copy with an id of its own: one from a store, or an unpacked folder without our key. */
  browser: 'chrome' | 'firefox' | 'other';
  url: string;
  /** Whether the browser that asks uses this one. */
  isThisBrowser: boolean;
}

/** What an extension's id in each browser follows from. */
export interface ExtensionIdentity {
  /** DER, base64. */
  chromePublicKey: string;
  geckoId: string;
}

/**
 * Every browser's redirect URL. Chrome's host is its extension id; Firefox's is the SHA-1 of the add-on id.
 *
 * @param thisBrowser what `identity.getRedirectURL()` answers here.
 */
export async function redirectUrls(identity: ExtensionIdentity, thisBrowser: string): Promise<RedirectUrl[]> {
  const known = [
    { browser: 'chrome' as const, url: `https://${await chromeId(identity.chromePublicKey)}.chromiumapp.org/` },
    { browser: 'firefox' as const, url: `https://${await geckoHash(identity.geckoId)}.extensions.allizom.org/` },
  ];
  const urls = known.map((entry): RedirectUrl => ({ ...entry, isThisBrowser: entry.url === thisBrowser }));
  if (!urls.some(({ isThisBrowser }) => isThisBrowser))
    urls.unshift({ browser: 'other', url: thisBrowser, isThisBrowser: true });
  return urls;
}

/** The first 128 bits of the key's SHA-256, in hexadecimal written with the letters a to p. */
async function chromeId(publicKey: string): Promise<string> {
  const der = Uint8Array.from(atob(publicKey), (character) => character.charCodeAt(0));
  const hash = await hex('SHA-256', der);
  return hash.slice(0, 32).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

async function geckoHash(geckoId: string): Promise<string> {
  return hex('SHA-1', new TextEncoder().encode(geckoId));
}

async function hex(algorithm: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest(algorithm, bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
