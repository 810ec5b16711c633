import browser from 'webextension-polyfill';
import { forgetAllMade } from '../../shared/made-here';
import { forgetPlace } from '../../shared/place';
import { forgetRecovered } from '../../shared/recovered';
import { lastSignedOutItem, signInStateItem } from '../../shared/sign-in-state';
import { forgetSeenAtZapier } from '../../shared/zapier-session';
import { forgetJournal } from '../orders/journal';
import type { AccountStore } from './account-store';

/**
 * Forgets everything of an account: tokens, profile, drafts with their secrets, jobs, place, listed
 * connections and what was made here. What
 * stays, in memory and until the next sign-in, is its id, to notice when Zapier brings it back.
 * Zapier documents no revocation, so the tokens themselves live on at Zapier until they end.
 */
export async function signOut(store: AccountStore, accountId: string): Promise<void> {
  await store.remove(accountId);
  const kept = Object.keys(await browser.storage.session.get());
  const ofAccount = kept.filter((key) => key.split('/')[1] === accountId);
  await Promise.all([
    browser.storage.session.remove(ofAccount),
    forgetPlace(accountId),
    forgetJournal(accountId),
    forgetRecovered(accountId),
    forgetAllMade(accountId),
    forgetSeenAtZapier(accountId),
    signInStateItem.setValue({ status: 'idle' }),
    lastSignedOutItem.setValue(accountId),
  ]);
}
