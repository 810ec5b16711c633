import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { openAuthWindow, redirectUri } from '../../../../lib/background/sign-in/auth-window';

const PAGE = new URL('https://api.zapier.com/v2/authorize?client_id=a&scope=profile+zap');

beforeEach(() => {
  vi.restoreAllMocks();
});

describe('the sign-in window', () => {
  it('opens the page and returns the address it was redirected to', async () => {
    const launch = vi.spyOn(browser.identity, 'launchWebAuthFlow').mockResolvedValue('https://a.example/?code=c');
    expect(await openAuthWindow(PAGE)).toEqual({ ok: true, value: new URL('https://a.example/?code=c') });
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
    expect(await openAuthWindow(PAGE)).toEqual({ ok: false, failure: { code } });
  });

  it('understands a browser that rejects with a plain string', async () => {
    vi.spyOn(browser.identity, 'launchWebAuthFlow').mockRejectedValue('User cancelled or denied access.');
    expect(await openAuthWindow(PAGE)).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  it.each([undefined, '', 'no address'])('reports a redirect to %j as not loaded', async (answer) => {
    // @ts-expect-error A browser may return undefined despite the types.
    vi.spyOn(browser.identity, 'launchWebAuthFlow').mockResolvedValue(answer);
    expect(await openAuthWindow(PAGE)).toEqual({ ok: false, failure: { code: 'not-loaded' } });
  });

  it('uses the redirect URI exactly as the browser gives it', () => {
    vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue('https://abc.chromiumapp.org/');
    expect(redirectUri()).toBe('https://abc.chromiumapp.org/');
  });
});
