import browser from 'webextension-polyfill';
import { sessionAccountsItem } from '../../shared/account';
import type { Config } from '../../shared/config';
import { isAhead, isUnderWay, type Job, jobItem, type Progress, saveJob } from '../../shared/job';
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
  zapier: Pick<Zapier, 'createAuthentication'>;
  connections: Pick<Connections, 'read' | 'before' | 'made'>;
  attention: Attention;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Carries out the jobs that pages order: one POST each, recorded in the journal before it is sent. The outcome comes
 * from the answer or from the account's list. A POST that may have taken effect is never sent again.
 */
export function createOrders(dependencies: Dependencies) {
  const { store, attention, schedule, now } = dependencies;
  const { saveProgress, giveUp, takeBack } = createProgress(store, attention);
  const settlement = createSettlement({ ...dependencies, saveProgress, giveUp });
  const send = createSend({ ...dependencies, settlement, saveProgress, giveUp });
  /** The running step of each job, by job id, with the name of the form it was ordered in. */
  const running = new Map<string, { form: string; step: Promise<void> }>();

  const formOf = ({ accountId, app }: Pick<Job, 'accountId' | 'app'>): string => jobItem.name(accountId, app.id);

  /** Runs a step of a job, unless another one of it is running. */
  async function alone(job: Pick<Job, 'id' | 'accountId' | 'app'>, work: () => Promise<void>): Promise<void> {
    if (running.has(job.id)) return;
    const step = work().finally(() => running.delete(job.id));
    running.set(job.id, { form: formOf(job), step });
    await step;
  }

  /** Waits until no other job of the same form is running: two pages with one form make one connection. */
  async function afterOthers(job: Job): Promise<void> {
    const others = [...running].filter(([id, { form }]) => id !== job.id && form === formOf(job));
    // Whoever started those steps handles their errors.
    await Promise.allSettled(others.map(([, { step }]) => step));
  }

  /** Continues a request from its journal entry. */
  async function goOnFrom(entry: JournalEntry): Promise<void> {
    const { id, accountId, app, step } = entry;
    if (!(await store.account(accountId))) {
      // Its tokens were lost with the browser. The outcome is looked up once the account is signed in again.
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
    // The outcome was saved in the job, but not yet in the journal.
    await removeEntry(id);
  }

  /** Recreates the job of a request that was not settled when the browser ended and its memory was lost. */
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
    if (until !== null && isAhead(until, now())) await schedule.at(jobAlarm(job), until);
    else await send(job);
  }

  async function storedJobs(): Promise<Job[]> {
    const kept = await browser.storage.session.get();
    return Object.entries(kept).flatMap(([key, job]) => (jobItem.isKey(key) ? [job as Job] : []));
  }

  /** Starts an ordered job. Repeated calls start it only once. */
  const takeUp = (ordered: Job): Promise<void> =>
    alone(ordered, async () => {
      if (ordered.progress.status !== 'ordered') return;
      await afterOthers(ordered);
      const current = await jobItem.read(ordered.accountId, ordered.app.id);
      if (current?.id === ordered.id && current.progress.status === 'ordered') await send(current);
    });

  /** Continues all jobs that are ordered, waiting or not settled. */
  async function resume(): Promise<void> {
    const [entries, jobs] = [await readJournal(), await storedJobs()];
    await Promise.all([
      ...entries.map((entry) => alone(entry, () => goOnFrom(entry))),
      ...jobs.map((job) => (job.progress.status === 'ordered' ? takeUp(job) : null)),
      ...jobs.map((job) => alone(job, () => resumeWaiting(job))),
    ]);
  }

  /** Drops a job that a page has removed or replaced, unless a step of it is running. */
  async function abandon({ id, accountId, app }: Job): Promise<void> {
    if (running.has(id)) return;
    await dropRecovered(accountId, app.id);
    // The agent is still told of twins.
    if ((await readEntry(id))?.step !== 'created') await giveUp({ id, accountId });
  }

  return {
    takeUp,
    resume,
    abandon,

    /**
     * Starts jobs as pages order them, and continues the others when an account changes or the network is back. Must be
     * called in the background's first task.
     */
    follow(): void {
      browser.storage.onChanged.addListener((changes, area) => {
        if (area !== 'session') return;
        for (const [key, { newValue, oldValue }] of Object.entries(changes)) {
          if (!jobItem.isKey(key)) continue;
          const [job, before] = [newValue as Job | undefined, oldValue as Job | undefined];
          const replaced = before && before.id !== job?.id ? before : null;
          const isStarted = replaced !== null && isUnderWay(replaced) && replaced.progress.status !== 'ordered';
          // The page that ordered later adopts the job that is running.
          if (job && isStarted && running.has(replaced.id)) void saveJob(replaced);
          else {
            if (replaced) void abandon(replaced);
            if (job) void takeUp(job);
          }
        }
      });
      // An account that is signed in again may have a request whose answer is lost.
      sessionAccountsItem.watch(() => void resume());
      globalThis.addEventListener('online', () => void resume());
    },

    /** Continues all jobs at the agent's request, once the running step of this app's job is over. */
    async goOn({ accountId, appId }: OfApp): Promise<void> {
      const job = await jobItem.read(accountId, appId);
      // Whoever started that step handles its error.
      await running.get(job?.id ?? '')?.step.catch(() => undefined);
      await resume();
    },

    /** Cancels a job that has not been sent. */
    async cancel({ accountId, appId }: OfApp): Promise<void> {
      const job = await jobItem.read(accountId, appId);
      if (!job || !(await takeBack(job))) return;
      await Promise.all([removeEntry(job.id), schedule.cancel(jobAlarm(job))]);
    },

    /** Forgets an account's requests that were not settled when the browser ended. */
    async forgetRecovered({ accountId }: { accountId: string }): Promise<void> {
      await Promise.all([forgetJournal(accountId), forgetRecovered(accountId)]);
    },

    /** Returns whether a step of any job is running, which may send a request. */
    isBusy: (): boolean => running.size > 0,
  };
}

/** The object that {@link createOrders} returns. */
export type Orders = ReturnType<typeof createOrders>;
