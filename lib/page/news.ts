import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { needsAgent, type Order } from '../shared/order';
import type { Orders } from './orders';

/**
 * Notices the orders of other customers that end while this page is open: what becomes of them is told, and what the
 * page shows stays. The latest is told until it is dismissed, left, or its customer is shown.
 */
export function createNews({ open, see }: Pick<Orders, 'open' | 'see'>, accountId: ReadonlySignal<string | null>) {
  const told = signal<string | null>(null);
  /** How each order ended last, by id; null while it has not. One may end the same way again, when it is looked for. */
  let ends = new Map<string, Order['stage']['name'] | null>();
  effect(() => {
    const orders = open.value;
    const isEnd = (order: Order) => order.stage.name === 'connected' || needsAgent(order);
    const isNew = ({ id, stage }: Order) => ends.has(id) && ends.get(id) !== stage.name;
    const latest = orders.findLast((order) => order.accountId !== accountId.peek() && isEnd(order) && isNew(order));
    ends = new Map(orders.map((order) => [order.id, isEnd(order) ? order.stage.name : (ends.get(order.id) ?? null)]));
    if (latest) told.value = latest.id;
  });
  const order = computed<Order | null>(() => open.value.find(({ id }) => id === told.value) ?? null);
  effect(() => {
    if (order.value?.accountId === accountId.value) told.value = null;
  });
  return {
    /** The order to tell of; null if there is none. */
    order: order as ReadonlySignal<Order | null>,
    dismiss() {
      if (order.value) see(order.value);
      told.value = null;
    },
  };
}
