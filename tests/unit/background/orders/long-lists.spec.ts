import { describe, expect, it } from 'vitest';
import { listedItem } from '../../../../lib/shared/connection';
import { answers } from '../../../zapier/zapier';
import { APP, GET, POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order, reached, posts, addConnection } = orders;

function fill(count: number): void {
  for (let index = 0; index < count; index++) addConnection(`Customer ${index}`);
}

const requests = () => stage.zapier.requestsTo(GET).length + stage.zapier.requestsTo(POST).length;

const SIZES = [0, 250, 1500, 2100].flatMap((count) => [10, 100].map((cap) => [count, cap] as const));

describe('one Connect in an account of any size', () => {
  it.each(SIZES)('costs at most three requests with %i connections on pages of %i', async (count, cap) => {
    stage.config = { ...stage.config, requestsPerMinute: 600 };
    fill(count);
    stage.zapier.pageLimit(cap);
    await orders.list();
    const shown = requests();
    expect(shown).toBeLessThanOrEqual(20);
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'connected' });
    expect(requests() - shown).toBeLessThanOrEqual(3);
  });

  it.each(SIZES)('costs as much when the list was shown minutes ago, with %i on pages of %i', async (count, cap) => {
    stage.config = { ...stage.config, requestsPerMinute: 600 };
    fill(count);
    stage.zapier.pageLimit(cap);
    await orders.list();
    const shown = requests();
    stage.now += 5 * 60_000;
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'connected' });
    expect(requests() - shown).toBeLessThanOrEqual(3);
  });

  it('finds a twin of the new connection among 1,500, although its request was answered', async () => {
    fill(1500);
    await orders.list();
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'connected', twins: [{ id: twin.id }] });
  });

  it('tells by how many the count of Zapier is too high where a list is too long to name a twin', async () => {
    fill(2100);
    await orders.list();
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    addConnection();
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'connected', alsoCounted: 1 });
    expect(await reached()).not.toHaveProperty('twins');
  });

  it('keeps the list whole for the next order', async () => {
    fill(250);
    await orders.list();
    await orders.connect.takeUp(await order());
    expect(await listedItem.read(orders.accountId, APP.id)).toMatchObject({ extent: 'whole', count: 251 });
  });

  it.each(SIZES)(
    'is sent again after a 429 with one request for the list, with %i on pages of %i',
    async (count, cap) => {
      stage.config = { ...stage.config, requestsPerMinute: 600 };
      fill(count);
      stage.zapier.pageLimit(cap);
      await orders.list();
      stage.zapier.nextAnswers(POST, answers.tooManyRequests(3));
      await orders.connect.takeUp(await order());
      expect(await reached()).toMatchObject({ name: 'queued' });
      const shown = requests();
      stage.now += 3_000;
      await orders.connect.resume();
      expect(await reached()).toMatchObject({ name: 'connected' });
      expect(requests() - shown).toBeLessThanOrEqual(3);
    },
  );

  it('is sent although 700 connections need more requests than a minute allows', async () => {
    stage.config = { ...stage.config, requestsPerMinute: 6 };
    fill(700);
    await orders.list();
    await orders.connect.takeUp(await order());
    for (let minutes = 0; minutes < 3 && posts() === 0; minutes++) {
      stage.now += 61_000;
      await Promise.all([orders.list(), orders.connect.resume()]);
    }
    expect(posts()).toBe(1);
  });
});
