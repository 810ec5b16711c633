import { type Job, jobItem, type Progress, saveJob } from '../../shared/job';
import type { Attention } from '../attention';
import type { AccountStore } from '../sign-in/account-store';

/** Which mark on the icon says how a job is, where nobody looks. */
function markFor(progress: Progress): 'connected' | 'needs-you' | null {
  if (progress.status === 'connected') return 'connected';
  // What is looked for once more by itself needs nobody yet.
  if (progress.status === 'not-sure') return progress.doubt.code === 'too-early' ? null : 'needs-you';
  return progress.status === 'failed' ? 'needs-you' : null;
}

/** Keeps how far jobs are, for pages to show, and calls the agent when one ends. */
export function createProgress(store: AccountStore, attention: Attention) {
  const inTurn = async ({ accountId, app }: Omit<Job, 'progress'>, work: () => Promise<boolean>): Promise<boolean> =>
    await navigator.locks.request(`job/${accountId}/${app.id}`, work);

  return {
    /**
     * Keeps how far a job is. Answers false, and keeps nothing, where nobody waits for it any more: it was cancelled,
     * another was ordered in its place, or its account was signed out.
     */
    async saveProgress(
      { id, accountId, app, title, ticket }: Omit<Job, 'progress'>,
      progress: Progress,
    ): Promise<boolean> {
      const job: Job = { id, accountId, app, title, ...(ticket && { ticket }), progress };
      const isSaved = await inTurn(job, async () => {
        const [account, stored] = await Promise.all([store.account(accountId), jobItem.read(accountId, app.id)]);
        if (!account || stored?.id !== id) return false;
        await saveJob(job);
        return true;
      });
      const mark = markFor(progress);
      if (isSaved && mark) await attention.call(mark);
      return isSaved;
    },

    /** Takes a job back that has not been sent. Answers whether it was there to be taken back. */
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

/** Saves a job's progress; see {@link createProgress}. */
export type SaveProgress = ReturnType<typeof createProgress>['saveProgress'];
