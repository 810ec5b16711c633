import browser from 'webextension-polyfill';
import { ZAPIER_HOSTS } from '../../shared/host-access';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in-failure';

/**
 * What the browsers say when a flow ends without a redirect. The texts are not specified; these are
 * Chromium's (extensions/browser/api/identity) and Firefox's (ext-identity.js).
 */
const MESSAGES: [pattern: RegExp, failure: SignInFailure][] = [
  [/did not approve access|cancelled or denied access/i, { code: 'cancelled' }],
  [/could not be loaded/i, { code: 'not-loaded' }],
  [/only one web auth flow/i, { code: 'already-open' }],
];

/** The redirect URI to register at Zapier for this browser and this installation. */
export function redirectUri(): string {
  return browser.identity.getRedirectURL();
}

/** Shows Zapier's sign-in in the browser's own window and answers with the URL it redirected to. */
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
 * Closes what the flow of an earlier background has left behind: its window stays, and until it is gone Chromium
 * opens no other. Only such a window bears our redirect URI in its address, whichever of Zapier's pages it has come
 * to; tabs of the agent's are in windows of another type.
 */
export async function closeAuthWindows(): Promise<void> {
  const { host } = new URL(redirectUri());
  const tabs = await browser.tabs.query({ url: ZAPIER_HOSTS, windowType: 'popup' });
  const left = tabs.flatMap(({ id, url }) => (id !== undefined && url?.includes(host) ? [id] : []));
  // Somebody may be quicker.
  await Promise.all(left.map((id) => browser.tabs.remove(id).catch(() => undefined)));
}
