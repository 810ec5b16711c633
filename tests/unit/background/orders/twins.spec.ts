import { describe, expect, it } from 'vitest';
import { jobItem } from '../../../../lib/shared/job';
import { recoveredItem } from '../../../../lib/shared/recovered';
import { APP, GET, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, order, progress, journal, addConnection } = orders;

describe('a created connection', () => {
  it('reads the list once more and reports a twin that appeared during the request', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id, title: TITLE }] });
    expect(await journal()).toEqual({});
  });

  it('reports the connection before it reads the list again', async () => {
    await orders.connect.takeUp(await order());
    const hold = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order({ id: 'job-2' }));
    await hold.arrived;
    expect(await progress()).toMatchObject({ status: 'connected' });
    hold.release();
    await taken;
  });

  it('reports a twin on home when the agent has already moved on', async () => {
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order());
    await look.arrived;
    await jobItem.remove(orders.accountId, APP.id);
    const twin = addConnection();
    look.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id }] });
    expect((await recoveredItem.getValue())[orders.accountId]).toMatchObject([{ title: TITLE }]);
  });
});
