import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { storage, type WxtStorageItem } from 'wxt/utils/storage';
import { type Accounts, localAccountsItem, sessionAccountsItem } from '../shared/account';
import { configItem, type EffectiveConfig } from '../shared/config';
import { type Mark, markItem } from '../shared/mark';
import { type Place, placesItem } from '../shared/place';
import { type Recovered, recoveredItem } from '../shared/recovered';
import { namedCustomerItem, type SignInState, signInStateItem } from '../shared/sign-in';
import { type PickedApp, picksItem } from './search/picks';

/** What the popup paints from: everything is stored, nothing is asked of the background. */
export interface PopupState {
  config: ReadonlySignal<EffectiveConfig>;
  sessionAccounts: ReadonlySignal<Accounts | null>;
  localAccounts: ReadonlySignal<Accounts | null>;
  signIn: ReadonlySignal<SignInState>;
  recovered: ReadonlySignal<Record<string, Recovered[]>>;
  /** The customer whom the agent expects, as it was read: the page's own from then on. */
  namedCustomer: string;
  /** As they were read: places are the page's own from then on. */
  places: Record<string, Place>;
  /** As they were read. */
  picks: PickedApp[];
  mark: Mark | null;
}

/**
 * Follows an item from now on. What is read of it later counts only while nothing newer was told, so
 * that a change between the reading and the first paint is not missed.
 */
function follow<T>(item: WxtStorageItem<T, Record<string, unknown>>): { current: Signal<T>; read: (value: T) => void } {
  const current = signal(item.fallback);
  let isTold = false;
  item.watch((value) => {
    isTold = true;
    current.value = value;
  });
  return {
    current,
    read(value) {
      if (!isTold) current.value = value;
    },
  };
}

/** Reads {@link PopupState} in one trip to each storage area, and follows it. */
export async function followPopupState(): Promise<PopupState> {
  const config = follow(configItem);
  // Before the accounts, with which it is written: home would otherwise be shown without the notice, and then shift.
  const signIn = follow(signInStateItem);
  const sessionAccounts = follow(sessionAccountsItem);
  const localAccounts = follow(localAccountsItem);
  const recovered = follow(recoveredItem);
  const followed = [configItem, sessionAccountsItem, localAccountsItem, signInStateItem];
  const items = [...followed, placesItem, markItem, picksItem, recoveredItem, namedCustomerItem];
  // getItems answers in the order of its items, each with that item's own type or fallback.
  const values = (await storage.getItems(items)).map(({ value }) => value);
  config.read(values[0]);
  sessionAccounts.read(values[1]);
  localAccounts.read(values[2]);
  signIn.read(values[3]);
  recovered.read(values[7]);
  return {
    config: config.current,
    sessionAccounts: sessionAccounts.current,
    localAccounts: localAccounts.current,
    signIn: signIn.current,
    recovered: recovered.current,
    places: values[4],
    mark: values[5],
    picks: values[6],
    namedCustomer: values[8],
  };
}
