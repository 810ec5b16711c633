import { describe, expect, it } from 'vitest';
import { SETTLE_MS } from '../../../../lib/background/orders/settle';
import { type Answer, answers } from '../../../zapier/zapier';
import { GET, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, order, reached, posts, addConnection } = orders;

describe('a lost answer and a list that is not whole', () => {
  it.each<[string, Answer]>([
    ['errors with a good status', answers.status(200, { errors: [{ title: 'Sorry' }] })],
    ['a page', answers.htmlPage(200)],
    ['an item without an id', answers.status(200, { data: [{ title: TITLE }], meta: { count: 1 } })],
    ['fewer items than it counts', answers.status(200, { data: [], meta: { count: 1 } })],
    ['no count', answers.status(200, { data: [] })],
  ])('never says that nothing was created when the list after it is %s', async (_what, list) => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    stage.zapier.everyAnswer(GET, list);
    hold.release();
    await taken;
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'list-unclear' } });
    stage.now += SETTLE_MS;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'list-unclear' } });
    stage.zapier.everyAnswer(GET, null);
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'connected', found: true });
    expect(posts()).toBe(1);
  });

  it('stays unsure at worst when the list could not be read before either', async () => {
    stage.zapier.everyAnswer(GET, answers.htmlPage(200));
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'list-unclear' } });
    stage.zapier.everyAnswer(GET, null);
    stage.now += SETTLE_MS;
    await orders.connect.resume();
    expect(await reached()).toMatchObject({ name: 'not-sure', doubt: { code: 'perhaps', titles: [TITLE] } });
  });

  it('reads a list of 2,100 connections to its end before it says that nothing was created', async () => {
    for (let index = 0; index < 2100; index++) addConnection(`Customer ${index}`);
    await orders.list();
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    for (let minutes = 0; minutes < 15; minutes++) {
      stage.now += 61_000;
      await orders.connect.resume();
    }
    expect(await reached()).toMatchObject({ name: 'failed', failure: { code: 'not-created' } });
  });
});
