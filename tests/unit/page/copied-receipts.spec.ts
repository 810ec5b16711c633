import { describe, expect, it } from 'vitest';
import { configItem, DEFAULT_CONFIG } from '../../../lib/shared/config';
import { type Job, jobItem, type Progress, saveJob } from '../../../lib/shared/job';
import { placesItem, START } from '../../../lib/shared/place';
import { ACME_CRM } from '../../zapier/zapier';
import { app, MARIA, usePopup } from './popup-stage';

const { open, openSignedIn } = usePopup();

const CRM = app(ACME_CRM.app);
const CONNECTED: Progress = { status: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: 0 };

const job = (progress: Progress, id = 'job-1'): Job => ({ id, accountId: MARIA.id, app: CRM, title: 'Mine', progress });

/** Copies the receipt of Acme CRM in a popup, and opens the next one. */
async function copyAndReopen(before: Job | null) {
  const popup = await openSignedIn();
  popup.type('acme');
  popup.open(CRM);
  await saveJob(job(CONNECTED));
  popup.receiptCopied(CRM.id, 'job-1');
  if (before) await jobItem.write(MARIA.id, CRM.id, before);
  return { popup, next: await open() };
}

describe('a receipt that was copied for the ticket', () => {
  it('is left in pages that open later, and stays where it was copied', async () => {
    const { popup, next } = await copyAndReopen(null);
    expect(popup.app.value).toEqual(CRM);
    expect(next.screen.value).toBe('home');
    expect(next.place.value.query).toBe('');
    expect(await jobItem.read(MARIA.id, CRM.id)).toBeNull();
  });

  it('gives way to the lone pinned app, which opens at once and empty', async () => {
    const popup = await openSignedIn();
    await configItem.setValue({
      ...DEFAULT_CONFIG,
      ...{ clientId: 'client', apps: [{ ...ACME_CRM, pinned: true }], locked: [], unusable: [] },
    });
    await saveJob(job(CONNECTED));
    popup.receiptCopied(CRM.id, 'job-1');
    const next = await open();
    expect(next.isAtOnce.value).toBe(true);
    const account = next.account.value;
    if (!account) throw new Error('Maria is signed in');
    expect((await next.loadForm(account, CRM)).order.job.value).toBeNull();
  });

  it.each([
    ['the connection was undone since', job({ status: 'undone' })],
    ['another order was given since', job({ status: 'sending', sentAt: 0 }, 'job-2')],
    ['another receipt came since', job(CONNECTED, 'job-2')],
  ])('leaves the app open where %s', async (_since, now) => {
    const { next } = await copyAndReopen(now);
    expect(next.app.value).toEqual(CRM);
    expect(await jobItem.read(MARIA.id, CRM.id)).toEqual(now);
  });

  it('leaves another app open that was chosen since', async () => {
    await openSignedIn();
    await saveJob(job(CONNECTED));
    const copied = { appId: CRM.id, jobId: 'job-1' };
    await placesItem.setValue({ [MARIA.id]: { ...START, app: app('other'), copied } });
    expect((await open()).app.value).toEqual(app('other'));
  });
});
