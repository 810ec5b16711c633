import type { Place } from '../shared/place';
import type { Orders } from './orders';

/**
 * Leaves each receipt that was copied for the ticket, as *Connect another* does: a page that opens later is for what
 * comes next. Returns the places of such a page.
 */
export function leaveCopied(orders: Pick<Orders, 'open' | 'close'>, places: Record<string, Place>): typeof places {
  const left = Object.entries(places).map(([accountId, place]): [string, Place] => {
    const order = orders.open.value.find(({ id }) => id === place.copied);
    if (order?.stage.name !== 'connected') return [accountId, place];
    orders.close(order);
    return [accountId, place.app?.id === order.app.id ? { ...place, app: null, query: '' } : place];
  });
  return Object.fromEntries(left);
}
