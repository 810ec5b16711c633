import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { answers } from '../../../zapier/zapier';
import { POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order } = orders;

describe('signing out during an order', () => {
  it.each([
    ['its answer comes', [], { name: 'connected' }],
    ['its answer is lost', [answers.dropConnection('after')], { name: 'connected', found: true }],
  ])(
    'tells its outcome when the account comes back, though that signed out before %s',
    async (_what, scripted, outcome) => {
      const { connect, accountId, store } = orders;
      const hold = stage.zapier.hold(POST);
      stage.zapier.nextAnswers(POST, ...scripted);
      const running = connect.takeUp(await order());
      await hold.arrived;
      await signOut(orders, accountId);
      expect(await orders.latest()).toMatchObject({ isRecovered: true, stage: { name: 'sending' } });
      hold.release();
      await running;
      const everything = [await fakeBrowser.storage.session.get(), await fakeBrowser.storage.local.get()];
      expect(JSON.stringify(everything)).not.toContain('k-1');
      expect(await orders.latest()).toMatchObject({ title: 'Acme – CRM', isRecovered: true });
      const sentSoFar = stage.sent.length;
      await connect.resume();
      expect(stage.sent).toHaveLength(sentSoFar);

      await stage.signIn(store);
      await connect.resume();
      expect(await orders.reached()).toMatchObject(outcome);
      await connect.table.see('order-1');
      expect(await orders.onDisk()).toEqual([]);
      expect(orders.posts()).toBe(1);
    },
  );

  it('sends nothing when the account signs out before its order is taken up', async () => {
    const { connect, accountId } = orders;
    const ordered = await order();
    await signOut(orders, accountId);
    await connect.takeUp(ordered);
    expect(orders.posts()).toBe(0);
    expect(await orders.latest()).toBeNull();
  });
});
