import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser, { type Tabs, type Windows } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAuthWindow, redirectUri } from '../../../../lib/background/sign-in/auth-window';
import { deferred } from '../../../zapier/deferred';

const PAGE = new URL('https://api.zapier.com/v2/authorize?client_id=a&scope=profile+zap');

const REDIRECT_URI = 'https://abc.chromiumapp.org/';

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue(REDIRECT_URI);
});

const windowOf = (id: number, type: Windows.WindowType = 'popup') => ({ id, type }) as Windows.Window;
const tabOf = (id: number, windowId: number, url?: string) => ({ id, windowId, url }) as Tabs.Tab;

/** The fake browser's types are Chrome's. */
const opens = (window: Windows.Window) => fakeBrowser.windows.onCreated.trigger(window as never);

/** Starts a sign-in whose window stays open until the browser ends it with this error. */
function start() {
  const launched = deferred<string>();
  const fails = launched.promise.then((error) => Promise.reject<string>(new Error(error)));
  vi.spyOn(browser.identity, 'launchWebAuthFlow').mockReturnValue(fails);
  const authWindow = createAuthWindow();
  return { authWindow, ended: authWindow.open(PAGE), fail: launched.resolve };
}

describe('the sign-in window', () => {
  it('opens the page and returns the address it was redirected to', async () => {
    const launch = vi.spyOn(browser.identity, 'launchWebAuthFlow').mockResolvedValue('https://a.example/?code=c');
    expect(await createAuthWindow().open(PAGE)).toEqual({ ok: true, value: new URL('https://a.example/?code=c') });
    expect(launch).toHaveBeenCalledExactlyOnceWith({ url: PAGE.href, interactive: true });
  });

  it.each([
    // Chromium
    ['The user did not approve access.', 'cancelled'],
    ['Authorization page could not be loaded.', 'not-loaded'],
    ['Only one web auth flow is allowed at a time.', 'already-open'],
    // Firefox
    ['User cancelled or denied access.', 'cancelled'],
    // Unknown message
    ['Something else went wrong', 'not-loaded'],
    ['', 'not-loaded'],
  ])("reports the browser's error %j as %s", async (message, code) => {
    vi.spyOn(browser.identity, 'launchWebAuthFlow').mockRejectedValue(new Error(message));
    expect(await createAuthWindow().open(PAGE)).toEqual({ ok: false, failure: { code } });
  });

  it('understands a browser that rejects with a plain string', async () => {
    vi.spyOn(browser.identity, 'launchWebAuthFlow').mockRejectedValue('User cancelled or denied access.');
    expect(await createAuthWindow().open(PAGE)).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  it.each([undefined, '', 'no address'])('reports a redirect to %j as not loaded', async (answer) => {
    // @ts-expect-error A browser may return undefined despite the types.
    vi.spyOn(browser.identity, 'launchWebAuthFlow').mockResolvedValue(answer);
    expect(await createAuthWindow().open(PAGE)).toEqual({ ok: false, failure: { code: 'not-loaded' } });
  });

  it('uses the redirect URI exactly as the browser gives it', () => {
    expect(redirectUri()).toBe(REDIRECT_URI);
  });

  it('tells a page that broke off after it was shown from one that never loaded', async () => {
    const { ended, fail } = start();
    await opens(windowOf(7));
    fail('Authorization page could not be loaded.');
    expect(await ended).toEqual({ ok: false, failure: { code: 'broken-off' } });
  });

  it('takes no other window for its own', async () => {
    const { ended, fail } = start();
    await opens(windowOf(7, 'normal'));
    fail('Authorization page could not be loaded.');
    expect(await ended).toEqual({ ok: false, failure: { code: 'not-loaded' } });
  });

  it.each([
    [
      'where its address is visible',
      [tabOf(70, 7, 'https://zapier.com/engine/'), tabOf(80, 8, `https://zapier.com/?u=${REDIRECT_URI}`)],
      8,
    ],
    ['on a page of another host', [tabOf(80, 8), tabOf(70, 7), tabOf(90, 9)], 7],
  ])('brings the sign-in window to the front, and closes it, %s', async (_where, tabs, windowId) => {
    const { authWindow, ended } = start();
    vi.spyOn(browser.tabs, 'query').mockResolvedValue(tabs);
    const shown = vi.spyOn(browser.windows, 'update').mockResolvedValue(windowOf(windowId));
    const closed = vi.spyOn(browser.tabs, 'remove').mockResolvedValue(undefined);
    await opens(windowOf(7));
    await opens(windowOf(8));
    await authWindow.show();
    expect(shown).toHaveBeenCalledExactlyOnceWith(windowId, { focused: true });
    await authWindow.cancel();
    expect(closed).toHaveBeenCalledExactlyOnceWith(windowId * 10);
    expect(await ended).toEqual({ ok: false, failure: { code: 'called-off' } });
  });

  it('closes a window that appears only after the sign-in was cancelled', async () => {
    const { authWindow, ended } = start();
    const query = vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
    const closed = vi.spyOn(browser.tabs, 'remove').mockResolvedValue(undefined);
    await authWindow.cancel();
    expect(await ended).toEqual({ ok: false, failure: { code: 'called-off' } });
    query.mockResolvedValue([tabOf(70, 7)]);
    await opens(windowOf(7));
    await vi.waitFor(() => expect(closed).toHaveBeenCalledExactlyOnceWith(70));
  });

  it('shows and closes nothing when no sign-in was started', async () => {
    vi.spyOn(browser.tabs, 'query').mockResolvedValue([tabOf(70, 7)]);
    const closed = vi.spyOn(browser.tabs, 'remove').mockResolvedValue(undefined);
    const authWindow = createAuthWindow();
    await authWindow.show();
    await authWindow.cancel();
    expect(closed).not.toHaveBeenCalled();
  });
});
