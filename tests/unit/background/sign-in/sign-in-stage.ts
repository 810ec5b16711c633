import { expect, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { createAttention } from '../../../../lib/background/attention';
import { createSignIn } from '../../../../lib/background/sign-in/sign-in';
import { signInStateItem } from '../../../../lib/shared/sign-in';
import { deferred } from '../../../zapier/deferred';
import { useStage } from '../../support/stage';
import { REDIRECT_URI } from '../../support/stand-in-client';

/** For every test of a file a browser in which nobody signed in yet, and what a sign-in there needs and leaves. */
export function useSignIn() {
  const stage = useStage();

  /** What the browser's own window does: goes where Zapier leads it, until that is the redirect URI. */
  async function browse(address: string): Promise<string> {
    let next = address;
    while (!next.startsWith(REDIRECT_URI)) {
      const { headers, text } = await stage.client.send(next);
      if (headers.location === undefined) throw new Error(`Zapier shows a page: ${text}`);
      next = headers.location;
    }
    return next;
  }

  /** A background that signs in, with the browser's own window and the popup as they are where nothing fails. */
  function setUp() {
    const services = stage.services();
    const window = vi.spyOn(browser.identity, 'launchWebAuthFlow').mockImplementation(({ url }) => browse(url));
    const openPopup = vi.spyOn(browser.action, 'openPopup').mockResolvedValue(undefined);
    vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue(REDIRECT_URI);
    vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
    const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
    const signIn = createSignIn({ ...services, attention, config: async () => stage.config });
    return { ...services, signIn, window, openPopup };
  }

  /** A sign-in whose window is open, until `closeWindow`; it has ended when that has. */
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
    /** What the pages are told of the sign-in. */
    state: () => signInStateItem.getValue(),
    /** The PKCE verifiers of the codes that were exchanged, oldest first. */
    verifiersSent(): string[] {
      const bodies = stage.zapier.requestsTo('POST /oauth/token/').map(({ rawBody }) => new URLSearchParams(rawBody));
      return bodies.flatMap((body) => body.get('code_verifier') ?? []);
    },
  };
}
