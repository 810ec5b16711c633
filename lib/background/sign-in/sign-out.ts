import browser from 'webextension-polyfill';
import { changeItem, isOfAccount } from '../../shared/items';
import { placesItem } from '../../shared/place';
import { lastSignedOutItem, signInStateItem } from '../../shared/sign-in';
import { forgetAllMade } from '../connections/made-here';
import { forgetJournal } from '../orders/journal';
import { forgetRecovered } from '../orders/recovered';
import { forgetUsed } from '../orders/used-credentials';
import type { AccountStore } from './account-store';
import { forgetSeenAtZapier } from './zapier-session';

/**
 * Removes all data of an account: tokens, profile, drafts with their secrets, jobs, place, listed connections and the
 * record of what was made here. Its id alone stays, in memory and until the next sign-in, to notice when Zapier signs
 * the same account in again. Zapier documents no revocation, so the tokens stay valid at Zapier until they expire.
 */
export async function signOut(store: AccountStore, accountId: string): Promise<void> {
  await store.remove(accountId);
  const kept = Object.keys(await browser.storage.session.get());
  const ofAccount = kept.filter((key) => isOfAccount(key, accountId));
  const alarms = (await browser.alarms.getAll()).filter(({ name }) => isOfAccount(name, accountId));
  await Promise.all([
    browser.storage.session.remove(ofAccount),
    ...alarms.map(({ name }) => browser.alarms.clear(name)),
    changeItem(placesItem, ({ [accountId]: _place, ...places }) => places),
    forgetJournal(accountId),
    forgetRecovered(accountId),
    forgetAllMade(accountId),
    forgetUsed(accountId),
    forgetSeenAtZapier(accountId),
    signInStateItem.setValue({ status: 'idle' }),
    lastSignedOutItem.setValue(accountId),
  ]);
}
