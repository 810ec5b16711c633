import { describe, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type JournalEntry, writeEntry } from '../../../../lib/background/orders/journal';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { jobItem, type Progress, saveJob } from '../../../../lib/shared/job';
import { markItem } from '../../../../lib/shared/mark';
import { recoveredItem } from '../../../../lib/shared/recovered';
import { answers } from '../../../zapier/zapier';
import { APP, POST, TITLE, useOrders } from './stage';

const orders = useOrders();
const { stage, start, order, progress, journal, posts, addConnection } = orders;

const LOST = { code: 'answer-lost' } as const;

describe('the journal', () => {
  it('records a job and the existing connections before the request leaves, without secrets', async () => {
    const there = addConnection('Other');
    const hold = stage.zapier.hold(POST);
    const taken = orders.connect.takeUp(await order());
    await hold.arrived;
    expect(await journal()).toEqual({
      'job-1': {
        ...{ id: 'job-1', accountId: orders.accountId, app: APP, title: TITLE, step: 'sending' },
        ...{ before: [there.id], countBefore: 1, sentAt: stage.now, looks: 0 },
      },
    });
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('k-1');
    hold.release();
    await taken;
  });

  it('removes the entry of a job that is refused', async () => {
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

  it('settles a job that was being sent when the background was ended', async () => {
    await order();
    await saveJob({ ...sending(), progress: { status: 'sending', sentAt: stage.now } });
    await writeEntry(entry());
    const made = addConnection();
    await start().resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: made.id }, found: true });
    expect(posts()).toBe(0);
  });

  it('keeps an outcome that was told before the background was ended', async () => {
    const told: Progress = { status: 'failed', failure: { code: 'refused', status: 400, errors: [] } };
    await saveJob({ ...sending(), progress: told });
    await writeEntry(entry());
    await start().resume();
    expect(await progress()).toEqual(told);
    expect(await journal()).toEqual({});
    expect(stage.sent).toEqual([]);
  });

  it('recovers a job after a browser restart, settles an old one at once and shows it on home', async () => {
    await writeEntry(entry({ sentAt: stage.now - 3_600_000 }));
    await start().resume();
    expect(await progress()).toMatchObject({ status: 'failed', failure: { code: 'not-created' } });
    expect((await recoveredItem.getValue())[orders.accountId]).toMatchObject([{ app: { id: APP.id }, title: TITLE }]);
  });

  it('marks the icon and waits for a sign-in when the tokens went with the browser', async () => {
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

  it('forgets the recovered jobs of an account when the agent dismisses them', async () => {
    await orders.store.remove(orders.accountId);
    await writeEntry(entry());
    await orders.connect.resume();
    await orders.connect.forgetRecovered({ accountId: orders.accountId });
    expect(await journal()).toEqual({});
    expect(await recoveredItem.getValue()).toEqual({});
  });

  it.each(['held', 'created'] as const)('forgets the %s jobs of an account that signs out', async (step) => {
    await writeEntry(entry({ step, ...(step === 'created' && { created: { id: 'c1', title: TITLE } }) }));
    await signOut(orders, orders.accountId);
    expect(await journal()).toEqual({});
    await start().resume();
    expect(stage.sent.filter(({ url }) => url.includes('/v2/'))).toEqual([]);
  });

  it('forgets an abandoned job unless its connection was created', async () => {
    await saveJob({
      ...sending(),
      progress: { status: 'not-sure', loss: LOST, doubt: { code: 'not-listed' }, checkedAt: 1 },
    });
    await writeEntry(entry({ step: 'unknown' }));
    const job = await jobItem.read(orders.accountId, APP.id);
    await jobItem.remove(orders.accountId, APP.id);
    if (job) await orders.connect.abandon(job);
    expect(await journal()).toEqual({});
    await writeEntry(entry({ step: 'created', created: { id: 'c1', title: TITLE } }));
    if (job) await orders.connect.abandon(job);
    expect(Object.keys(await journal())).toEqual(['job-1']);
  });
});
