import { describe, expect, it } from 'vitest';
import { type ApiOrder, ordersItem } from '../../../../lib/shared/order';
import { APP, TITLE, useOrders } from './stage';

const orders = useOrders();

describe('an order that moved on meanwhile', () => {
  it('is left as it is by a step that saw an earlier stage', async () => {
    const connection = { id: 'c-1', title: TITLE };
    const seen: ApiOrder = {
      ...{ id: 'order-1', accountId: orders.accountId, app: APP, title: TITLE, via: 'api' },
      stage: { name: 'connected', connection, connectedAt: 1 },
    };
    const undone: ApiOrder = { ...seen, stage: { name: 'undone', connection } };
    await ordersItem.setValue([undone]);
    const twins = [{ id: 'c-2', title: TITLE }];
    const moved = await orders.connect.table.advance(seen, { stage: { ...seen.stage, twins } as ApiOrder['stage'] });
    expect(moved).toBeNull();
    expect(await ordersItem.getValue()).toEqual([undone]);
  });
});
