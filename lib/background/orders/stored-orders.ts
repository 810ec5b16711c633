import { changeItem } from '../../shared/items';
import { isOut, isUnseen, type Order, ordersItem } from '../../shared/order';
import { keepOnDisk } from '../keep-on-disk';
import { bare, outlasting, withoutOther } from './order-edits';
import { ordersOnDiskItem } from './orders-on-disk';

/** Changes the stored orders. Returning the same list writes nothing. */
export const changeOrders = (edit: (orders: Order[]) => Order[] | Promise<Order[]>): Promise<void> =>
  changeItem(ordersItem, edit);

/** Changes one stored order, if it is there; null removes it. */
export const editOrder = (id: string, work: (order: Order) => Order | null | Promise<Order | null>): Promise<void> =>
  changeOrders(async (orders) => {
    const stored = orders.find((order) => order.id === id);
    const changed = stored && (await work(stored));
    if (!stored || changed === stored) return orders;
    return orders.flatMap((order) => (order === stored ? (changed ?? []) : order));
  });

/** Returns an order as it is stored, or undefined if it was given up. */
export const findOrder = async (id: string): Promise<Order | undefined> =>
  (await ordersItem.getValue()).find((order) => order.id === id);

/**
 * Has an order on disk, as it is in memory by then, while something is left to be found out, and from then on until a
 * page has shown its outcome.
 */
const sync = (id: string): Promise<void> =>
  changeItem(ordersOnDiskItem, async (orders) => {
    const others = orders.filter((order) => order.id !== id);
    const wasThere = others.length < orders.length;
    const order = await findOrder(id);
    if (order?.via === 'api' && (order.sent || (wasThere && isUnseen(order)))) return [...others, bare(order)];
    return wasThere ? others : orders;
  });

/** Brings orders on disk up to date with memory, as {@link sync} says. A full disk is noted. */
export const syncOrders = (ids: string[]) => keepOnDisk('orders', () => Promise.all(ids.map(sync)));

/** Forgets an account's orders, but for requests that may have taken effect: those are told when it comes back. */
export async function forgetOrders(accountId: string): Promise<void> {
  const ids: string[] = [];
  await changeOrders((orders) => {
    // Written, an empty list would say that there is nothing to bring back from disk.
    if (orders.length === 0) return orders;
    return orders.flatMap((order) => {
      if (order.accountId !== accountId) return order.via === 'zapier-page' ? withoutOther(order, accountId) : order;
      ids.push(order.id);
      return isOut(order) ? (outlasting(order) ?? []) : [];
    });
  });
  await syncOrders(ids);
}
