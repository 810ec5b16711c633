import { describe, expect, it } from 'vitest';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { type ApiOrder, ordersItem } from '../../../../lib/shared/order';
import { APP, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, order, latest, typed, addConnection } = orders;

const DELETE = 'DELETE /v2/authentications/{authentication_id}';
const DRAFT = { title: TITLE, values: { region: 'eu' }, freeFields: [], secretIds: [] };

/** Stores an order that has made a connection, and returns it. */
async function connected(connectionId: string): Promise<ApiOrder> {
  const order: ApiOrder = {
    ...{ id: 'order-1', accountId: orders.accountId, app: APP, title: TITLE, via: 'api' },
    stage: { name: 'connected', connection: { id: connectionId, title: TITLE }, connectedAt: 1, draft: DRAFT },
  };
  await ordersItem.setValue([order]);
  return order;
}

describe('undoing an order', () => {
  it('deletes the connection that it made and restores what was typed', async () => {
    const { id } = addConnection();
    await connected(id);
    expect(await orders.connect.undo({ orderId: 'order-1' })).toEqual({ ok: true, value: 'deleted' });
    expect(stage.zapier.connections).toEqual([]);
    expect((await latest())?.stage).toEqual({ name: 'undone', connection: { id, title: TITLE } });
    expect(await typed()).toEqual({ draft: DRAFT, secrets: null });
  });

  it('records that the connection was already gone', async () => {
    await connected('gone');
    expect(await orders.connect.undo({ orderId: 'order-1' })).toEqual({ ok: true, value: 'already-gone' });
    expect((await latest())?.stage).toMatchObject({ name: 'undone', wasGone: true });
  });

  it('leaves the order connected when Zapier refuses to delete its connection', async () => {
    const order = await connected(addConnection().id);
    stage.zapier.deletion(403);
    const result = await orders.connect.undo({ orderId: 'order-1' });
    expect(result).toMatchObject({ ok: false, failure: { status: 403 } });
    expect(await latest()).toEqual(order);
    expect((await typed()).draft).toBeNull();
  });

  it('is told of, without the order, when its connection is deleted from the list', async () => {
    const { id } = addConnection();
    await connected(id);
    await orders.connect.table.forgetConnection('another');
    expect((await latest())?.stage.name).toBe('connected');
    await orders.connect.table.forgetConnection(id);
    expect((await latest())?.stage).toEqual({ name: 'undone', connection: { id, title: TITLE } });
  });

  it('deletes nothing where a policy switches that off', async () => {
    const order = await connected(addConnection().id);
    stage.config = { ...stage.config, allowDelete: false };
    expect(await orders.connect.undo({ orderId: 'order-1' })).toEqual({ ok: false, failure: { code: 'switched-off' } });
    expect(stage.zapier.connections).toHaveLength(1);
    expect(await latest()).toEqual(order);
  });

  it('restores nothing to an account that signs out meanwhile', async () => {
    await connected(addConnection().id);
    const hold = stage.zapier.hold(DELETE);
    const running = orders.connect.undo({ orderId: 'order-1' });
    await hold.arrived;
    await signOut(orders, orders.accountId);
    hold.release();
    await running;
    expect(await latest()).toBeNull();
    expect((await typed()).draft).toBeNull();
  });

  it('asks Zapier once when two pages undo the same order, and tells both the same', async () => {
    const { connect } = orders;
    await connect.takeUp(await order());
    const undo = () => connect.undo({ orderId: 'order-1' });
    const deleted = { ok: true, value: 'deleted' };
    expect(await Promise.all([undo(), undo()])).toEqual([deleted, deleted]);
    expect(stage.sent.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(await orders.reached()).not.toHaveProperty('wasGone');
  });
});
