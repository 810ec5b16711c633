import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { isPlacedKey, ordersItem } from '../../../../lib/shared/order';
import { useOrders } from './stage';

const orders = useOrders();
const { order, start, latest, posts } = orders;

const placed = async () => Object.keys(await browser.storage.session.get()).filter(isPlacedKey);

describe('a placed order', () => {
  it('is given up when memory is too full to take it up, not sent later with what has been typed by then', async () => {
    const ordered = await order();
    const full = vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    await expect(orders.connect.takeUp(ordered)).rejects.toThrow('QUOTA_BYTES');
    full.mockRestore();
    expect(await placed()).toEqual([]);
    await start().resume();
    expect(posts()).toBe(0);
    await orders.connect.takeUp(await order({ id: 'order-2' }));
    expect(posts()).toBe(1);
  });

  it('is not carried out when the agent takes it back before it is taken up', async () => {
    const ordered = await order();
    const { table, takeUp } = orders.connect;
    await Promise.all([table.withdraw(ordered.id), takeUp(ordered)]);
    expect(await latest()).toBeNull();
    expect(posts()).toBe(0);
  });

  it('stays away once it is taken back, though the background was stopped as it took the order up', async () => {
    const ordered = await order();
    await ordersItem.setValue([ordered]);
    const woken = start();
    await woken.table.withdraw(ordered.id);
    await woken.cancel(ordered);
    await woken.resume();
    expect(await latest()).toBeNull();
    expect(posts()).toBe(0);
  });

  it('is not stored for an account that signs out as it is taken up', async () => {
    const ordered = await order();
    await Promise.all([orders.connect.takeUp(ordered), signOut(orders, orders.accountId)]);
    expect(await latest()).toBeNull();
    expect(await placed()).toEqual([]);
    expect(posts()).toBe(0);
  });
});
