import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ordersOnDiskItem } from '../../../../lib/background/orders/orders-on-disk';
import { repairStorage } from '../../../../lib/background/repair-storage';
import { type ApiOrder, ordersItem } from '../../../../lib/shared/order';
import { SHIPDAY } from '../../../zapier/zapier';
import { APP, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, start, order, onDisk, addConnection, sent } = orders;

const LOST = { code: 'answer-lost' } as const;

describe('an order on disk that is not as this version writes it', () => {
  it.each<[string, object]>([
    ['is looked for without a loss', { stage: { name: 'checking' } }],
    ['is connected without a connection', { stage: { name: 'connected', connectedAt: 1 } }],
    ['is connected at no time', { stage: { name: 'connected', connection: { id: 'c1', title: TITLE } } }],
    ['waits until a text', { stage: { name: 'queued', until: 'noon' } }],
    ['has a number for a ticket', { ticket: 5 }],
    ['was lost at a text', { sent: { at: 1, before: [], countBefore: 0, looks: 0, lostAt: 'noon' } }],
  ])('is removed if it %s, and the others stay', async (_what, changes) => {
    const sound = sent({ id: 'sound' });
    await fakeBrowser.storage.local.set({ orders: [{ ...sent(), ...changes }, sound] });
    await repairStorage();
    expect(await onDisk()).toEqual([sound]);
  });

  it.each<[string, ApiOrder['stage']]>([
    ['waits for the network', { name: 'queued', until: null }],
    ['is looked for', { name: 'checking', loss: LOST }],
    [
      'has made a connection',
      { name: 'connected', connection: { id: 'c1', title: TITLE }, connectedAt: 1, found: true },
    ],
  ])('does not include one that %s', async (_what, reachedStage) => {
    const sound = sent({ stage: reachedStage });
    await ordersOnDiskItem.setValue([sound]);
    await repairStorage();
    expect(await onDisk()).toEqual([sound]);
  });
});

describe('the journal of an earlier version', () => {
  it('is read as orders, each settled as its step asks for', async () => {
    const [made, another] = [addConnection(), addConnection()];
    const shipday = { id: SHIPDAY.app, title: SHIPDAY.title };
    const entry = {
      accountId: orders.accountId,
      app: APP,
      title: TITLE,
      before: [],
      sentAt: stage.now - 60_000,
      looks: 0,
    };
    await fakeBrowser.storage.local.set({
      journal: {
        a: { ...entry, id: 'a', step: 'held', app: shipday },
        b: { ...entry, id: 'b', step: 'sending', app: shipday },
        c: { ...entry, id: 'c', step: 'unknown', lostAt: stage.now - 30_000 },
        d: { ...entry, id: 'd', step: 'created', created: { id: another.id, title: TITLE } },
        e: 'not an entry',
      },
      journal$: { v: 1 },
    });
    await start().resume();
    const stages = Object.fromEntries((await ordersItem.getValue()).map((one) => [one.id, one.stage]));
    expect(stages).toMatchObject({
      a: { name: 'failed', failure: { code: 'values-gone' } },
      b: { name: 'failed', failure: { code: 'not-created' } },
      c: { name: 'connected', connection: { id: made.id }, found: true },
      d: { name: 'connected', connection: { id: another.id } },
    });
    expect(Object.keys(await fakeBrowser.storage.local.get())).not.toContain('journal');
  });

  const ENTRY = { id: 'a', step: 'unknown', before: [], sentAt: 1, looks: 0, title: 'A', app: { id: 'a', title: 'A' } };

  it('is read once when the background was stopped before it removed the journal', async () => {
    const { accountId } = orders;
    await ordersOnDiskItem.setValue([sent({ id: 'a' })]);
    await fakeBrowser.storage.local.set({ journal: { a: { ...ENTRY, accountId } } });
    await start().table.restore();
    expect(await ordersItem.getValue()).toMatchObject([{ id: 'a' }]);
  });

  it('is read, and keeps no order from being taken up, when the disk is too full to rewrite it', async () => {
    const { accountId } = orders;
    await fakeBrowser.storage.local.set({ journal: { a: { ...ENTRY, accountId } } });
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await start().takeUp(await order());
    expect(await ordersItem.getValue()).toMatchObject([{ id: 'a' }, { id: 'order-1' }]);
  });
});
