/** A redirect URL to register at Zapier exactly as it is. */
export interface RedirectUrl {
  /** `other` is a build with an id of its own: one from a store, or an unpacked one without our key. */
  browser: 'chrome' | 'firefox' | 'other';
  url: string;
  /** True if the current browser uses this URL. */
  isThisBrowser: boolean;
}

/** The values that determine the extension's id in each browser. */
export interface ExtensionIdentity {
  /** Public key (DER, base64). */
  chromePublicKey: string;
  geckoId: string;
}

/**
 * Returns the redirect URLs of all browsers. The host begins with the extension id in Chrome, and with the SHA-1 of the
 * add-on id in Firefox.
 *
 * @param thisBrowser the result of `identity.getRedirectURL()` in this browser.
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

/** Returns Chrome's extension id: the first 128 bits of the key's SHA-256, as hexadecimal with the digits a to p. */
export async function chromeId(publicKey: string): Promise<string> {
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
