import { describe, expect, it } from 'vitest';
import { answers } from '../../../zapier/zapier';
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
    expect(await onDisk()).toMatchObject([{ stage: { twins: [{ id: twin.id }] } }]);
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

  it('is told of its twin when it was undone while the list was read', async () => {
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order());
    await look.arrived;
    const twin = addConnection();
    expect(await orders.connect.undo({ orderId: 'order-1' })).toEqual({ ok: true, value: 'deleted' });
    look.release();
    await taken;
    expect(stage.zapier.connections).toMatchObject([{ id: twin.id }]);
    expect(await reached()).toMatchObject({ name: 'undone', twins: [{ id: twin.id, title: TITLE }] });
  });

  it('has its twin looked for once it is undone, if the list could not be read before', async () => {
    await orders.list();
    stage.zapier.nextAnswers(GET, answers.refused(403, 'No.'));
    await orders.connect.takeUp(await order());
    await orders.connect.undo({ orderId: 'order-1' });
    const twin = addConnection();
    stage.now += 60_000;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'undone', twins: [{ id: twin.id }] });
  });

  it('has no twin once it is undone and the list holds nothing else that is new', async () => {
    const { connect } = orders;
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = connect.takeUp(await order());
    await look.arrived;
    await connect.undo({ orderId: 'order-1' });
    look.release();
    await taken;
    expect(await reached()).toEqual({ name: 'undone', connection: { id: expect.any(String), title: TITLE } });
    expect(await onDisk()).toEqual([]);
  });

  it('tells of the twins that are left when it is undone', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    await orders.connect.undo({ orderId: 'order-1' });
    expect(await reached()).toMatchObject({ name: 'undone', twins: [{ id: twin.id }] });
    await orders.connect.table.forgetConnection(twin.id);
    expect(await reached()).toMatchObject({ name: 'undone', twins: [] });
  });
});
