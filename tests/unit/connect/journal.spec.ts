import { describe, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../lib/accounts/sign-out';
import { type Progress, readJob, removeJob, writeJob } from '../../../lib/connect/job';
import { type JournalEntry, writeEntry } from '../../../lib/connect/journal';
import { recoveredItem } from '../../../lib/connect/recovered';
import { markItem } from '../../../lib/mark';
import { answers } from '../../zapier/zapier';
import { APP, POST, TITLE, useOrders } from './orders';

const orders = useOrders();
const { stage, start, order, progress, journal, posts, addConnection } = orders;

const LOST = { code: 'answer-lost' } as const;

describe('the journal', () => {
  it('is written before the request leaves, without a credential, and names what was there', async () => {
    const there = addConnection('Other');
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    expect(await journal()).toEqual({
      'job-1': {
        ...{ id: 'job-1', accountId: orders.accountId, app: APP, title: TITLE, step: 'sending' },
        ...{ before: [there.id], sentAt: stage.now, looks: 0 },
      },
    });
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('k-1');
    hold.release();
    await taken;
  });

  it('is empty after a refusal', async () => {
    stage.zapier.nextAnswers(POST, answers.refused(400, 'No.'));
    await orders.connect.takeUp(await order());
    expect(await journal()).toEqual({});
  });

  const entry = (changes: Partial<JournalEntry> = {}): JournalEntry => ({
    ...{
      id: 'job-1',
      accountId: orders.accountId,
      app: APP,
      title: TITLE,
      step: 'sending',
      before: [],
      sentAt: stage.now,
      looks: 0,
    },
    ...changes,
  });
  const sending = () => ({ ...{ id: 'job-1', accountId: orders.accountId, app: APP, title: TITLE } });

  it('settles what was being sent when the background was ended', async () => {
    await order();
    await writeJob({ ...sending(), progress: { status: 'sending', sentAt: stage.now } });
    await writeEntry(entry());
    const made = addConnection();
    await start().resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: made.id }, found: true });
    expect(posts()).toBe(0);
  });

  it('leaves what was told before the background was ended', async () => {
    const told: Progress = { status: 'failed', failure: { code: 'refused', status: 400, errors: [] } };
    await writeJob({ ...sending(), progress: told });
    await writeEntry(entry());
    await start().resume();
    expect(await progress()).toEqual(told);
    expect(await journal()).toEqual({});
    expect(stage.sent).toEqual([]);
  });

  it('brings back what the browser’s end took, and home shows it; what is long past needs one look', async () => {
    await writeEntry(entry({ sentAt: stage.now - 3_600_000 }));
    await start().resume();
    expect(await progress()).toMatchObject({ status: 'failed', failure: { code: 'not-created' } });
    expect((await recoveredItem.getValue())[orders.accountId]).toMatchObject([{ app: { id: APP.id }, title: TITLE }]);
  });

  it('waits for a sign-in where the tokens went with the browser, marks the icon, and opens nothing', async () => {
    await orders.store.remove(orders.accountId);
    await writeEntry(entry());
    const made = addConnection();
    const restarted = start();
    await restarted.resume();
    expect(stage.sent).toEqual([]);
    expect(await markItem.getValue()).toBe('needs-you');
    expect(browser.action.openPopup).not.toHaveBeenCalled();
    expect((await recoveredItem.getValue())[orders.accountId]).toMatchObject([{ title: TITLE }]);
    await stage.signIn(orders.store);
    await restarted.resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: made.id } });
  });

  it('forgets what nobody will sign in for again, when the agent says so', async () => {
    await orders.store.remove(orders.accountId);
    await writeEntry(entry());
    await orders.connect.resume();
    await orders.connect.forgetRecovered(orders.accountId);
    expect(await journal()).toEqual({});
    expect(await recoveredItem.getValue()).toEqual({});
  });

  it('forgets an account at Sign out', async () => {
    await writeEntry(entry());
    await signOut(orders.store, orders.accountId);
    expect(await journal()).toEqual({});
    await start().resume();
    expect(stage.sent).toEqual([]);
  });

  it('forgets what the agent no longer waits for, but says of a connection that there are two', async () => {
    await writeJob({
      ...sending(),
      progress: { status: 'not-sure', loss: LOST, doubt: { code: 'not-listed' }, checkedAt: 1 },
    });
    await writeEntry(entry({ step: 'unknown' }));
    const job = await readJob(orders.accountId, APP.id);
    await removeJob(orders.accountId, APP.id);
    if (job) await orders.connect.abandon(job);
    expect(await journal()).toEqual({});
    await writeEntry(entry({ step: 'created', created: { id: 'c1', title: TITLE } }));
    if (job) await orders.connect.abandon(job);
    expect(Object.keys(await journal())).toEqual(['job-1']);
  });
});
