import { type SignInState, signInStateItem } from '../../shared/sign-in';
import { SIGN_OUT_PAGE } from '../../shared/zapier-session';
import type { Attention } from '../attention';
import type { PageWindow, Watcher } from '../zapier-page/page-window';

type Leaving = Extract<SignInState, { status: 'leaving-zapier' }>;

interface Dependencies {
  /** Creates the windows that report to this watcher. */
  pageWindow: (watcher: Watcher) => PageWindow;
  attention: Pick<Attention, 'call'>;
  /** Called with the named customer when Zapier's page has left the sign-out. */
  signedOut: (named: string) => void;
}

/**
 * Opens Zapier's own sign-out before a sign-in, so that somebody else can sign in. The page reports nothing, but it
 * leaves its address once it has signed the person out. Which tab it is in is stored, so that the next background can
 * continue and any page can show it.
 */
export function createZapierSignOut({ pageWindow, attention, signedOut }: Dependencies) {
  const window = pageWindow({
    moved: (tabId) => void look(tabId),
    loaded: (tabId) => void look(tabId, { isLoaded: true }),
    gone: (tabId) => void look(tabId),
  });

  /** Replaces the stored state by what `edit` returns, unless nobody is leaving Zapier any more; returns the old one. */
  async function change(edit: (state: Leaving) => SignInState | null): Promise<Leaving | null> {
    return navigator.locks.request('zapier-sign-out', async () => {
      const state = await signInStateItem.getValue();
      const next = state.status === 'leaving-zapier' ? edit(state) : null;
      if (state.status !== 'leaving-zapier' || next === null) return null;
      await signInStateItem.setValue(next);
      return state;
    });
  }

  /** Goes on if the page in this tab has left the sign-out, or tells the agent that the tab is gone. */
  async function look(tabId: number, { isLoaded = false } = {}): Promise<void> {
    const state = await signInStateItem.getValue();
    if (state.status !== 'leaving-zapier' || state.tabId !== tabId) return;
    const address = await window.addressOf(tabId);
    const isOver = address === '' ? isLoaded : address === null || !isSignOut(address);
    if (!isOver || !(await change((leaving) => (leaving.tabId === tabId ? { ...leaving, tabId: null } : null)))) return;
    window.ignore();
    if (address === null) return attention.call('needs-you');
    signedOut(state.named);
    await window.close(tabId);
  }

  /** Closes the window and stores another state in place of this one. Returns false if nobody was leaving Zapier. */
  async function end(next: SignInState): Promise<boolean> {
    const ended = await change(() => next);
    window.ignore();
    if (typeof ended?.tabId === 'number') await window.close(ended.tabId);
    return ended !== null;
  }

  return {
    /** Follows an open window. Must be called in the background's first task. */
    follow: () => window.listen(),

    /** Opens the page. `named` is the customer who is to sign in afterwards. */
    async open(named: string): Promise<void> {
      const leaving = { status: 'leaving-zapier', named, tabId: null } as const;
      if (!(await end(leaving))) await signInStateItem.setValue(leaving);
      window.listen();
      const tabId = await window.open(SIGN_OUT_PAGE);
      if (tabId === null) return;
      if (!(await change((leaving) => (leaving.tabId === null ? { ...leaving, tabId } : null))))
        return window.close(tabId);
      // Events of the tab up to now came too early to be handled.
      await look(tabId);
    },

    /** Continues what an earlier background had begun, and what no event was sent for. */
    async goOn(): Promise<void> {
      const state = await signInStateItem.getValue();
      if (state.status !== 'leaving-zapier') window.ignore();
      else if (state.tabId !== null) await look(state.tabId);
    },

    /** Brings the window to the front. */
    async show(): Promise<void> {
      const state = await signInStateItem.getValue();
      if (state.status === 'leaving-zapier' && state.tabId !== null) await window.show(state.tabId);
    },

    end,
  };
}

/** True while a tab is still at the sign-out, whatever its parameters. */
function isSignOut(address: string): boolean {
  const { origin, pathname } = new URL(address);
  return (origin + pathname).replace(/\/$/, '') === SIGN_OUT_PAGE;
}
