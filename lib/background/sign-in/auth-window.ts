import browser, { type Tabs, type Windows } from 'webextension-polyfill';
import { ZAPIER_HOSTS } from '../../shared/host-access';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in';

/** The agent ended the sign-in from one of our pages. */
export interface CalledOff {
  code: 'called-off';
}

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

/** Runs the browser's sign-in window, which the browser opens by itself and tells nothing of but how it ended. */
export function createAuthWindow() {
  let callOff = () => {};
  let calledOff: Promise<Result<never, CalledOff>> = new Promise(() => {});
  /** Ids of the popup windows that were opened during the latest sign-in; none if Zapier asked nothing. */
  let opened: number[] = [];

  return {
    /** Opens Zapier's sign-in in a browser window and returns the URL it redirects to. */
    async open(url: URL): Promise<Result<URL, SignInFailure | CalledOff>> {
      const windows: number[] = [];
      opened = windows;
      let isCalledOff = false;
      const note = ({ id, type }: Windows.Window) => {
        if (id === undefined || type !== 'popup') return;
        windows.push(id);
        // Chromium shows the window once its page is loaded, which may be after the end.
        if (isCalledOff) void close(windows);
      };
      calledOff = new Promise((resolve) => {
        callOff = () => {
          isCalledOff = true;
          resolve(failed({ code: 'called-off' }));
        };
      });
      browser.windows.onCreated.addListener(note);
      const launched = launch(url, () => windows.length > 0);
      return Promise.race([calledOff, launched.finally(() => browser.windows.onCreated.removeListener(note))]);
    },

    /** Resolves when the latest sign-in is called off, also after its window has closed. */
    get calledOff(): Promise<Result<never, CalledOff>> {
      return calledOff;
    },

    /** Brings the window to the front. */
    async show(): Promise<void> {
      const windowId = (await find(opened))?.windowId;
      if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    },

    /** Ends the sign-in and closes its window. */
    async cancel(): Promise<void> {
      callOff();
      await close(opened);
    },
  };
}

async function launch(url: URL, wasShown: () => boolean): Promise<Result<URL, SignInFailure>> {
  try {
    return succeeded(new URL(await browser.identity.launchWebAuthFlow({ url: url.href, interactive: true })));
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const failure = MESSAGES.find(([pattern]) => pattern.test(text))?.[1] ?? { code: 'not-loaded' };
    // The browser opens a window only for a page that it has loaded.
    return failed(failure.code === 'not-loaded' && wasShown() ? { code: 'broken-off' } : failure);
  }
}

/** Returns the tab with Zapier's sign-in: on a page whose address is not visible, that of the first of these windows. */
async function find(windowIds: number[]): Promise<Tabs.Tab | undefined> {
  const tabs = await browser.tabs.query({ windowType: 'popup' });
  const known = tabs.filter(({ windowId }) => windowId !== undefined && windowIds.includes(windowId));
  return known.find(isAuthTab) ?? known.sort((one, other) => (one.windowId ?? 0) - (other.windowId ?? 0))[0];
}

async function close(windowIds: number[]): Promise<void> {
  const id = (await find(windowIds))?.id;
  // The agent may close it first.
  if (id !== undefined) await browser.tabs.remove(id).catch(() => undefined);
}

/** Only Zapier's sign-in has our redirect URI in its address, whichever page it shows. */
function isAuthTab({ url }: Tabs.Tab): boolean {
  return url?.includes(new URL(redirectUri()).host) ?? false;
}

/**
 * Closes a sign-in window left open by an earlier background: until it is closed, Chromium opens no other. The agent's
 * own tabs are in windows of another type.
 */
export async function closeAuthWindows(): Promise<void> {
  const tabs = await browser.tabs.query({ url: ZAPIER_HOSTS, windowType: 'popup' });
  const left = tabs.flatMap((tab) => (tab.id !== undefined && isAuthTab(tab) ? [tab.id] : []));
  // The agent may close the window first.
  await Promise.all(left.map((id) => browser.tabs.remove(id).catch(() => undefined)));
}
