import browser from 'webextension-polyfill';
import type { Config } from '../../shared/config';
import { isJobKey, type Job, type Progress, readJob, writeJob } from '../../shared/job';
import { dropRecovered, forgetRecovered, showRecovered } from '../../shared/recovered';
import type { Attention } from '../attention';
import type { Connections } from '../connections/connections';
import type { Schedule } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { forgetJournal, type JournalEntry, readEntry, readJournal, removeEntry } from './journal';
import { createTell } from './progress';
import { createCarryOut } from './send';
import { createSettlement, jobAlarm } from './settle';

interface Dependencies {
  config: () => Promise<Config>;
  store: AccountStore;
  zapier: Pick<Zapier, 'createAuthentication' | 'listAuthentications'>;
  connections: Pick<Connections, 'refresh' | 'keep' | 'made'>;
  attention: Attention;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Carries out the jobs that pages order: one POST each, written down before it leaves. What became of it is settled
 * by the answer, or by looking; it is never sent again where it may have been carried out.
 */
export function createConnect(dependencies: Dependencies) {
  const { store, attention, schedule, now } = dependencies;
  const { tell, takeBack } = createTell(store, attention);
  const settlement = createSettlement({ ...dependencies, tell });
  const carryOut = createCarryOut({ ...dependencies, settlement, tell });
  /** The step that each job is at, by the job's id. */
  const running = new Map<string, Promise<void>>();

  /** One step of a job at a time. */
  async function alone(jobId: string, work: () => Promise<void>): Promise<void> {
    if (running.has(jobId)) return;
    const step = work().finally(() => running.delete(jobId));
    running.set(jobId, step);
    await step;
  }

  /** Takes a request from where the journal has it. */
  async function goOnFrom(entry: JournalEntry): Promise<void> {
    const { id, accountId, app, step } = entry;
    if (!(await store.account(accountId))) {
      // Its tokens went with the browser. Once it is signed in again, it is asked what came of it.
      await showRecovered(entry);
      return attention.mark('needs-you');
    }
    const job = (await readJob(accountId, app.id)) ?? (await bringBack(entry));
    const { status } = job.progress;
    if (step === 'created') return settlement.lookForTwins(entry);
    if (job.id !== id) return removeEntry(id);
    if (step === 'unknown') return settlement.check(entry);
    if (step === 'sending' && (status === 'sending' || status === 'checking'))
      return settlement.lost(entry, { code: 'answer-lost' });
    if (status === 'waiting') return resumeWaiting(job);
    // The outcome was told before the journal knew.
    await removeEntry(id);
  }

  /** The job of a request that was out when the browser ended, and its memory with it. */
  async function bringBack({ id, accountId, app, title, ticket, step, created, sentAt }: JournalEntry): Promise<Job> {
    const progress: Progress =
      step === 'held'
        ? { status: 'failed', failure: { code: 'values-gone' } }
        : created
          ? { status: 'connected', connection: created, connectedAt: sentAt }
          : { status: 'checking', loss: { code: 'answer-lost' } };
    const job: Job = { id, accountId, app, title, ...(ticket && { ticket }), progress };
    await writeJob(job);
    await showRecovered(job);
    return job;
  }

  async function resumeWaiting(job: Job): Promise<void> {
    if (job.progress.status !== 'waiting') return;
    const { until } = job.progress;
    if (until !== null && now() < until) await schedule.at(jobAlarm(job), until);
    else await carryOut(job);
  }

  async function storedJobs(): Promise<Job[]> {
    const kept = await browser.storage.session.get();
    return Object.entries(kept).flatMap(([key, job]) => (isJobKey(key) ? [job as Job] : []));
  }

  return {
    /** Takes up an ordered job, once, however often it is told of it. */
    takeUp: (ordered: Job): Promise<void> =>
      alone(ordered.id, async () => {
        if (ordered.progress.status !== 'ordered') return;
        const current = await readJob(ordered.accountId, ordered.app.id);
        if (current?.id === ordered.id && current.progress.status === 'ordered') await carryOut(current);
      }),

    /**
     * Goes on with everything that waits or is not settled: at the background's start, when somebody has signed in,
     * when the network is back, and when a job's time has come.
     */
    async resume(): Promise<void> {
      const [entries, jobs] = [await readJournal(), await storedJobs()];
      await Promise.all([
        ...entries.map((entry) => alone(entry.id, () => goOnFrom(entry))),
        ...jobs.map((job) => (job.progress.status === 'ordered' ? this.takeUp(job) : null)),
        ...jobs.map((job) => alone(job.id, () => resumeWaiting(job))),
      ]);
    },

    /**
     * Goes on because the agent asks, who was told how far this job is: the step that has told it may not be quite
     * over.
     */
    async goOn(accountId: string, appId: string): Promise<void> {
      const job = await readJob(accountId, appId);
      // Whoever began that step is told why it broke.
      await running.get(job?.id ?? '')?.catch(() => undefined);
      await this.resume();
    },

    /** Takes back what has not been sent. */
    async cancel(accountId: string, appId: string): Promise<void> {
      const job = await readJob(accountId, appId);
      if (!job || !(await takeBack(job))) return;
      await Promise.all([removeEntry(job.id), schedule.cancel(jobAlarm(job))]);
    },

    /** A page has forgotten a job, or ordered another in its place: nobody waits for the old one any more. */
    async abandon({ id, accountId, app }: Job): Promise<void> {
      if (running.has(id)) return;
      await dropRecovered(accountId, app.id);
      // Whether it was made twice is said all the same.
      if ((await readEntry(id))?.step !== 'created') await removeEntry(id);
    },

    /** Forgets what was under way in an account when the browser ended. */
    async forgetRecovered(accountId: string): Promise<void> {
      await Promise.all([forgetJournal(accountId), forgetRecovered(accountId)]);
    },

    /** Whether a request is out, or about to be. */
    isBusy: (): boolean => running.size > 0,
  };
}

/** What {@link createConnect} gives. */
export type Connect = ReturnType<typeof createConnect>;
