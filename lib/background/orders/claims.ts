import type { ConnectionRef, Listed } from '../../shared/connection';
import { foldedName } from '../../shared/naming';
import { isOut, isSameForm, type Order } from '../../shared/order';
import type { OrderTable } from './order-table';

/** Returns whether a connection in an account's list belongs to another order. */
export type IsOthers = (connection: ConnectionRef) => boolean;

/** Returns the connections that an order is known to have made. */
function madeBy({ stage }: Order): ConnectionRef[] {
  if (stage.name === 'undone') return [stage.connection, ...(stage.twins ?? [])];
  if (stage.name !== 'connected') return [];
  return [stage.connection, ...(stage.alsoMade ?? []), ...(stage.twins ?? [])];
}

/**
 * Returns what tells the connections of other orders from those that an order may have made: the others know of them, or
 * a request that is out from the same form is for a connection of that name.
 */
export function othersThan(order: Order, all: Order[]): IsOthers {
  const others = all.filter(({ id }) => id !== order.id);
  const ids = new Set(others.flatMap(madeBy).map(({ id }) => id));
  // Of two requests for the same name, each would leave the connection to the other.
  const out = isOut(order) ? [] : others.filter((other) => isOut(other) && isSameForm(other, order));
  const names = new Set(out.map(({ title }) => foldedName(title)));
  return ({ id, title }) => ids.has(id) || names.has(foldedName(title));
}

/** Returns a list as it would be if others had made nothing since `before`, the ids of an earlier list. */
export function withoutOthers(listed: Listed, before: string[] | null, isOthers: IsOthers): Listed {
  const connections = listed.connections.filter((connection) => !isOthers(connection));
  const known = new Set(before ?? listed.connections.map(({ id }) => id));
  const theirs = listed.connections.filter((connection) => isOthers(connection) && !known.has(connection.id));
  return { ...listed, connections, count: listed.count === null ? null : listed.count - theirs.length };
}

/**
 * Runs the work that decides which connections an order has made. No other order from the same form decides meanwhile,
 * so that none is taken for two orders'.
 */
export async function claiming<T>(
  { all }: Pick<OrderTable, 'all'>,
  order: Order,
  work: (isOthers: IsOthers) => Promise<T>,
): Promise<T> {
  const lock = `claim/${order.accountId}/${order.app.id}`;
  return navigator.locks.request(lock, async () => work(othersThan(order, await all())));
}
