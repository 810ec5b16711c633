import { beforeEach, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPopup, type Popup } from '../../../lib/page/popup';
import { followPopupState } from '../../../lib/page/popup-state';
import { type Account, sessionAccountsItem } from '../../../lib/shared/account';
import { configItem, DEFAULT_CONFIG } from '../../../lib/shared/config';
import { ACME_CRM } from '../../zapier/zapier';

/** The customer who is signed in by default. */
export const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
/** A second customer, who has no full name. */
export const BEN: Account = { id: '2', email: 'ben@globex.example', fullName: '', signIn: 'active' };

/** Returns an app as the search finds it. */
export const app = (id: string) => ({ id, title: `App ${id}`, description: '', iconUrl: null });

/** Sets up an empty storage for each test of a file, and returns functions for the popup. */
export function usePopup() {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.restoreAllMocks();
  });

  /** Opens the popup from storage; may be called again to reopen it. */
  const open = async (): Promise<Popup> => createPopup(await followPopupState());

  /** Configures a client ID and one app. */
  function setUpClient() {
    return configItem.setValue({ ...DEFAULT_CONFIG, clientId: 'client', apps: [ACME_CRM], locked: [], unusable: [] });
  }

  /** Signs in exactly these accounts and shows the last one. */
  function signIn(...accounts: Account[]) {
    const byId = Object.fromEntries(accounts.map((account) => [account.id, account]));
    return sessionAccountsItem.setValue({ current: accounts.at(-1)?.id ?? null, byId });
  }

  return {
    open,
    setUpClient,
    signIn,
    /** Opens the popup with a client ID and with these accounts signed in; by default Maria's. */
    async openSignedIn(...accounts: Account[]) {
      await setUpClient();
      await signIn(...(accounts.length > 0 ? accounts : [MARIA]));
      return open();
    },
    /** Answers every message with null in place of the background. Returns the spy. */
    answerMessages: () => vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null }),
  };
}
