import browser from 'webextension-polyfill';
import { ZAPIER_HOSTS } from '../../shared/host-access';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in';

/**
 * Browser errors for a flow that ends without a redirect. The texts are not specified; these are Chromium's
 * (extensions/browser/api/identity) and Firefox's (ext-identity.js).
 */
const MESSAGES: [pattern: RegExp, failure: SignInFailure][] = [
  [/did not approve access|cancelled or denied access/i, { code: 'cancelled' }],
  [/could not be loaded/i, { code: 'not-loaded' }],
  [/only one web auth flow/i, { code: 'already-open' }],
];

/** Returns the redirect URI to register at Zapier for this browser and installation. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/** Opens Zapier's sign-in in a browser window and returns the URL it redirects to. */
export async function openAuthWindow(url: URL): Promise<Result<URL, SignInFailure>> {
  try {
    return succeeded(new URL(await browser.identity.launchWebAuthFlow({ url: url.href, interactive: true })));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const known = MESSAGES.find(([pattern]) => pattern.test(text));
    return failed(known ? known[1] : { code: 'not-loaded' });
  }
}

/**
 * Closes a sign-in window left open by an earlier background: until it is closed, Chromium opens no other. Only such
 * windows have our redirect URI in their address, whichever Zapier page they show; the agent's own tabs are in windows
 * of another type.
 */
export async function closeAuthWindows(): Promise<void> {
  const { host } = new URL(redirectUri());
  const tabs = await browser.tabs.query({ url: ZAPIER_HOSTS, windowType: 'popup' });
  const left = tabs.flatMap(({ id, url }) => (id !== undefined && url?.includes(host) ? [id] : []));
  // The agent may close the window first.
  await Promise.all(left.map((id) => browser.tabs.remove(id).catch(() => undefined)));
}
