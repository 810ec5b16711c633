import { describe, expect, it } from 'vitest';
import { SECRET_LIFETIME_MS } from '../../../../lib/shared/draft';
import { type Answer, answers } from '../../../zapier/zapier';
import { GET, POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order, typed, reached, posts, alarm } = orders;

/** Takes the network away, or gives it back. */
function network(isThere: boolean) {
  stage.navigator.onLine = isThere;
  stage.zapier.everyAnswer(GET, isThere ? null : answers.dropConnection('before'));
}

describe('orders that have to wait', () => {
  it('sends an order that waited for the network when that is back', async () => {
    network(false);
    await orders.connect.takeUp(await order());
    expect(await reached()).toEqual({ name: 'queued', until: null });
    expect(posts()).toBe(0);
    network(true);
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected' });
  });

  it('keeps an order waiting while Zapier is unreachable although the network is back', async () => {
    network(false);
    await orders.connect.takeUp(await order());
    stage.navigator.onLine = true;
    await orders.connect.resume();
    expect(await reached()).toEqual({ name: 'queued', until: null });
    expect(posts()).toBe(0);
    stage.zapier.everyAnswer(GET, null);
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected' });
  });

  it('fails instead of sending a waiting order whose secrets have expired', async () => {
    network(false);
    await orders.connect.takeUp(await order());
    network(true);
    stage.now += SECRET_LIFETIME_MS;
    await orders.connect.resume();
    expect(await reached()).toEqual({ name: 'failed', failure: { code: 'values-gone' } });
    expect(posts()).toBe(0);
  });

  it('lets no order wait for hours because the clock was set back, which ends its secrets too', async () => {
    stage.zapier.nextAnswers(POST, answers.tooManyRequests(5));
    await orders.connect.takeUp(await order());
    stage.now -= 5 * 3_600_000;
    await orders.connect.resume();
    expect(await reached()).toEqual({ name: 'failed', failure: { code: 'values-gone' } });
  });

  it('never sends a waiting order that was cancelled and keeps what was typed', async () => {
    network(false);
    await orders.connect.takeUp(await order());
    await orders.cancel();
    expect(await reached()).toBeUndefined();
    expect(await alarm()).toBeUndefined();
    network(true);
    await orders.connect.resume();
    expect(posts()).toBe(0);
    expect((await typed()).secrets?.values).toEqual({ api_key: 'k-1' });
  });

  it('does not cancel an order whose request has left', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    await orders.cancel();
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'connected' });
  });

  it('waits when Zapier cannot be reached to list existing connections, although the browser is online', async () => {
    stage.zapier.everyAnswer(GET, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    expect(await reached()).toEqual({ name: 'queued', until: null });
    expect(posts()).toBe(0);
  });

  it('sends an order although the browser says that it is offline, if Zapier answers', async () => {
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'connected' });
  });

  it('asks Zapier before it sends when the browser says that it is offline, even after a fresh list', async () => {
    await orders.list();
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    expect(stage.zapier.requestsTo(GET).length).toBeGreaterThan(1);
  });

  it.each<[string, Answer]>([
    ['refuses it', answers.refused(403, 'No.')],
    ['fails', answers.serverError()],
    ['sends a page', answers.htmlPage(200)],
    ['redirects it', answers.redirect('https://zapier.com/app/login')],
    ['sends null for data', answers.status(200, { data: null })],
    ['sends errors with a good status', answers.status(200, { errors: [{ title: 'Sorry' }] })],
    ['sends an item without a readable id', answers.status(200, { data: [{ id: 7, title: 'A' }], meta: { count: 1 } })],
  ])('sends an order without knowing what exists when Zapier is asked for the list and %s', async (_what, answer) => {
    stage.zapier.everyAnswer(GET, answer);
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'connected' });
  });
});
