import browser from 'webextension-polyfill';
import { isPlacedKey, type PlacedOrder } from '../../shared/order';
import type { OrderTable } from './order-table';

/** Carries out orders, by the way that each is to go. */
type CarryOut = { [V in PlacedOrder['via']]: (order: Extract<PlacedOrder, { via: V }>) => Promise<void> };

/** Takes up the orders that pages place, each once, and has them carried out. */
export function createPlaced(table: Pick<OrderTable, 'take'>, carryOut: CarryOut) {
  async function takeUp(placed: PlacedOrder): Promise<void> {
    if (!(await table.take(placed))) return;
    if (placed.via === 'api') await carryOut.api(placed);
    else await carryOut['zapier-page'](placed);
  }

  return {
    takeUp,

    /** Takes up orders as they are placed. Must be called in the background's first task. */
    follow(): void {
      browser.storage.onChanged.addListener((changes, area) => {
        if (area !== 'session') return;
        for (const [key, { newValue }] of Object.entries(changes))
          if (isPlacedKey(key) && newValue) void takeUp(newValue as PlacedOrder);
      });
    },

    /** Takes up the orders that were placed while the background did not run. */
    async resume(): Promise<void> {
      const stored = Object.entries(await browser.storage.session.get());
      await Promise.all(stored.map(([key, order]) => isPlacedKey(key) && takeUp(order as PlacedOrder)));
    },
  };
}
