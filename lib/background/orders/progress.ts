import { type Job, jobItem, type Progress, saveJob } from '../../shared/job';
import type { Attention } from '../attention';
import type { AccountStore } from '../sign-in/account-store';
import { isOut, readEntry, removeEntry } from './journal';
import { showRecovered } from './recovered';

/** Returns the icon's mark for a job's progress, or null if the agent need not know yet. */
function markFor(progress: Progress): 'connected' | 'needs-you' | null {
  if (progress.status === 'connected') return 'connected';
  // The background looks again by itself.
  if (progress.status === 'not-sure') return progress.doubt.code === 'too-early' ? null : 'needs-you';
  return progress.status === 'failed' ? 'needs-you' : null;
}

/** Saves the progress of jobs for pages to show, and alerts the agent when a job ends. */
export function createProgress(store: AccountStore, attention: Attention) {
  const inTurn = async ({ accountId, app }: Omit<Job, 'progress'>, work: () => Promise<boolean>): Promise<boolean> =>
    await navigator.locks.request(jobItem.name(accountId, app.id), work);

  return {
    /**
     * Saves a job's progress. Saves nothing and returns false if the job was cancelled or replaced, or if its account
     * was signed out. One that another page has just ordered from the same form gives way: this one is running already.
     */
    async saveProgress(
      { id, accountId, app, title, ticket, fields }: Omit<Job, 'progress'>,
      progress: Progress,
    ): Promise<boolean> {
      const job: Job = { id, accountId, app, title, ...(ticket && { ticket }), ...(fields && { fields }), progress };
      const isSaved = await inTurn(job, async () => {
        const [account, stored] = await Promise.all([store.account(accountId), jobItem.read(accountId, app.id)]);
        const isSecond = stored !== null && stored.id !== id && stored.progress.status === 'ordered';
        if (!account || (stored?.id !== id && !isSecond)) return false;
        await saveJob(job);
        return true;
      });
      const mark = markFor(progress);
      if (isSaved && mark) await attention.call(mark);
      return isSaved;
    },

    /**
     * Drops the entry of a job that was cancelled or replaced. If its account was signed out instead while a request
     * may be out, the entry is kept, and its outcome is told when the account comes back.
     */
    async giveUp({ id, accountId }: Pick<Job, 'id' | 'accountId'>): Promise<void> {
      const entry = await readEntry(id);
      if (!entry) return;
      const isSignedOut = (await store.account(accountId)) === undefined;
      if (isSignedOut && isOut(entry)) await showRecovered(entry);
      else await removeEntry(id);
    },

    /** Removes a job that has not been sent. Returns false if there is none to remove. */
    takeBack: (job: Job): Promise<boolean> =>
      inTurn(job, async () => {
        const { accountId, app } = job;
        const stored = await jobItem.read(accountId, app.id);
        if (stored?.id !== job.id || (stored.progress.status !== 'waiting' && stored.progress.status !== 'ordered'))
          return false;
        await jobItem.remove(accountId, app.id);
        return true;
      }),
  };
}

/** Drops a job's entry; see {@link createProgress}. */
export type GiveUp = ReturnType<typeof createProgress>['giveUp'];

/** Saves a job's progress; see {@link createProgress}. */
export type SaveProgress = ReturnType<typeof createProgress>['saveProgress'];
