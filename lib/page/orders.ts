import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { Deletion } from '../shared/connection';
import type { DeletionFailure, Failure } from '../shared/failure';
import type { OfOrderedApp } from '../shared/messages';
import {
  type ApiOrder,
  isSameForm,
  isUnderWay,
  isUnseen,
  isWithCustomer,
  type Order,
  type PageOrder,
  type PlacedOrder,
  placedKey,
  type WithCustomer,
} from '../shared/order';
import type { PageFailure } from '../shared/order-stage';
import { failed, type Result } from '../shared/result';
import { send } from './send';

/** Milliseconds between two messages to look for the customers' connections. The background looks once a minute at most. */
const LOOK_MS = 30_000;

const isIn = (order: Order, accountId: string, appId: string): boolean =>
  isSameForm(order, { accountId, app: { id: appId, title: '' } });

/** Follows the orders of all accounts, and places new ones. The background carries them out. */
export function createOrders(stored: ReadonlySignal<Order[]>) {
  /** Orders that were placed here and are not taken up yet. */
  const placed = signal<PlacedOrder[]>([]);
  /** Ids of the orders that were left here, which may still be stored. */
  const left = signal<string[]>([]);
  /** Ids of the receipts that this page has shown: they stay here though another page leaves them. */
  const receipts = signal<string[]>([]);
  const open = computed(() => {
    const known = stored.value.filter(
      ({ id, isClosed }) => (!isClosed || receipts.value.includes(id)) && !left.value.includes(id),
    );
    const isTaken = (order: Order) =>
      known.some(
        (other) => other.id === order.id || (isSameForm(other, order) && other.via === order.via && isUnderWay(other)),
      );
    return [...known, ...placed.value.filter((order) => !isTaken(order) && !left.value.includes(order.id))];
  });

  const drop = (id: string) => {
    placed.value = placed.value.filter((order) => order.id !== id);
  };

  const tellNotPlaced = (id: string) => {
    placed.value = placed.value.map((order) => (order.id === id ? notPlaced(order) : order));
  };

  function leave({ id }: Order) {
    left.value = [...left.value, id];
    drop(id);
  }

  return {
    /** All orders since the browser started, those that were left included. */
    all: stored,
    /** The orders whose outcome has not been left, in the order in which they were placed. */
    open: open as ReadonlySignal<Order[]>,

    /** Returns the order that an app's form shows in an account: the agent's latest, or what the customer has made. */
    shownIn(accountId: string, appId: string): Order | null {
      const shown = open.value.filter((order) => isIn(order, accountId, appId) && !isWithCustomer(order));
      return shown.findLast(({ via }) => via !== 'customer') ?? shown.at(-1) ?? null;
    },

    /** Returns the order that waits for the customer to connect an app, or null. */
    withCustomerIn: (accountId: string, appId: string): WithCustomer | null =>
      open.value.filter(isWithCustomer).find((order) => isIn(order, accountId, appId)) ?? null,

    /** Takes Zapier's link for the customer. A background that broke is reported like a lost answer. */
    link: (of: OfOrderedApp): Promise<Result<string, PageFailure>> =>
      send('order.link', of).catch(() => failed<PageFailure>({ code: 'answer-lost' })),

    /**
     * Has the background look for what a customer is to connect, now and from time to time: one app, or all if `appId` is
     * null. Returns a function that stops.
     */
    lookForCustomers(accountId: string, appId: string | null): () => void {
      const isMeant = (order: Order) => isIn(order, accountId, appId ?? order.app.id);
      function look() {
        for (const { id } of open.peek().filter(isWithCustomer).filter(isMeant))
          void send('order.look', { orderId: id }).catch(() => undefined);
      }
      look();
      const timer = setInterval(look, LOOK_MS);
      return () => clearInterval(timer);
    },

    /** Writes an order and what it needs at once: a popup that closes in the same task loses any later write. */
    place(order: PlacedOrder, needed: { key: StorageItemKey; value: unknown }[] = []): void {
      const key = placedKey(order);
      const before = stored.value;
      // One that could not be stored gives way to the next try.
      placed.value = [...placed.value.filter((other) => !isSameForm(other, order)), order];
      const unwatch = storage.watch<PlacedOrder>(key, (kept) => {
        if (kept) return;
        unwatch();
        // Taken up, or given up in favour of another page's, which the list shows by now; or else memory is full.
        if (stored.value === before) tellNotPlaced(order.id);
        else drop(order.id);
      });
      storage.setItems([...needed, { key, value: order }]).catch(() => {
        unwatch();
        tellNotPlaced(order.id);
      });
    },

    /** Has the background go on with an order: send it, or look again for what became of it. */
    check: (order: Order) => void send('order.check', { orderId: order.id }).catch(() => undefined),
    /** Brings the page at Zapier to the front that an order has opened. */
    show: (order: Order) => void send('order.show', { orderId: order.id }),
    /** Withdraws an order that is not sent, or closes its page. */
    cancel(order: Order): void {
      // Whether an order for the API has left by now, only the background knows.
      if (order.via === 'zapier-page') leave(order);
      void send('order.cancel', { orderId: order.id }).catch(() => undefined);
    },

    /** Has the background note that this page shows an order's outcome. */
    see(order: Order): void {
      if (order.stage.name === 'connected' && !receipts.peek().includes(order.id))
        receipts.value = [...receipts.peek(), order.id];
      if (isUnseen(order)) void send('order.see', { orderId: order.id }).catch(() => undefined);
    },

    /** Leaves an order's outcome, at once on this page. */
    close(order: Order): void {
      leave(order);
      void send('order.close', { orderId: order.id }).catch(() => undefined);
    },

    /** Deletes the connection that an order has made. A background that broke is reported like a lost answer. */
    undo: (order: Order): Promise<Result<Deletion, DeletionFailure>> =>
      send('order.undo', { orderId: order.id }).catch(() => failed<Failure>({ code: 'answer-lost' })),
  };
}

/** The model that {@link createOrders} returns. */
export type Orders = ReturnType<typeof createOrders>;

/** Returns an order that could not be stored, and so was not carried out. */
function notPlaced(order: PlacedOrder): PlacedOrder {
  if (order.via === 'api')
    return { ...order, stage: { name: 'failed', failure: { code: 'not-journaled' } } } satisfies ApiOrder;
  return { ...order, stage: { name: 'failed', failure: { code: 'interrupted' } } } satisfies PageOrder;
}
