import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { jobItem } from '../../../../lib/shared/job';
import { recoveredItem } from '../../../../lib/shared/recovered';
import { answers } from '../../../zapier/zapier';
import { APP, POST, useOrders } from './stage';

const orders = useOrders();
const { stage, order } = orders;

describe('signing out during a job', () => {
  it.each([
    ['its answer comes', [], { status: 'connected' }],
    ['its answer is lost', [answers.dropConnection('after')], { status: 'connected', found: true }],
  ])(
    'tells its outcome when the account comes back, though that signed out before %s',
    async (_what, scripted, outcome) => {
      const { connect, accountId, store } = orders;
      const hold = stage.zapier.hold(POST);
      stage.zapier.nextAnswers(POST, ...scripted);
      const running = connect.takeUp(await order());
      await hold.arrived;
      await signOut(orders, accountId);
      expect(await jobItem.read(accountId, APP.id)).toBeNull();
      hold.release();
      await running;
      const everything = [await fakeBrowser.storage.session.get(), await fakeBrowser.storage.local.get()];
      expect(JSON.stringify(everything)).not.toContain('k-1');
      expect((await recoveredItem.getValue())[accountId]).toMatchObject([{ title: 'Acme – CRM' }]);
      const sentSoFar = stage.sent.length;
      await connect.resume();
      expect(stage.sent).toHaveLength(sentSoFar);

      await stage.signIn(store);
      await connect.resume();
      expect((await jobItem.read(accountId, APP.id))?.progress).toMatchObject(outcome);
      expect(await orders.journal()).toEqual({});
      expect(orders.posts()).toBe(1);
    },
  );

  it('sends nothing when the account signs out before its job is taken up', async () => {
    const { connect, accountId } = orders;
    const job = await order();
    await signOut(orders, accountId);
    await connect.takeUp(job);
    expect(orders.posts()).toBe(0);
    expect(await jobItem.read(accountId, APP.id)).toBeNull();
  });
});
