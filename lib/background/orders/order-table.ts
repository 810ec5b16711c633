import browser from 'webextension-polyfill';
import { storage } from 'wxt/utils/storage';
import {
  type ApiOrder,
  isPlacedKey,
  isSameForm,
  isUnderWay,
  isUnseen,
  isWithCustomer,
  needsAgent,
  type Order,
  ordersItem,
  type PlacedOrder,
  placedKey,
  type Sent,
} from '../../shared/order';
import type { Attention } from '../attention';
import type { AccountStore } from '../sign-in/account-store';
import { closed, outlasting, withoutConnection, withoutReplaced } from './order-edits';
import { ordersOnDiskItem, readOrdersOnDisk } from './orders-on-disk';
import { changeOrders, editOrder, findOrder, syncOrders } from './stored-orders';

/** How many orders are remembered. The oldest that the agent has left are dropped first. */
const REMEMBERED = 500;

/** Returns the icon's mark that calls the agent for an order, or null if there is nothing new to see. */
function markFor(order: Order): 'connected' | 'needs-you' | null {
  const { stage } = order;
  if (stage.name === 'connected') return 'connected';
  // A list that still cannot be read is no news.
  const isKnown = stage.name === 'not-sure' && stage.doubt.code !== 'perhaps';
  if (isKnown && order.via === 'api' && (order.sent?.looks ?? 0) > 1) return null;
  return needsAgent(order) ? 'needs-you' : null;
}

/** Returns an order that outlived the browser, for home; one that was undone only if more turns out to be left of it. */
const recovered = (order: ApiOrder): Order =>
  order.stage.name === 'undone' ? { ...order, isClosed: true } : { ...order, isRecovered: true };

/** Drops the oldest orders that the agent has left, if there are too many. */
function remembered(orders: Order[]): Order[] {
  let surplus = orders.length - REMEMBERED;
  return orders.filter(({ isClosed }) => !isClosed || surplus-- <= 0);
}

/** What is needed to find out more about an order. */
interface Leftover {
  sent: unknown;
  before: unknown;
}

/** What an order becomes. What is not given stays, but for what is needed to find out more, and having been seen. */
type Change<O extends Order> = { stage: O['stage'] } & Partial<Omit<O, 'id' | 'stage'>>;

