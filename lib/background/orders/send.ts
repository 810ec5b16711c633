import type { Config } from '../../shared/config';
import type { ConnectionRef } from '../../shared/connection';
import { authenticationFields, placesFor } from '../../shared/definitions/credentials';
import { type Draft, readDraft, removeDraft, type Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import type { Job, JobFailure } from '../../shared/job';
import { type Result, succeeded } from '../../shared/result';
import type { Before, Connections } from '../connections/connections';
import { keepOnDisk } from '../keep-on-disk';
import type { Schedule } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { noteRefusal, rememberFieldNames } from './app-memory';
import { amendEntry, type JournalEntry, readEntry, removeEntry, writeEntry } from './journal';
import type { GiveUp, SaveProgress } from './progress';
import { jobAlarm, type Settlement } from './settle';
import { rememberUsed } from './used-credentials';
import { withoutSecrets } from './without-secrets';

/**
 * Time until a job is continued that waits for the network, or whose step may have been interrupted by the end of the
 * background, in milliseconds.
 */
const LOOK_AFTER_MS = 30_000;

interface Dependencies {
  config: () => Promise<Config>;
  store: Pick<AccountStore, 'account'>;
  zapier: Pick<Zapier, 'createAuthentication'>;
  connections: Pick<Connections, 'before' | 'made'>;
  settlement: Settlement;
  saveProgress: SaveProgress;
  giveUp: GiveUp;
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
export function createSend(dependencies: Dependencies) {
  const { config, store, zapier, connections, settlement, saveProgress, giveUp, schedule, now } = dependencies;

  /** Ends a job that had no effect. */
  async function fail(job: Job, failure: JobFailure): Promise<void> {
    await saveProgress(job, { status: 'failed', failure });
    await removeEntry(job.id);
  }

  /** Makes a job wait until a time in epoch milliseconds, or until the network is back if that is null. */
  async function wait(job: Job, until: number | null): Promise<void> {
    if (!(await saveProgress(job, { status: 'waiting', until }))) return giveUp(job);
    await schedule.at(jobAlarm(job), until ?? now() + LOOK_AFTER_MS);
  }

  async function readTyped({ accountId, app }: Job): Promise<Typed | null> {
    const { draft, secrets } = await readDraft(accountId, app.id, now());
    return draft?.secretIds.every((id) => secrets?.values[id]) ? { draft, secrets } : null;
  }

  /** Makes a job wait that could not be sent, or ends it. */
  async function holdBack(job: Job, failure: Failure): Promise<void> {
    if (failure.code === 'paused') return wait(job, failure.until);
    if (failure.code === 'not-sent' || failure.code === 'answer-lost') return wait(job, null);
    await fail(job, failure);
  }

  /** Returns what is known of the app's connections before the first request, or why none can be sent now. */
  async function before(job: Job, held: JournalEntry | undefined): Promise<Result<Before, Failure>> {
    if (held) return succeeded({ ids: held.before, count: held.countBefore ?? null });
    // The browser may be wrong about the network, both ways: only an answer shows that Zapier can be reached.
    const asksAnew = job.progress.status === 'waiting' || !navigator.onLine;
    return connections.before({ accountId: job.accountId, appId: job.app.id }, asksAnew);
  }

  async function start(job: Job): Promise<void> {
    await schedule.at(jobAlarm(job), now() + LOOK_AFTER_MS);
    const typed = await readTyped(job);
    if (!typed) return fail(job, { code: 'values-gone' });
    const held = await readEntry(job.id);
    const isFound = held ? await settlement.isFound(held) : succeeded(false);
    if (!isFound.ok) return holdBack(job, isFound.failure);
    if (isFound.value) return;
    const known = await before(job, held);
    if (known.ok) await send(job, typed, known.value);
    else await holdBack(job, known.failure);
  }

  async function send(job: Job, typed: Typed, { ids, count }: Before): Promise<void> {
    const { id, accountId, app, title, ticket } = job;
    const definition = (await config()).apps.find((defined) => defined.app === app.id) ?? null;
    // Otherwise a value could be sent in no place, or in a wrong one.
    if (String(job.fields) !== String(placesFor(definition))) return fail(job, { code: 'form-changed' });
    const sentAt = now();
    const kept = { id, accountId, app, title, ...(ticket && { ticket }) };
    const entry: JournalEntry = { ...kept, step: 'sending', before: ids, countBefore: count, sentAt, looks: 0 };
    if (!(await keepOnDisk('journal', () => writeEntry(entry)))) return fail(job, { code: 'not-journaled' });
    await schedule.at(jobAlarm(job), sentAt + LOOK_AFTER_MS);
    if (!(await saveProgress(job, { status: 'sending', sentAt }))) return removeEntry(id);

    // Only a warning depends on it, which must not keep a request from being sent.
    await rememberUsed(store, accountId, typed.secrets?.values ?? {}, sentAt).catch(() => undefined);
    const fields = authenticationFields(definition, typed.draft, typed.secrets);
    const result = await zapier.createAuthentication(accountId, { title, app: app.id, authentication_fields: fields });
    if (result.ok) return created(entry, result.value, typed, definition ? [] : Object.keys(fields));
    const failure = withoutSecrets(result.failure, typed);
    // A request that timed out or conflicted may have taken effect.
    const isDoubtful = failure.code === 'refused' && [408, 409, 499].includes(failure.status);
    const isUnknown = failure.code === 'answer-lost' || failure.code === 'not-understood';
    if (isUnknown || failure.code === 'server-error' || isDoubtful) return settlement.lost(entry, failure);
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
    const settled: JournalEntry = { ...entry, step: 'created', created: connection };
    if (!isSaved) {
      // If the account was signed out meanwhile, its entry tells of the connection when it comes back.
      await giveUp(entry);
      return void (await amendEntry(settled));
    }
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
