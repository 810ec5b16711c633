import { beforeEach, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPopup, type Popup } from '../../../lib/page/popup';
import { followPopupState } from '../../../lib/page/popup-state';
import { type Account, sessionAccountsItem } from '../../../lib/shared/account';
import { configItem, DEFAULT_CONFIG } from '../../../lib/shared/config';
import { ACME_CRM } from '../../zapier/zapier';

/** The customer who is signed in where a test names nobody. */
export const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
/** A second customer, who has no name beyond the email address. */
export const BEN: Account = { id: '2', email: 'ben@globex.example', fullName: '', signIn: 'active' };

/** An app by its ID, as the search finds it. */
export const app = (id: string) => ({ id, title: `App ${id}`, description: '', iconUrl: null });

/** Gives each test of a file an empty storage, and returns what a test does with the popup. */
export function usePopup() {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.restoreAllMocks();
  });

  /** Opens the popup on what is stored; also once more, after it was closed. */
  const open = async (): Promise<Popup> => createPopup(await followPopupState());

  /** Gives the extension a client ID, and one configured app. */
  function setUpClient() {
    return configItem.setValue({ ...DEFAULT_CONFIG, clientId: 'client', apps: [ACME_CRM], locked: [], unusable: [] });
  }

  /** Has these accounts signed in and no others; the last one is shown. */
  function signIn(...accounts: Account[]) {
    const byId = Object.fromEntries(accounts.map((account) => [account.id, account]));
    return sessionAccountsItem.setValue({ current: accounts.at(-1)?.id ?? null, byId });
  }

  return {
    open,
    setUpClient,
    signIn,
    /** Opens the popup with a client ID and these accounts, or else Maria, signed in. */
    async openSignedIn(...accounts: Account[]) {
      await setUpClient();
      await signIn(...(accounts.length > 0 ? accounts : [MARIA]));
      return open();
    },
    /** Plays the background: answers every message with nothing, and gives those it was sent. */
    answerMessages: () => vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null }),
  };
}
