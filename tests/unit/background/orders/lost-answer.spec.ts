import { describe, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { SETTLE_MS } from '../../../../lib/background/orders/settle';
import { markItem } from '../../../../lib/shared/mark';
import { ordersItem } from '../../../../lib/shared/order';
import { answers } from '../../../zapier/zapier';
import { GET, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, start, order, typed, reached, posts, alarm, addConnection } = orders;

const LOST = { code: 'answer-lost' } as const;

/** Sends a request that takes effect, and whose answer is lost on demand. From then on, the list cannot be read. */
async function sendUnlisted() {
  stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
  const hold = stage.zapier.hold(POST);
  const taken = orders.connect.takeUp(await order());
  await hold.arrived;
  stage.zapier.everyAnswer(GET, answers.refused(403, 'No.'));
  return { taken, loseAnswer: hold.release };
}

describe('a lost answer', () => {
  it('finds a created connection in the list when the answer was lost, and empties the form', async () => {
    addConnection();
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    await orders.connect.takeUp(await order());
    const connection = { id: stage.zapier.connections[1]?.id, title: TITLE };
    expect(await reached()).toMatchObject({ name: 'connected', connection, found: true });
    expect(await reached()).not.toHaveProperty('twins');
    expect(await typed()).toEqual({ draft: null, secrets: null });
    expect(posts()).toBe(1);
  });

  it('looks again before it says that a connection missing from the list was not created', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    const nextLookAt = stage.now + SETTLE_MS;
    expect(await reached()).toEqual({
      name: 'not-sure',
      loss: LOST,
      doubt: { code: 'too-early', nextLookAt },
      checkedAt: stage.now,
    });
    expect(await alarm()).toBe(nextLookAt);
    expect(await markItem.getValue()).toBeNull();
    stage.now = nextLookAt;
    await orders.connect.resume();
    expect(await reached()).toEqual({
      name: 'failed',
      failure: { code: 'not-created', loss: LOST, checkedAt: nextLookAt },
    });
    expect((await typed()).secrets?.values).toEqual({ api_key: 'k-1' });
    expect(await markItem.getValue()).toBe('needs-you');
    expect(posts()).toBe(1);
  });

  it('decides half a minute after the clock was set back, not hours later', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    stage.now -= 5 * 3_600_000;
    await orders.connect.resume();
    expect(await alarm()).toBe(stage.now + SETTLE_MS);
    stage.now += SETTLE_MS;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'failed', failure: { code: 'not-created' } });
  });

  it('finds a connection that is created late at the second look', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    const late = addConnection();
    stage.now += SETTLE_MS;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected', connection: { id: late.id }, found: true });
  });

  it('creates one connection when an order that surely made none is ordered again', async () => {
    stage.zapier.nextAnswers(POST, answers.serverError());
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ failure: { code: 'not-created' } });
    await orders.connect.takeUp(await order({ id: 'order-2' }));
    expect(await reached()).toMatchObject({ name: 'connected' });
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it.each([
    ['500', answers.serverError()],
    ['503', answers.refused(503, 'Unavailable.', undefined, 'error')],
  ])('says at the first look that nothing was created after a %s from Zapier itself', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({
      name: 'failed',
      failure: { code: 'not-created', loss: { code: 'server-error', status: answer.status } },
    });
  });

  it('sends a rate-limited order again when the pause is over, and not before', async () => {
    stage.zapier.nextAnswers(POST, answers.tooManyRequests(41));
    const until = stage.now + 41_000;
    await orders.connect.takeUp(await order());
    expect(await reached()).toEqual({ name: 'queued', until });
    expect(await alarm()).toBe(until);
    stage.now = until - 1;
    await start().resume();
    expect(posts()).toBe(1);
    stage.now = until;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected' });
    expect(posts()).toBe(2);
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it('looks for the connection again when the pause that a 503 asks for is over', async () => {
    stage.zapier.nextAnswers(POST, answers.unavailable(41));
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + 41_000);
    expect(stage.zapier.requestsTo(GET)).toHaveLength(1);
    stage.now += 41_000;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'failed', failure: { code: 'not-created' } });
  });

  it.each([
    ['a 504 of a gateway', answers.htmlPage(504)],
    ['a 502 of a gateway', answers.htmlPage(502)],
    ['a 500 that is a page', answers.htmlPage(500)],
    ['a 503 in plain words', answers.status(503, 'upstream connect error')],
    ['a 520 of a gateway', answers.htmlPage(520)],
    ['a 500 with an empty object', answers.status(500, {})],
    ['a 500 with an empty list of errors', answers.status(500, { errors: [] })],
    ['a 500 with the words of a gateway', answers.status(500, { message: 'Internal server error' })],
    ['a 403 that is a page', answers.htmlPage(403)],
    ['a 408', answers.refused(408, 'Request timeout.')],
    ['a 499 that is a page', answers.htmlPage(499)],
    ['a page in place of JSON', answers.htmlPage(200)],
    ['half an answer', answers.truncatedJson(201)],
    ['no body', answers.status(201)],
    ['a redirect', answers.redirect('https://zapier.com/elsewhere')],
  ])('stays unsure until the second look after %s', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'too-early' } });
  });

  it("reports a 409 that created nothing as a refusal in Zapier's words", async () => {
    stage.zapier.nextAnswers(POST, answers.refused(409, 'There is one.', undefined, 'conflict'));
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({
      name: 'failed',
      failure: { code: 'refused', status: 409, errors: [{ detail: 'There is one.' }] },
    });
  });

  it('finds the connection behind a 409 when the browser had sent the request before', async () => {
    stage.zapier.nextAnswers(POST, { ...answers.refused(409, 'There is one.'), commit: true });
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'connected', found: true });
  });

  it('calls the agent once while the list cannot be read, however often it is asked for', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    loseAnswer();
    await taken;
    for (const _look of [1, 2, 3]) {
      stage.now = (await alarm()) ?? Number.NaN;
      await orders.connect.resume();
    }
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'not-listed' } });
    expect(browser.action.openPopup).toHaveBeenCalledOnce();
    expect(await markItem.getValue()).toBe('needs-you');
  });

  it('stays unsure and looks again at growing intervals while the list cannot be read', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    loseAnswer();
    await taken;
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + SETTLE_MS);
    await orders.connect.resume();
    expect(await alarm()).toBe(stage.now + 2 * SETTLE_MS);
    expect(await markItem.getValue()).toBe('needs-you');
    stage.zapier.everyAnswer(GET, null);
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected', found: true });
  });

  it('looks again as soon as the agent asks, even while the previous look is ending', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    const { connect } = orders;
    const asked = new Promise<void>((resolve) => {
      const unwatch = ordersItem.watch(([latest]) => {
        if (latest?.stage.name !== 'not-sure') return;
        unwatch();
        stage.zapier.everyAnswer(GET, null);
        resolve(connect.check({ orderId: latest.id }));
      });
    });
    loseAnswer();
    await Promise.all([taken, asked]);
    expect(await reached()).toMatchObject({ name: 'connected', found: true });
  });

  it('stays unsure when a new connection has another name', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    addConnection('Acme CRM #2');
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({
      name: 'not-sure',
      doubt: { code: 'perhaps', titles: ['Acme CRM #2'] },
    });
  });

  it("does not take another's connection of the same name for its own when the count has not grown", async () => {
    stage.config = { ...stage.config, requestsPerMinute: 600 };
    for (let index = 0; index < 150; index++) addConnection(`Customer ${index}`);
    await orders.list();
    const [gone] = stage.zapier.connections.slice(140);
    // An unchanged count leaves the second page unread, where a colleague has exchanged one.
    stage.now += 3 * 3_600_000;
    stage.zapier.removeConnections(({ id }) => id === gone?.id);
    addConnection();
    stage.zapier.nextAnswers(POST, answers.htmlPage(504));
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'perhaps', titles: [TITLE] } });
  });

  it('leaves the form alone when the agent gives the search up before the connection is found', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    loseAnswer();
    await taken;
    stage.zapier.everyAnswer(GET, null);
    const hold = stage.zapier.hold(GET);
    const looking = orders.connect.resume();
    await hold.arrived;
    await orders.connect.table.close('order-1');
    hold.release();
    await looking;
    expect(await orders.latest()).toBeNull();
    expect((await typed()).secrets?.values).toEqual({ api_key: 'k-1' });
  });

  it('reports both connections when the browser sent the request twice', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const first = addConnection();
    hold.release();
    await taken;
    const [, second] = stage.zapier.connections;
    expect(await reached()).toMatchObject({
      name: 'connected',
      connection: { id: first.id },
      twins: [{ id: second?.id, title: TITLE }],
    });
  });
});
