import { beforeEach, describe, expect, it, vi } from 'vitest';
import { POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order } = orders;

describe('two pages with the same form', () => {
  // For the background's own event of the network.
  beforeEach(() => void vi.stubGlobal('addEventListener', () => undefined));

  it('make one connection when one orders while the order of the other is being sent', async () => {
    const { connect } = orders;
    connect.follow();
    const hold = stage.zapier.hold(POST);
    await order();
    await hold.arrived;
    await order({ id: 'order-2' });
    await vi.waitFor(async () => expect(await orders.latest()).toMatchObject({ id: 'order-1' }));
    hold.release();
    await vi.waitFor(async () => expect(await orders.reached()).toMatchObject({ name: 'connected' }));
    expect(await orders.latest()).toMatchObject({ id: 'order-1' });
    expect(orders.posts()).toBe(1);
  });

  it('make one connection when both order at once', async () => {
    const { connect } = orders;
    connect.follow();
    await Promise.all([order(), order({ id: 'order-2' })]);
    await vi.waitFor(async () => expect(await orders.reached()).toMatchObject({ name: 'connected' }));
    await connect.resume();
    expect(orders.posts()).toBe(1);
  });

  it('end with the outcome of the first order, though the second is taken up before it is known', async () => {
    const { connect } = orders;
    const hold = stage.zapier.hold(POST);
    const first = connect.takeUp(await order());
    await hold.arrived;
    const second = connect.takeUp(await order({ id: 'order-2' }));
    hold.release();
    await Promise.all([first, second]);
    expect(await orders.latest()).toMatchObject({ id: 'order-1', stage: { name: 'connected' } });
    expect(orders.posts()).toBe(1);
  });
});
