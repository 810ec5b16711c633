import browser from 'webextension-polyfill';
import type { AccountStore } from '../accounts/account-store';
import type { Attention } from '../attention';
import type { Config } from '../config/config';
import type { Connections } from '../connections/connections';
import { readListed } from '../connections/listed';
import type { Failure } from '../failure';
import { noteRefusal } from '../hosted/refused-apps';
import { failed, type Result, succeeded } from '../result';
import type { Schedule } from '../schedule';
import type { Connection, Zapier } from '../zapier/zapier';
import { authenticationFields } from './credentials';
import { type Draft, readDraft, removeDraft, type Secrets } from './draft';
import { rememberFieldNames } from './field-names';
import { isJobKey, type Job, type JobFailure, type Progress, readJob, writeJob } from './job';
import { type JournalEntry, readEntry, readJournal, removeEntry, writeEntry } from './journal';
import { dropRecovered, showRecovered } from './recovered';
import { createSettlement, jobAlarm } from './settle';
import { createTell } from './tell';

/**
 * When a job is looked at again that waits for the network, or that a background has taken up and may have been ended
 * over, in milliseconds.
 */
const LOOK_AFTER_MS = 30_000;

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

/** What was typed, with every secret still there. */
interface Typed {
  draft: Draft;
  secrets: Secrets | null;
}

/**
 * Carries out the jobs that pages order: one POST each, written down before it leaves. What became of it is settled
 * by the answer, or by looking; it is never sent again where it may have been carried out.
 */
export function createConnect(dependencies: Dependencies) {
  const { config, store, zapier, connections, attention, schedule, now } = dependencies;
  const { tell, takeBack } = createTell(store, attention);
  const settlement = createSettlement({ zapier, connections, tell, schedule, now });
  const running = new Set<string>();

  /** One step of a job at a time. */
  async function alone(jobId: string, work: () => Promise<void>): Promise<void> {
    if (running.has(jobId)) return;
    running.add(jobId);
    try {
      await work();
    } finally {
      running.delete(jobId);
    }
  }

  /** Nothing of this job was carried out. */
  async function fail(job: Job, failure: JobFailure): Promise<void> {
    await tell(job, { status: 'failed', failure });
    await removeEntry(job.id);
  }

  /** Until the network is back, or Zapier takes requests again. */
  async function wait(job: Job, until: number | null): Promise<void> {
    if (!(await tell(job, { status: 'waiting', until }))) return removeEntry(job.id);
    await schedule.at(jobAlarm(job), until ?? now() + LOOK_AFTER_MS);
  }

  async function readTyped({ accountId, app }: Job): Promise<Typed | null> {
    const { draft, secrets } = await readDraft(accountId, app.id, now());
    return draft?.secretIds.every((id) => secrets?.values[id]) ? { draft, secrets } : null;
  }

  /** Ids of the app's connections now, null where Zapier does not list them, or what keeps a request from being sent. */
  async function idsBefore({ accountId, app, progress }: Job): Promise<Result<string[] | null, Failure>> {
    // After a wait the list also tells whether Zapier can be reached: a network that is just back may not hold.
    const refreshed = await connections.refresh(accountId, app.id, progress.status === 'waiting' ? 0 : undefined);
    if (refreshed.ok) return succeeded((await readListed(accountId, app.id))?.connections.map(({ id }) => id) ?? null);
    const { failure } = refreshed;
    if (failure.code === 'refused' || failure.code === 'server-error') return succeeded(null);
    return failed(failure.code === 'answer-lost' ? { code: 'not-sent' } : failure);
  }

  async function carryOut(job: Job): Promise<void> {
    await schedule.at(jobAlarm(job), now() + LOOK_AFTER_MS);
    const typed = await readTyped(job);
    if (!typed) return fail(job, { code: 'values-gone' });
    if (!navigator.onLine) return wait(job, null);
    const held = await readEntry(job.id);
    if (held && (await settlement.isFound(held))) return;
    const before = held ? succeeded(held.before) : await idsBefore(job);
    if (before.ok) return send(job, typed, before.value);
    if (before.failure.code === 'paused') return wait(job, before.failure.until);
    if (before.failure.code === 'not-sent' && job.progress.status === 'waiting') return wait(job, null);
    await fail(job, before.failure);
  }

  async function send(job: Job, typed: Typed, before: string[] | null): Promise<void> {
    const { id, accountId, app, title, ticket } = job;
    const sentAt = now();
    const kept = { id, accountId, app, title, ...(ticket && { ticket }) };
    const entry: JournalEntry = { ...kept, step: 'sending', before, sentAt, looks: 0 };
    const isJournaled = await writeEntry(entry).then(
      () => true,
      () => false,
    );
    if (!isJournaled) return fail(job, { code: 'not-journaled' });
    await schedule.at(jobAlarm(job), sentAt + LOOK_AFTER_MS);
    if (!(await tell(job, { status: 'sending', sentAt }))) return removeEntry(id);

    const definition = (await config()).apps.find((defined) => defined.app === app.id) ?? null;
    const fields = authenticationFields(definition, typed.draft, typed.secrets);
    const result = await zapier.createAuthentication(accountId, { title, app: app.id, authentication_fields: fields });
    if (result.ok) return created(entry, result.value, typed, definition ? [] : Object.keys(fields));
    const { failure } = result;
    const isConflict = failure.code === 'refused' && failure.status === 409;
    if (failure.code === 'answer-lost' || failure.code === 'server-error' || isConflict)
      return settlement.lost(entry, failure);
    if (failure.code === 'paused') {
      await writeEntry({ ...entry, step: 'held' });
      return wait(job, failure.until);
    }
    await fail(job, failure);
    await noteRefusal(app.id, result);
  }

  async function created(
    entry: JournalEntry,
    connection: Connection,
    typed: Typed,
    freeNames: string[],
  ): Promise<void> {
    const { accountId, app } = entry;
    // Before it is told: a page that has been told may be typing the next one.
    await removeDraft(accountId, app.id);
    // No secret is kept, so none was wiped that could be missed.
    const draft = { ...typed.draft, secretIds: [] };
    await tell(entry, { status: 'connected', connection, connectedAt: now(), draft });
    const settled: JournalEntry = { ...entry, step: 'created', created: connection };
    // Each on its own: what is only remembered must not keep the rest, should the disk be full.
    await Promise.allSettled([
      writeEntry(settled),
      noteRefusal(app.id, succeeded(connection)),
      freeNames.length > 0 ? rememberFieldNames(app.id, freeNames) : null,
      connections.made(entry, connection, typed.draft, typed.secrets),
    ]);
    await settlement.lookForTwins(settled);
  }

  /** Takes a request from where the journal has it. */
  async function goOn(entry: JournalEntry): Promise<void> {
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
    // The outcome was told before the journal knew, or the job itself waits.
    if (status !== 'waiting') await removeEntry(id);
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
        ...entries.map((entry) => alone(entry.id, () => goOn(entry))),
        ...jobs.map((job) => (job.progress.status === 'ordered' ? this.takeUp(job) : null)),
        ...jobs.map((job) => alone(job.id, () => resumeWaiting(job))),
      ]);
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

    /** Whether a request is out, or about to be. */
    isBusy: (): boolean => running.size > 0,
  };
}

/** What {@link createConnect} gives. */
export type Connect = ReturnType<typeof createConnect>;
