import browser from 'webextension-polyfill';
import { NOBODY, PASTED_INTO_SEARCH, secretsItem } from '../../shared/draft';
import { changeItem, isOfAccount } from '../../shared/items';
import { placesItem } from '../../shared/place';
import { lastSignedOutItem, signInStateItem } from '../../shared/sign-in';
import { writeTicket } from '../../shared/tickets';
import { forgetAllMade } from '../connections/made-here';
import { forgetOrders } from '../orders/stored-orders';
import { forgetUsed } from '../orders/used-credentials';
import type { AccessTokens } from './access-tokens';
import type { AccountStore } from './account-store';
import { forgetSeenAtZapier } from './zapier-session';

interface Dependencies {
  store: AccountStore;
  accessTokens: Pick<AccessTokens, 'spend'>;
}

/**
 * Removes all data of an account: tokens, profile, drafts with their secrets, orders, place, listed connections and the
 * record of what was made here. Its id alone stays, in memory and until the next sign-in, to notice when Zapier signs
 * the same account in again. Zapier documents no revocation, so the refresh token is spent, without waiting for it: a
 * copy that is left in the browser's files is then worthless. The access token stays valid until it expires.
 */
export async function signOut({ store, accessTokens }: Dependencies, accountId: string): Promise<void> {
  const tokens = await store.remove(accountId);
  if (tokens) void accessTokens.spend(tokens).catch(() => undefined);
  const kept = Object.keys(await browser.storage.session.get());
  const alarms = (await browser.alarms.getAll()).filter(({ name }) => isOfAccount(name, accountId));
  await Promise.all([
    browser.storage.session.remove(kept.filter((key) => isOfAccount(key, accountId))),
    ...alarms.map(({ name }) => browser.alarms.clear(name)),
    changeItem(placesItem, ({ [accountId]: _place, ...places }) => places),
    writeTicket(accountId, ''),
    forgetOrders(accountId),
    forgetAllMade(accountId),
    forgetUsed(accountId),
    forgetSeenAtZapier(accountId),
    signInStateItem.setValue({ status: 'idle' }),
    lastSignedOutItem.setValue(accountId),
  ]);
}

/** Signs every account out, the one that is shown last: it is the one whom Zapier may bring back. */
export async function signOutOfEverything(services: Dependencies): Promise<void> {
  const { current, byId } = await services.store.accounts();
  const others = Object.keys(byId).filter((id) => id !== current);
  for (const accountId of current === null ? others : [...others, current]) await signOut(services, accountId);
  await signInStateItem.setValue({ status: 'idle' });
  await secretsItem.remove(NOBODY, PASTED_INTO_SEARCH);
}
