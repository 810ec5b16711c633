import { expect, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { createAttention } from '../../../../lib/background/attention';
import { createSignIn } from '../../../../lib/background/sign-in/sign-in';
import { signInStateItem } from '../../../../lib/shared/sign-in';
import { deferred } from '../../../zapier/deferred';
import { useStage } from '../../support/stage';
import { REDIRECT_URI } from '../../support/stand-in-client';
import { Tabs } from '../zapier-page/visit-stage';

/** Sets up a browser in which nobody has signed in, for every test of a file. */
export function useSignIn() {
  const stage = useStage();

  /** Follows Zapier's redirects up to the redirect URI and returns that, as the browser's sign-in window does. */
  async function browse(address: string): Promise<string> {
    let next = address;
    while (!next.startsWith(REDIRECT_URI)) {
      const { headers, text } = await stage.client.send(next);
      if (headers.location === undefined) throw new Error(`Zapier shows a page: ${text}`);
      next = headers.location;
    }
    return next;
  }

  /** Creates a background that can sign in, with a sign-in window and a popup that work. */
  function setUp() {
    const services = stage.services();
    const window = vi.spyOn(browser.identity, 'launchWebAuthFlow').mockImplementation(({ url }) => browse(url));
    const openPopup = vi.spyOn(browser.action, 'openPopup').mockResolvedValue(undefined);
    vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue(REDIRECT_URI);
    vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
    const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
    const tabs = new Tabs();
    const { pageWindow } = tabs;
    const signIn = createSignIn({ ...services, attention, pageWindow, config: async () => stage.config });
    return { ...services, signIn, window, tabs, openPopup };
  }

  /** Starts a sign-in whose window stays open until `closeWindow`, which resolves when the sign-in has ended. */
  async function setUpWithOpenWindow() {
    const parts = setUp();
    const closed = deferred<string>();
    parts.window.mockReturnValue(closed.promise);
    const running = parts.signIn.start({ named: '' });
    await vi.waitFor(() => expect(parts.window).toHaveBeenCalled());
    return {
      signIn: parts.signIn,
      async closeWindow() {
        closed.resolve('');
        await running;
      },
    };
  }

  return {
    stage,
    browse,
    setUp,
    setUpWithOpenWindow,
    /** Returns the stored state of the sign-in. */
    state: () => signInStateItem.getValue(),
    /** Returns the PKCE verifiers that were sent to exchange codes, oldest first. */
    verifiersSent(): string[] {
      const bodies = stage.zapier.requestsTo('POST /oauth/token/').map(({ rawBody }) => new URLSearchParams(rawBody));
      return bodies.flatMap((body) => body.get('code_verifier') ?? []);
    },
  };
}