/** Stores orders, in memory and on disk. Every change is made to the order as it is stored by then. */
export function createOrderTable(store: Pick<AccountStore, 'account'>, attention: Attention) {
  let restored: Promise<void> | undefined;

  function restore(): Promise<void> {
    restored ??= (async () => {
      // What memory holds since the browser started is newer than the disk.
      if ((await storage.getItem(ordersItem.key)) !== null) return;
      const onDisk = await readOrdersOnDisk();
      if (onDisk.length === 0) return;
      await changeOrders((orders) => [...onDisk.map(recovered), ...orders]);
      const [mark] = onDisk.filter(isUnseen).flatMap((order) => markFor(order) ?? []);
      if (mark) await attention.mark(mark);
    })();
    return restored;
  }

  /**
   * Adds an order. Returns false if it is known already, if its account is signed out, or if another page's order from the
   * same form is under way, which both pages then show. `isWanted` is asked once nothing else can change the orders.
   */
  async function add(added: Order, isWanted = async () => true): Promise<boolean> {
    await restore();
    const replaced: string[] = [];
    let isAdded = false;
    await changeOrders(async (orders) => {
      const isRival = (order: Order) =>
        isSameForm(order, added) && order.via === added.via && (isUnderWay(order) || isWithCustomer(order));
      isAdded =
        (await isWanted()) &&
        (await store.account(added.accountId)) !== undefined &&
        !orders.some((order) => order.id === added.id || isRival(order));
      if (!isAdded) return orders;
      const kept = remembered([...withoutReplaced(orders, added), added]);
      replaced.push(...orders.filter((order) => !kept.includes(order)).map(({ id }) => id));
      return kept;
    });
    await syncOrders(replaced);
    return isAdded;
  }

  return {
    /** Returns the order as it is stored, or undefined if it was given up. */
    find: findOrder,

    all: (): Promise<Order[]> => ordersItem.getValue(),

    add,

    /** Takes an order from where a page has placed it, as {@link add} does, unless it was withdrawn from there. */
    async take(placed: PlacedOrder): Promise<boolean> {
      const key = placedKey(placed);
      try {
        return await add(placed, async () => (await storage.getItem(key)) !== null);
      } finally {
        // One that cannot be stored is given up: later, it would be sent with what has been typed by then.
        await storage.removeItem(key);
      }
    },

    /** Takes back an order that a page has placed, if it is not taken up yet. */
    withdraw: (id: string): Promise<void> =>
      changeOrders(async (orders) => {
        const keys = Object.keys(await browser.storage.session.get());
        await browser.storage.session.remove(keys.filter((key) => isPlacedKey(key) && key.endsWith(`/${id}`)));
        return orders;
      }),

    /**
     * Moves an order on, if it is still at the stage that the caller saw. Returns the order as it is then, or null if it
     * was given up, moved on otherwise, or its account signed out: nothing more is to be done for it then.
     */
    async advance<O extends Order>(order: O, change: Change<O> | ((stored: O) => Change<O>)): Promise<O | null> {
      let moved: Order | null = null;
      await editOrder(order.id, async (stored) => {
        if (stored.stage.name !== order.stage.name) return stored;
        const { sent: _sent, before: _before, isSeen: _seen, ...kept } = stored as Order & Partial<Leftover>;
        const next = { ...kept, ...(typeof change === 'function' ? change(stored as O) : change) } as Order;
        // Asked here, because a sign-out removes the account before it changes the orders.
        const isKnown = (await store.account(order.accountId)) !== undefined;
        moved = isKnown ? next : null;
        return isKnown ? next : stored.stage.name === 'queued' ? null : outlasting(next);
      });
      await syncOrders([order.id]);
      const mark = moved && markFor(moved);
      if (mark) await attention.call(mark);
      return moved;
    },

    /** Returns whether an order is on disk as it is being sent, not as it was before an earlier try. */
    isSendingOnDisk: async ({ id, sent }: ApiOrder): Promise<boolean> =>
      (await ordersOnDiskItem.getValue()).some(
        (order) => order.id === id && order.stage.name === 'sending' && order.sent?.at === sent?.at,
      ),

    /** Removes an order, if it satisfies a condition. Returns it as it was, or null. */
    async remove(id: string, isMeant: (order: Order) => boolean): Promise<Order | null> {
      let removed: Order | null = null;
      await editOrder(id, (stored) => {
        removed = isMeant(stored) ? stored : null;
        return removed ? null : stored;
      });
      await syncOrders([id]);
      return removed;
    },

    /** Stores what is still to be found out about an order; null once nothing is. */
    async note(id: string, sent: Sent | null): Promise<void> {
      await editOrder(id, (order) => {
        if (order.via !== 'api' || !order.sent) return order;
        const { sent: _sent, ...settled } = order;
        return sent ? { ...order, sent } : settled;
      });
      await syncOrders([id]);
    },

    /** Has home show an order whose form was left. */
    recover: (id: string): Promise<void> =>
      editOrder(id, ({ isClosed: _closed, ...order }): Order => ({ ...order, isRecovered: true })),

    /** Notes that a page has shown an order's outcome. */
    async see(id: string): Promise<void> {
      await editOrder(id, (order) => (isUnseen(order) ? { ...order, isSeen: true } : order));
      await syncOrders([id]);
    },

    /** Leaves an order's outcome. The search for a lost one is given up. */
    async close(id: string): Promise<void> {
      await editOrder(id, closed);
      await syncOrders([id]);
    },

    /** Brings back from disk the orders that were not settled when the browser ended. */
    restore,

    /** Records that a connection was deleted, wherever an order tells of it. */
    forgetConnection: (connectionId: string): Promise<void> =>
      changeOrders((orders) => {
        const changed = orders.map((order) => withoutConnection(order, connectionId));
        return changed.every((order, index) => order === orders[index]) ? orders : changed;
      }),
  };
}

/** The object that {@link createOrderTable} returns. */
export type OrderTable = ReturnType<typeof createOrderTable>;
