import { storage } from 'wxt/utils/storage';
import { type Accounts, localAccountsItem, sessionAccountsItem } from '../accounts/account';
import { type SignInState, signInStateItem } from '../accounts/sign-in-state';
import { configItem, type EffectiveConfig } from '../config/config';
import { type Place, placesItem } from '../connect/place';
import { type Mark, markItem } from '../mark';

/** What the popup paints from: everything is stored, nothing is asked of the background. */
export interface PopupState {
  config: EffectiveConfig;
  sessionAccounts: Accounts | null;
  localAccounts: Accounts | null;
  signIn: SignInState;
  places: Record<string, Place>;
  mark: Mark | null;
}

/** Reads {@link PopupState} in one trip to each storage area. */
export async function readPopupState(): Promise<PopupState> {
  const items = [configItem, sessionAccountsItem, localAccountsItem, signInStateItem, placesItem, markItem];
  const [config, sessionAccounts, localAccounts, signIn, places, mark] = await storage.getItems(items);
  // getItems answers in the order of its items, each with that item's own type or fallback.
  return {
    config: config?.value,
    sessionAccounts: sessionAccounts?.value,
    localAccounts: localAccounts?.value,
    signIn: signIn?.value,
    places: places?.value,
    mark: mark?.value,
  };
}
