import { describe, expect, it } from 'vitest';
import { GET, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, order, reached, onDisk, addConnection } = orders;

describe('a created connection', () => {
  it('reads the list once more and reports a twin that appeared during the request', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'connected', twins: [{ id: twin.id, title: TITLE }] });
    expect(await onDisk()).toEqual([]);
  });

  it('reports the connection before it reads the list again', async () => {
    await orders.connect.takeUp(await order());
    const hold = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order({ id: 'order-2' }));
    await hold.arrived;
    expect(await reached()).toMatchObject({ name: 'connected' });
    hold.release();
    await taken;
  });

  it('reports a twin on home when the agent has already moved on', async () => {
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order());
    await look.arrived;
    await orders.connect.table.close('order-1');
    const twin = addConnection();
    look.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'connected', twins: [{ id: twin.id }] });
    const latest = await orders.latest();
    expect(latest).toMatchObject({ title: TITLE, isRecovered: true });
    expect(latest).not.toHaveProperty('isClosed');
  });
});
