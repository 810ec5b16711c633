import { describe, expect, it } from 'vitest';
import { SECRET_LIFETIME_MS } from '../../../../lib/shared/draft';
import { answers } from '../../../zapier/zapier';
import { APP, GET, POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order, typed, progress, posts, alarm } = orders;

describe('jobs that have to wait', () => {
  it('sends a job that waited for the network when that is back', async () => {
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'waiting', until: null });
    expect(stage.sent).toEqual([]);
    stage.navigator.onLine = true;
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('keeps a job waiting while Zapier is unreachable although the network is back', async () => {
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    stage.navigator.onLine = true;
    stage.zapier.everyAnswer(GET, answers.dropConnection('before'));
    await orders.connect.resume();
    expect(await progress()).toEqual({ status: 'waiting', until: null });
    expect(posts()).toBe(0);
    stage.zapier.everyAnswer(GET, null);
    await orders.connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('fails instead of sending a waiting job whose secrets have expired', async () => {
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    stage.navigator.onLine = true;
    stage.now += SECRET_LIFETIME_MS;
    await orders.connect.resume();
    expect(await progress()).toEqual({ status: 'failed', failure: { code: 'values-gone' } });
    expect(stage.sent).toEqual([]);
  });

  it('never sends a waiting job that was cancelled and keeps what was typed', async () => {
    stage.navigator.onLine = false;
    await orders.connect.takeUp(await order());
    await orders.connect.cancel({ accountId: orders.accountId, appId: APP.id });
    expect(await progress()).toBeUndefined();
    expect(await alarm()).toBeUndefined();
    stage.navigator.onLine = true;
    await orders.connect.resume();
    expect(stage.sent).toEqual([]);
    expect((await typed()).secrets?.values).toEqual({ api_key: 'k-1' });
  });

  it('does not cancel a job whose request has left', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    await orders.connect.cancel({ accountId: orders.accountId, appId: APP.id });
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('sends nothing when Zapier cannot be reached to list existing connections', async () => {
    stage.zapier.everyAnswer(GET, answers.dropConnection('before'));
    await orders.connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'failed', failure: { code: 'not-sent' } });
    expect(posts()).toBe(0);
    stage.zapier.everyAnswer(GET, null);
  });

  it('sends a job when Zapier refuses to list existing connections', async () => {
    stage.zapier.everyAnswer(GET, answers.refused(403, 'No.'));
    await orders.connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'connected' });
  });
});
