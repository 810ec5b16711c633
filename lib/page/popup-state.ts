import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { storage, type WxtStorageItem } from 'wxt/utils/storage';
import { type Accounts, localAccountsItem, sessionAccountsItem } from '../shared/account';
import { refusedAppsItem } from '../shared/app-memory';
import { configItem, type EffectiveConfig } from '../shared/config';
import { type Mark, markItem } from '../shared/mark';
import { type Order, ordersItem } from '../shared/order';
import { type Place, placesItem } from '../shared/place';
import {
  addsCustomerItem,
  namedCustomerItem,
  namedTicketItem,
  type SignInState,
  signInStateItem,
} from '../shared/sign-in';
import { ticketsItem } from '../shared/tickets';
import { type PickedApp, picksItem } from './search/picks';

/** The stored state that the popup is rendered from, without asking the background. */
export interface PopupState {
  config: ReadonlySignal<EffectiveConfig>;
  sessionAccounts: ReadonlySignal<Accounts | null>;
  localAccounts: ReadonlySignal<Accounts | null>;
  signIn: ReadonlySignal<SignInState>;
  orders: ReadonlySignal<Order[]>;
  /** The e-mail or domain of the expected customer when the popup opened. The page keeps its own copy from then on. */
  namedCustomer: string;
  /** The ticket as it was typed for that customer, likewise. */
  namedTicket: string;
  /** True if a customer was being added when the popup opened. */
  addsCustomer: boolean;
  /** The ticket of each account, by its id. */
  tickets: Signal<Record<string, string>>;
  /** Places when the popup opened. The page keeps its own copy from then on. */
  places: Record<string, Place>;
  /** Picks when the popup opened. */
  picks: PickedApp[];
  /** Ids of the apps for which Zapier refused credentials, when the popup opened. */
  refused: string[];
  mark: Mark | null;
}

/**
 * Watches an item from now on. `read` sets a value read later, and is ignored after a change, so that no change between
 * reading and the first rendering is missed.
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

/** Reads {@link PopupState} with one call to each storage area, and watches it. */
export async function followPopupState(): Promise<PopupState> {
  const config = follow(configItem);
  // Watched before the accounts, which are written along with it: otherwise home would be shown without the notice and
  // then shift.
  const signIn = follow(signInStateItem);
  const sessionAccounts = follow(sessionAccountsItem);
  const localAccounts = follow(localAccountsItem);
  const orders = follow(ordersItem);
  const tickets = follow(ticketsItem);
  const followed = [configItem, sessionAccountsItem, localAccountsItem, signInStateItem];
  const items = [
    ...followed,
    placesItem,
    markItem,
    picksItem,
    ordersItem,
    namedCustomerItem,
    namedTicketItem,
    refusedAppsItem,
    addsCustomerItem,
    ticketsItem,
  ];
  // getItems returns values in the order of its items, each with the item's type or fallback.
  const values = (await storage.getItems(items)).map(({ value }) => value);
  config.read(values[0]);
  sessionAccounts.read(values[1]);
  localAccounts.read(values[2]);
  signIn.read(values[3]);
  orders.read(values[7]);
  tickets.read(values[12]);
  return {
    config: config.current,
    sessionAccounts: sessionAccounts.current,
    localAccounts: localAccounts.current,
    signIn: signIn.current,
    orders: orders.current,
    places: values[4],
    mark: values[5],
    picks: values[6],
    namedCustomer: values[8],
    namedTicket: values[9],
    refused: values[10],
    addsCustomer: values[11],
    tickets: tickets.current,
  };
}
