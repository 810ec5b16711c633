import type { Config } from '../../shared/config';
import type { ConnectionRef } from '../../shared/connection';
import { authenticationFields } from '../../shared/definitions/credentials';
import { type Draft, readDraft, removeDraft, type Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import type { Job, JobFailure } from '../../shared/job';
import { failed, type Result, succeeded } from '../../shared/result';
import type { Connections } from '../connections/connections';
import { keepOnDisk } from '../keep-on-disk';
import type { Schedule } from '../schedule';
import type { Zapier } from '../zapier/api';
import { noteRefusal, rememberFieldNames } from './app-memory';
import { type JournalEntry, readEntry, removeEntry, writeEntry } from './journal';
import type { SaveProgress } from './progress';
import { jobAlarm, type Settlement } from './settle';
import { withoutSecrets } from './without-secrets';

/**
 * When a job is looked at again that waits for the network, or that a background has taken up and may have been ended
 * over, in milliseconds.
 */
const LOOK_AFTER_MS = 30_000;

interface Dependencies {
  config: () => Promise<Config>;
  zapier: Pick<Zapier, 'createAuthentication'>;
  connections: Pick<Connections, 'list' | 'made'>;
  settlement: Settlement;
  saveProgress: SaveProgress;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What was typed, with every secret still there. */
interface Typed {
  draft: Draft;
  secrets: Secrets | null;
}

/** Makes the function that carries out a job which has not been sent: one POST, written down before it leaves. */
export function createSend({ config, zapier, connections, settlement, saveProgress, schedule, now }: Dependencies) {
  /** Nothing of this job was carried out. */
  async function fail(job: Job, failure: JobFailure): Promise<void> {
    await saveProgress(job, { status: 'failed', failure });
    await removeEntry(job.id);
  }

  /** Until the network is back, or Zapier takes requests again. */
  async function wait(job: Job, until: number | null): Promise<void> {
    if (!(await saveProgress(job, { status: 'waiting', until }))) return removeEntry(job.id);
    await schedule.at(jobAlarm(job), until ?? now() + LOOK_AFTER_MS);
  }

  async function readTyped({ accountId, app }: Job): Promise<Typed | null> {
    const { draft, secrets } = await readDraft(accountId, app.id, now());
    return draft?.secretIds.every((id) => secrets?.values[id]) ? { draft, secrets } : null;
  }

  /** Ids of the app's connections now, null where Zapier does not list them, or what keeps a request from being sent. */
  async function idsBefore({ accountId, app, progress }: Job): Promise<Result<string[] | null, Failure>> {
    // After a wait the list also tells whether Zapier can be reached: a network that is just back may not hold.
    const listed = await connections.list(accountId, app.id, progress.status === 'waiting' ? 0 : undefined);
    if (listed.ok) return succeeded(listed.value.map(({ id }) => id));
    const { failure } = listed;
    if (failure.code === 'refused' || failure.code === 'server-error') return succeeded(null);
    return failed(failure.code === 'answer-lost' ? { code: 'not-sent' } : failure);
  }

  async function start(job: Job): Promise<void> {
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
    if (!(await keepOnDisk('journal', () => writeEntry(entry)))) return fail(job, { code: 'not-journaled' });
    await schedule.at(jobAlarm(job), sentAt + LOOK_AFTER_MS);
    if (!(await saveProgress(job, { status: 'sending', sentAt }))) return removeEntry(id);

    const definition = (await config()).apps.find((defined) => defined.app === app.id) ?? null;
    const fields = authenticationFields(definition, typed.draft, typed.secrets);
    const result = await zapier.createAuthentication(accountId, { title, app: app.id, authentication_fields: fields });
    if (result.ok) return created(entry, result.value, typed, definition ? [] : Object.keys(fields));
    const failure = withoutSecrets(result.failure, typed.secrets);
    const isConflict = failure.code === 'refused' && failure.status === 409;
    if (failure.code === 'answer-lost' || failure.code === 'server-error' || isConflict)
      return settlement.lost(entry, failure);
    if (failure.code === 'paused') {
      await writeEntry({ ...entry, step: 'held' });
      return wait(job, failure.until);
    }
    await fail(job, failure);
    await keepOnDisk('refusedApps', () => noteRefusal(app.id, result));
  }

  async function created(
    entry: JournalEntry,
    connection: ConnectionRef,
    typed: Typed,
    freeNames: string[],
  ): Promise<void> {
    const { accountId, app } = entry;
    // Before it is told: a page that has been told may be typing the next one.
    await removeDraft(accountId, app.id);
    // No secret is kept, so none was wiped that could be missed.
    const draft = { ...typed.draft, secretIds: [] };
    const isSaved = await saveProgress(entry, { status: 'connected', connection, connectedAt: now(), draft });
    // Signed out meanwhile: nothing of the account is kept any more.
    if (!isSaved) return removeEntry(entry.id);
    const settled: JournalEntry = { ...entry, step: 'created', created: connection };
    // Each on its own: what is only remembered must not keep the rest, should the disk be full.
    await Promise.all([
      keepOnDisk('journal', () => writeEntry(settled)),
      keepOnDisk('refusedApps', () => noteRefusal(app.id, succeeded(connection))),
      freeNames.length > 0 && keepOnDisk('fieldNames', () => rememberFieldNames(app.id, freeNames)),
      keepOnDisk('madeHere', () => connections.made(entry, connection, typed.draft, typed.secrets)),
    ]);
    await settlement.lookForTwins(settled);
  }

  return start;
}
