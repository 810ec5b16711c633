import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { AppRef } from './app';
import type { ConnectionRef, ListedConnection } from './connection';
import { accountPart, type ItemKey } from './items';
import type { ApiStage, CustomerStage, PageStage } from './order-stage';

/** One intent to make one connection: its whole life, and afterwards its receipt. Contains no credential. */
export type Order = PlacedOrder | CustomerOrder;

/** An order that the agent carries out. A page places it in storage, for the background to take up. */
export type PlacedOrder = ApiOrder | PageOrder;

interface Common {
  /** A UUID. */
  id: string;
  accountId: string;
  app: AppRef;
  /** The connection's name; on Zapier's page, the app's title until the connection is known. */
  title: string;
  /** The help desk ticket at the time of the order. */
  ticket?: string;
  /** True once a page has shown the outcome. */
  isSeen?: true;
  /** True once the agent has left the outcome: no form shows it any more. */
  isClosed?: true;
  /** True if home shows it although no form was left: it outlived the browser, a sign-out, or its receipt. */
  isRecovered?: true;
}

/** An order that the background carries out by one request to Zapier's API. */
export interface ApiOrder extends Common {
  via: 'api';
  /** The places for what was typed, as `placesFor` returns them. */
  fields?: string[];
  stage: ApiStage;
  /** Present from the first request until nothing is left to be found out. */
  sent?: Sent;
}

/** An order that the agent carries out on Zapier's own page. */
export interface PageOrder extends Common {
  via: 'zapier-page';
  /** The expired connection to reconnect; null to make a new one. */
  reconnects: ConnectionRef | null;
  stage: PageStage;
  /** Present from the opening of the page until it is known what came of it. */
  before?: Before;
}

/**
 * An order that the customer carries out, with Zapier's link. It waits in memory until the browser ends, and is looked for
 * only while the customer is signed in here.
 */
export interface CustomerOrder extends Common {
  via: 'customer';
  stage: CustomerStage;
  /** While it waits: ids of the app's connections before the link was copied; null if they could not all be read. */
  before?: string[] | null;
}

/** What the background needs to find a request's outcome in the account's list. Times are epoch milliseconds. */
export interface Sent {
  at: number;
  /** Ids of the app's connections before the first request; null if they could not all be listed. */
  before: string[] | null;
  /** How many there were by Zapier's own count; null if that is not known. */
  countBefore: number | null;
  /** When the latest look at the list began. Only pages requested since then count. */
  lookingSince?: number;
  /** When the answer was found to be lost. */
  lostAt?: number;
  /** True if Zapier itself answered, so that it is no longer processing the request. */
  isAnswered?: boolean;
  /** How many times the account's list could not be read. */
  looks: number;
}

/** What existed when Zapier's page was opened. */
export interface Before {
  /** The app's connections; null if they could not all be read. */
  connections: ListedConnection[] | null;
  /** What other accounts held. */
  elsewhere: ElsewhereBefore[];
}

/** The app's connections in another account that is signed in here, as they were listed shortly before. */
export interface ElsewhereBefore {
  accountId: string;
  connectionIds: string[];
}

/**
 * The orders of all accounts since the browser started, in the order in which they were placed. Changed by the
 * background only.
 */
export const ordersItem = storage.defineItem<Order[]>('session:orders' satisfies ItemKey, { fallback: [] });

/**
 * Returns the key under which a page places an order, for the background to take up. It is written together with what
 * was typed: a popup that closes in that task loses any later write, and a message to a background that is asleep.
 */
export const placedKey = ({ accountId, id }: Pick<Order, 'accountId' | 'id'>): StorageItemKey =>
  `session:placed/${accountPart(accountId)}/${id}`;

/** Returns whether a key of `storage.session`, without the area, holds a placed order. */
export const isPlacedKey = (keyInArea: string): boolean => keyInArea.startsWith('placed/');

/** Returns whether an order is being carried out, so that its form must not be changed or sent. */
export const isUnderWay = ({ stage: { name } }: Order): boolean =>
  name === 'queued' || name === 'sending' || name === 'on-page' || name === 'checking';

/** Returns whether an order ended in a way that the agent has to deal with. */
export function needsAgent({ stage }: Order): boolean {
  if (stage.name === 'undone') return stage.twins !== undefined || stage.alsoCounted !== undefined;
  // The background looks again by itself while it is too early.
  return stage.name === 'failed' || (stage.name === 'not-sure' && stage.doubt.code !== 'too-early');
}

/** An order that waits for the customer. */
export type WithCustomer = CustomerOrder & { stage: Extract<CustomerStage, { name: 'with-customer' }> };

/** Returns whether an order waits for the customer. */
export const isWithCustomer = (order: Order): order is WithCustomer => order.stage.name === 'with-customer';

/** Returns whether a request may have taken effect without the agent knowing. */
export const isOut = ({ via, stage: { name } }: Order): boolean =>
  via === 'api' && (name === 'sending' || name === 'checking' || name === 'not-sure');

/** Returns whether an order ended without any page having shown how. */
export const isUnseen = ({ stage: { name }, isSeen, isClosed }: Order): boolean =>
  (name === 'connected' || name === 'failed') && !isSeen && !isClosed;

/** Returns whether two orders are for the same form. */
export const isSameForm = (one: Order, other: Pick<Order, 'accountId' | 'app'>): boolean =>
  one.accountId === other.accountId && one.app.id === other.app.id;

/** The longest that an order can have to wait for the rate limit, in milliseconds, whatever Zapier asks for. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Returns whether an order still has to wait until a time, in epoch milliseconds. A time too far ahead was set by a
 * clock that has been set back since.
 */
export const isAhead = (until: number, now: number): boolean => now < until && until <= now + LONGEST_WAIT_MS;
