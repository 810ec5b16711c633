import { describe, expect, it } from 'vitest';
import { storage } from 'wxt/utils/storage';
import { type Job, jobKey, removeJob } from '../../../lib/connect/job';
import { recoveredItem } from '../../../lib/connect/recovered';
import { SETTLE_MS } from '../../../lib/connect/settle';
import { markItem } from '../../../lib/mark';
import { answers } from '../../zapier/zapier';
import { APP, GET, POST, TITLE, useOrders } from './orders';

const orders = useOrders();
const { stage, start, order, typed, progress, journal, posts, alarm, addConnection } = orders;

const LOST = { code: 'answer-lost' } as const;

/** A request that Zapier carries out, and whose answer is lost on demand; the list cannot be read from then on. */
async function sendUnlisted() {
  stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
  const hold = stage.zapier.hold(POST);
  const taken = orders.connect.takeUp(await order());
  await hold.arrived;
  stage.zapier.everyAnswer(GET, answers.refused(403, 'No.'));
  return { taken, loseAnswer: hold.release };
}

describe('a request whose answer is lost', () => {
  it('and that was carried out, is found in the list and connected; the form is empty', async () => {
    addConnection();
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    await orders.connect.takeUp(await order());
    const connection = { id: stage.zapier.connections[1]?.id, title: TITLE };
    expect(await progress()).toMatchObject({ status: 'connected', connection, found: true });
    expect(await progress()).not.toHaveProperty('twins');
    expect(await typed()).toEqual({ draft: null, secrets: null });
    expect(await journal()).toEqual({});
    expect(posts()).toBe(1);
  });

  it('and that is not in the list is not sure while Zapier may be at work on it, and looked for again', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    const nextLookAt = stage.now + SETTLE_MS;
    expect(await progress()).toEqual({
      status: 'not-sure',
      loss: LOST,
      doubt: { code: 'too-early', nextLookAt },
      checkedAt: stage.now,
    });
    expect(await alarm()).toBe(nextLookAt);
    expect(await markItem.getValue()).toBeNull();
    stage.now = nextLookAt;
    await orders.connect.resume();
    expect(await progress()).toEqual({
      status: 'failed',
      failure: { code: 'not-created', loss: LOST, checkedAt: nextLookAt },
    });
    expect((await typed()).secrets?.values).toEqual({ api_key: 'k-1' });
    expect(await journal()).toEqual({});
    expect(await markItem.getValue()).toBe('needs-you');
    expect(posts()).toBe(1);
  });

  it('and that is carried out late, is found by the second look', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    const late = addConnection();
    stage.now += SETTLE_MS;
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: late.id }, found: true });
  });

  it('can be sent again once it is surely absent, and makes one connection', async () => {
    stage.zapier.nextAnswers(POST, answers.serverError());
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({ failure: { code: 'not-created' } });
    await orders.connect.takeUp(await order({ id: 'job-2' }));
    expect(await progress()).toMatchObject({ status: 'connected' });
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it.each([
    ['500 of Zapier’s', answers.serverError()],
    ['503 of Zapier’s', answers.refused(503, 'Unavailable.', undefined, 'error')],
  ])('with a %s is absent at the first look, for Zapier has finished with it', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({
      status: 'failed',
      failure: { code: 'not-created', loss: { code: 'server-error', status: answer.status } },
    });
  });

  it('and that Zapier refused for its limit, is sent again when the pause is over, and not before', async () => {
    stage.zapier.nextAnswers(POST, answers.tooManyRequests(41));
    const until = stage.now + 41_000;
    await orders.connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'waiting', until });
    expect(await alarm()).toBe(until);
    stage.now = until - 1;
    await start().resume();
    expect(posts()).toBe(1);
    stage.now = until;
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
    expect(posts()).toBe(2);
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it('with a 503 that asks for a pause is looked for when that is over', async () => {
    stage.zapier.nextAnswers(POST, answers.unavailable(41));
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + 41_000);
    expect(stage.zapier.requestsTo(GET)).toHaveLength(1);
    stage.now += 41_000;
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'failed', failure: { code: 'not-created' } });
  });

  it.each([
    ['a 504 of a gateway', answers.htmlPage(504)],
    ['a 502 of a gateway', answers.htmlPage(502)],
    ['a page in place of JSON', answers.htmlPage(200)],
    ['half an answer', answers.truncatedJson(201)],
    ['no body', answers.status(201)],
    ['a redirect', answers.redirect('https://zapier.com/elsewhere')],
  ])('with %s is not sure before the second look', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'too-early' } });
  });

  it('with a 409 that made nothing is a refusal in Zapier’s words', async () => {
    stage.zapier.nextAnswers(POST, answers.refused(409, 'There is one.', undefined, 'conflict'));
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({
      status: 'failed',
      failure: { code: 'refused', status: 409, errors: [{ detail: 'There is one.' }] },
    });
  });

  it('with a 409, because the browser had sent it before, is found', async () => {
    stage.zapier.nextAnswers(POST, { ...answers.refused(409, 'There is one.'), commit: true });
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'connected', found: true });
  });

  it('is not sure where the list cannot be read, and is looked for again, later and later', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    loseAnswer();
    await taken;
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + SETTLE_MS);
    await orders.connect.resume();
    expect(await alarm()).toBe(stage.now + 2 * SETTLE_MS);
    expect(await markItem.getValue()).toBe('needs-you');
    stage.zapier.everyAnswer(GET, null);
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected', found: true });
  });

  it('is looked for as soon as the agent asks, also while the look that was not sure is not quite over', async () => {
    const { taken, loseAnswer } = await sendUnlisted();
    const { connect, accountId } = orders;
    const asked = new Promise<void>((resolve) => {
      const unwatch = storage.watch<Job>(jobKey(accountId, APP.id), (job) => {
        if (job?.progress.status !== 'not-sure') return;
        unwatch();
        stage.zapier.everyAnswer(GET, null);
        resolve(connect.goOn(accountId, APP.id));
      });
    });
    loseAnswer();
    await Promise.all([taken, asked]);
    expect(await progress()).toMatchObject({ status: 'connected', found: true });
  });

  it('is not sure where something new bears another name', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    addConnection('Acme CRM #2');
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({
      status: 'not-sure',
      doubt: { code: 'perhaps', titles: ['Acme CRM #2'] },
    });
  });

  it('and that the browser sent twice, is connected and shows both', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const first = addConnection();
    hold.release();
    await taken;
    const [, second] = stage.zapier.connections;
    expect(await progress()).toMatchObject({
      status: 'connected',
      connection: { id: first.id },
      twins: [{ id: second?.id, title: TITLE }],
    });
  });
});

describe('a connection that was made', () => {
  it('is looked for once more, and what came into being with it is shown', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id, title: TITLE }] });
    expect(await journal()).toEqual({});
  });

  it('is told at once, before the list is read again', async () => {
    await orders.connect.takeUp(await order());
    const hold = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order({ id: 'job-2' }));
    await hold.arrived;
    expect(await progress()).toMatchObject({ status: 'connected' });
    hold.release();
    await taken;
  });

  it('twice is said although the agent has gone on, and home shows it', async () => {
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = orders.connect.takeUp(await order());
    await look.arrived;
    await removeJob(orders.accountId, APP.id);
    const twin = addConnection();
    look.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id }] });
    expect((await recoveredItem.getValue())[orders.accountId]).toMatchObject([{ title: TITLE }]);
  });
});
