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
 * Time until a job is continued that waits for the network, or whose step may have been interrupted by the end of the
 * background, in milliseconds.
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

/** The values typed into a form, with no secret wiped. */
interface Typed {
  draft: Draft;
  secrets: Secrets | null;
}

/** Returns the function that sends a job: one POST, recorded in the journal before it is sent. */
export function createSend({ config, zapier, connections, settlement, saveProgress, schedule, now }: Dependencies) {
  /** Ends a job that had no effect. */
  async function fail(job: Job, failure: JobFailure): Promise<void> {
    await saveProgress(job, { status: 'failed', failure });
    await removeEntry(job.id);
  }

  /** Makes a job wait until a time in epoch milliseconds, or until the network is back if that is null. */
  async function wait(job: Job, until: number | null): Promise<void> {
    if (!(await saveProgress(job, { status: 'waiting', until }))) return removeEntry(job.id);
    await schedule.at(jobAlarm(job), until ?? now() + LOOK_AFTER_MS);
  }

  async function readTyped({ accountId, app }: Job): Promise<Typed | null> {
    const { draft, secrets } = await readDraft(accountId, app.id, now());
    return draft?.secretIds.every((id) => secrets?.values[id]) ? { draft, secrets } : null;
  }

  /** Returns the ids of the app's connections, null if Zapier does not list them, or why nothing can be sent now. */
  async function idsBefore({ accountId, app, progress }: Job): Promise<Result<string[] | null, Failure>> {
    // After a wait, request the list anew to learn whether Zapier can be reached: the network may be unreliable.
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
    const isUnknown = failure.code === 'answer-lost' || failure.code === 'not-understood';
    if (isUnknown || failure.code === 'server-error' || isConflict) return settlement.lost(entry, failure);
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
    // Before saving the progress: after that, the agent may be typing the next draft.
    await removeDraft(accountId, app.id);
    // Otherwise the restored form would report the secrets as wiped.
    const draft = { ...typed.draft, secretIds: [] };
    const isSaved = await saveProgress(entry, { status: 'connected', connection, connectedAt: now(), draft });
    // The account was signed out or the job was replaced meanwhile.
    if (!isSaved) return removeEntry(entry.id);
    const settled: JournalEntry = { ...entry, step: 'created', created: connection };
    // Each write by itself, so that a full disk does not prevent the others.
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
