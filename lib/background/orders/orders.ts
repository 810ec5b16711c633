import browser from 'webextension-polyfill';
import { sessionAccountsItem } from '../../shared/account';
import type { Config } from '../../shared/config';
import { type Job, jobItem, type Progress, saveJob } from '../../shared/job';
import type { OfApp } from '../../shared/messages';
import type { Attention } from '../attention';
import type { Connections } from '../connections/connections';
import type { Schedule } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { forgetJournal, type JournalEntry, readEntry, readJournal, removeEntry } from './journal';
import { createProgress } from './progress';
import { dropRecovered, forgetRecovered, showRecovered } from './recovered';
import { createSend } from './send';
import { createSettlement, jobAlarm } from './settle';

interface Dependencies {
  config: () => Promise<Config>;
  store: AccountStore;
  zapier: Pick<Zapier, 'createAuthentication' | 'listAuthentications'>;
  connections: Pick<Connections, 'list' | 'keep' | 'made'>;
  attention: Attention;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Carries out the jobs that pages order: one POST each, written down before it leaves. What became of it is settled
 * by the answer, or by looking; it is never sent again where it may have been carried out.
 */
export function createOrders(dependencies: Dependencies) {
  const { store, attention, schedule, now } = dependencies;
  const { saveProgress, takeBack } = createProgress(store, attention);
  const settlement = createSettlement({ ...dependencies, saveProgress });
  const send = createSend({ ...dependencies, settlement, saveProgress });
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
    const job = (await jobItem.read(accountId, app.id)) ?? (await bringBack(entry));
    const { status } = job.progress;
    if (step === 'created') return settlement.lookForTwins(entry);
    if (job.id !== id) return removeEntry(id);
    if (step === 'unknown') return settlement.lookOnceMore(entry);
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
    await saveJob(job);
    await showRecovered(job);
    return job;
  }

  async function resumeWaiting(job: Job): Promise<void> {
    if (job.progress.status !== 'waiting') return;
    const { until } = job.progress;
    if (until !== null && now() < until) await schedule.at(jobAlarm(job), until);
    else await send(job);
  }

  async function storedJobs(): Promise<Job[]> {
    const kept = await browser.storage.session.get();
    return Object.entries(kept).flatMap(([key, job]) => (jobItem.isKey(key) ? [job as Job] : []));
  }

  /** Takes up an ordered job, once, however often it is told of it. */
  const takeUp = (ordered: Job): Promise<void> =>
    alone(ordered.id, async () => {
      if (ordered.progress.status !== 'ordered') return;
      const current = await jobItem.read(ordered.accountId, ordered.app.id);
      if (current?.id === ordered.id && current.progress.status === 'ordered') await send(current);
    });

  /** Goes on with everything that waits or is not settled. */
  async function resume(): Promise<void> {
    const [entries, jobs] = [await readJournal(), await storedJobs()];
    await Promise.all([
      ...entries.map((entry) => alone(entry.id, () => goOnFrom(entry))),
      ...jobs.map((job) => (job.progress.status === 'ordered' ? takeUp(job) : null)),
      ...jobs.map((job) => alone(job.id, () => resumeWaiting(job))),
    ]);
  }

  /** A page has forgotten a job, or ordered another in its place: nobody waits for the old one any more. */
  async function abandon({ id, accountId, app }: Job): Promise<void> {
    if (running.has(id)) return;
    await dropRecovered(accountId, app.id);
    // Whether it was made twice is said all the same.
    if ((await readEntry(id))?.step !== 'created') await removeEntry(id);
  }

  return {
    takeUp,
    resume,
    abandon,

    /**
     * Takes up jobs as pages order them, and goes on with those that wait when somebody has signed in or the network
     * is back. Must be called in the background's first task.
     */
    follow(): void {
      browser.storage.onChanged.addListener((changes, area) => {
        if (area !== 'session') return;
        for (const [key, { newValue, oldValue }] of Object.entries(changes)) {
          if (!jobItem.isKey(key)) continue;
          const [job, before] = [newValue as Job | undefined, oldValue as Job | undefined];
          if (before && before.id !== job?.id) void abandon(before);
          if (job) void takeUp(job);
        }
      });
      // Somebody who has signed in again may have left a request behind whose answer is lost.
      sessionAccountsItem.watch(() => void resume());
      globalThis.addEventListener('online', () => void resume());
    },

    /** Goes on because the agent asks, who may have been told how far this job is before its step was quite over. */
    async goOn({ accountId, appId }: OfApp): Promise<void> {
      const job = await jobItem.read(accountId, appId);
      // Whoever began that step is told why it broke.
      await running.get(job?.id ?? '')?.catch(() => undefined);
      await resume();
    },

    /** Takes back a job that has not been sent. */
    async cancel({ accountId, appId }: OfApp): Promise<void> {
      const job = await jobItem.read(accountId, appId);
      if (!job || !(await takeBack(job))) return;
      await Promise.all([removeEntry(job.id), schedule.cancel(jobAlarm(job))]);
    },

    /** Forgets what was under way in an account when the browser ended. */
    async forgetRecovered({ accountId }: { accountId: string }): Promise<void> {
      await Promise.all([forgetJournal(accountId), forgetRecovered(accountId)]);
    },

    /** Whether a request is out, or about to be. */
    isBusy: (): boolean => running.size > 0,
  };
}

/** The object that {@link createOrders} returns. */
export type Orders = ReturnType<typeof createOrders>;
