import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ordersOnDiskItem } from '../../../../lib/background/orders/orders-on-disk';
import { repairStorage } from '../../../../lib/background/repair-storage';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { markItem } from '../../../../lib/shared/mark';
import { type ApiOrder, ordersItem } from '../../../../lib/shared/order';
import { answers } from '../../../zapier/zapier';
import { APP, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, start, order, reached, latest, onDisk, posts, addConnection, sent } = orders;

const LOST = { code: 'answer-lost' } as const;

describe('an order on disk', () => {
  it('is there with the existing connections before its request leaves, without secrets', async () => {
    const there = addConnection('Other');
    const hold = stage.zapier.hold(POST);
    const { fields, ...ordered } = await order();
    const taken = orders.connect.takeUp({ ...ordered, ...(fields && { fields }) });
    await hold.arrived;
    expect(await onDisk()).toEqual([
      {
        ...{ ...ordered, fields, stage: { name: 'sending' } },
        sent: { at: stage.now, before: [there.id], countBefore: 1, looks: 0 },
      },
    ]);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('k-1');
    hold.release();
    await taken;
  });

  it.each([
    ['refused', [answers.refused(400, 'Words of Zapier.')]],
    ['connected', []],
  ])('stays when it is %s until a page has shown that', async (_what, scripted) => {
    stage.zapier.nextAnswers(POST, ...scripted);
    await orders.connect.takeUp(await order());
    expect(await onDisk()).toMatchObject([{ id: 'order-1' }]);
    expect(JSON.stringify(await onDisk())).not.toContain('Words of Zapier.');
    expect((await onDisk())[0]).not.toHaveProperty('sent');
    await orders.connect.table.see('order-1');
    expect(await onDisk()).toEqual([]);
  });

  it('is not taken off by a page that shows how far it is', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    await orders.connect.table.see('order-1');
    hold.release();
    await taken;
    expect(await onDisk()).toMatchObject([{ id: 'order-1', stage: { name: 'connected' } }]);
  });

  it('is taken off when the agent leaves the outcome that was told on home', async () => {
    await orders.connect.takeUp(await order());
    await orders.connect.table.close('order-1');
    expect(await onDisk()).toEqual([]);
  });

  it.each<[string, ApiOrder['stage'], ApiOrder['stage'], string]>([
    [
      'connected',
      { name: 'connected', connection: { id: 'c1', title: TITLE }, connectedAt: 1 },
      { name: 'connected', connection: { id: 'c1', title: TITLE }, connectedAt: 1 },
      'connected',
    ],
    [
      'failed',
      { name: 'failed', failure: { code: 'refused', status: 400, errors: [] } },
      { name: 'failed', failure: { code: 'reason-gone' } },
      'needs-you',
    ],
  ])('tells on home that it %s if the browser ended before any page showed it', async (_what, ended, told, mark) => {
    await ordersOnDiskItem.setValue([sent()]);
    await ordersItem.setValue([sent({ stage: { name: 'sending' } })]);
    await orders.connect.table.advance(sent(), { stage: ended });
    await fakeBrowser.storage.session.clear();
    await markItem.removeValue();
    await stage.signIn(orders.store);
    await repairStorage();
    const restarted = start();
    await restarted.resume();
    expect(await latest()).toMatchObject({ isRecovered: true, stage: told });
    expect(await markItem.getValue()).toBe(mark);
    await restarted.table.see('order-1');
    expect(await onDisk()).toEqual([]);
  });

  it('holds neither what was typed nor what Zapier said', async () => {
    stage.zapier.nextAnswers(POST, answers.refused(503, 'Words of Zapier.', undefined, ''));
    await orders.connect.takeUp(await order());
    expect(await reached()).toMatchObject({ name: 'not-sure', loss: { errors: [{ detail: 'Words of Zapier.' }] } });
    expect(await onDisk()).toMatchObject([{ id: 'order-1', stage: { name: 'checking', loss: LOST } }]);
  });

  it('is settled when it was being sent as the background was ended', async () => {
    await order();
    await ordersItem.setValue([sent()]);
    const made = addConnection();
    await start().resume();
    expect(await reached()).toMatchObject({ name: 'connected', connection: { id: made.id }, found: true });
    expect(posts()).toBe(0);
  });

  it('comes back after the browser has ended, and is settled and shown on home', async () => {
    await ordersOnDiskItem.setValue([
      sent({ sent: { at: stage.now - 3_600_000, before: [], countBefore: 0, looks: 0 } }),
    ]);
    await start().resume();
    expect(await latest()).toMatchObject({
      ...{ app: APP, title: TITLE, isRecovered: true },
      stage: { name: 'failed', failure: { code: 'not-created' } },
    });
  });

  it('comes back as left if it was undone, because the agent has seen that', async () => {
    const undone = { name: 'undone', connection: { id: 'c1', title: TITLE } } as const;
    await ordersOnDiskItem.setValue([sent({ stage: undone })]);
    await start().resume();
    expect(await latest()).toMatchObject({ isClosed: true, stage: undone });
  });

  it('ends without being sent if it waited for the rate limit, because its credentials went with the browser', async () => {
    await ordersOnDiskItem.setValue([sent({ stage: { name: 'queued', until: stage.now - 1 } })]);
    await start().resume();
    expect(await reached()).toEqual({ name: 'failed', failure: { code: 'values-gone' } });
    expect(posts()).toBe(0);
  });

  it('ends as connected if it waited for the rate limit and yet made its connection, though its credentials are gone', async () => {
    const made = addConnection();
    await ordersOnDiskItem.setValue([sent({ stage: { name: 'queued', until: stage.now - 1 } })]);
    await start().resume();
    expect(await reached()).toMatchObject({ name: 'connected', connection: { id: made.id }, found: true });
  });

  it('is not sent again after a 429 when the disk is too full to say so', async () => {
    stage.zapier.nextAnswers(POST, answers.tooManyRequests(5));
    await orders.connect.takeUp(await order());
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    stage.now += 6000;
    await orders.connect.resume();
    expect(posts()).toBe(1);
    expect(await reached()).toEqual({ name: 'failed', failure: { code: 'not-journaled' } });
  });

  it('marks the icon and waits for a sign-in when the tokens went with the browser', async () => {
    await orders.store.remove(orders.accountId);
    await ordersOnDiskItem.setValue([sent()]);
    const made = addConnection();
    const restarted = start();
    await restarted.resume();
    expect(stage.sent).toEqual([]);
    expect(await markItem.getValue()).toBe('needs-you');
    expect(browser.action.openPopup).not.toHaveBeenCalled();
    expect(await latest()).toMatchObject({ title: TITLE, isRecovered: true });
    await stage.signIn(orders.store);
    await restarted.resume();
    expect(await reached()).toMatchObject({ name: 'connected', connection: { id: made.id } });
  });

  it('comes back though somebody else signs out before the background has read the disk', async () => {
    await ordersOnDiskItem.setValue([sent({ accountId: 'another' })]);
    await signOut(orders, orders.accountId);
    await start().resume();
    expect(await latest()).toMatchObject({ accountId: 'another', isRecovered: true });
  });

  it('is forgotten when the agent dismisses it', async () => {
    await orders.store.remove(orders.accountId);
    await ordersOnDiskItem.setValue([sent()]);
    const restarted = start();
    await restarted.resume();
    await restarted.table.close('order-1');
    expect(await onDisk()).toEqual([]);
    expect(await latest()).toBeNull();
  });

  it.each<[string, ApiOrder['stage']]>([
    ['waits', { name: 'queued', until: null }],
    ['has made a connection', { name: 'connected', connection: { id: 'c1', title: TITLE }, connectedAt: 1 }],
  ])('is forgotten at the sign-out of its account if it %s', async (_what, reachedStage) => {
    await ordersOnDiskItem.setValue([sent({ stage: reachedStage })]);
    await orders.connect.table.restore();
    await signOut(orders, orders.accountId);
    expect(await onDisk()).toEqual([]);
    await start().resume();
    expect(stage.sent.filter(({ url }) => url.includes('/v2/'))).toEqual([]);
  });

  it('is forgotten once the agent leaves an outcome that is not known', async () => {
    const doubt = { code: 'not-listed' } as const;
    await ordersOnDiskItem.setValue([sent()]);
    await ordersItem.setValue([sent({ stage: { name: 'not-sure', loss: LOST, doubt, checkedAt: 1 } })]);
    await orders.connect.table.close('order-1');
    expect(await onDisk()).toEqual([]);
    expect(await latest()).toBeNull();
  });

  it('stays while a connection that was left may have a twin', async () => {
    const connected = { name: 'connected', connection: { id: 'c1', title: TITLE }, connectedAt: 1 } as const;
    await ordersItem.setValue([sent({ stage: connected })]);
    await orders.connect.table.close('order-1');
    expect(await latest()).toMatchObject({ isClosed: true });
    expect(await onDisk()).toMatchObject([{ id: 'order-1' }]);
  });
});
