import type { ConnectionRef, Listed } from '../../shared/connection';
import { readDraft, removeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { type Doubt, type Job, jobItem, type Loss, saveJob } from '../../shared/job';
import { type Result, succeeded } from '../../shared/result';
import { type Connections, isAnswer } from '../connections/connections';
import type { Need } from '../connections/list-reader';
import { REQUEST_TIMEOUT_MS } from '../http/http';
import type { Schedule } from '../schedule';
import { type JournalEntry, removeEntry, writeEntry } from './journal';
import type { GiveUp, SaveProgress } from './progress';
import { showRecovered } from './recovered';
import { judge, oneMore, type Verdict } from './verdict';

/**
 * How long Zapier may still be processing a request after its answer was lost, in milliseconds. Until then, a
 * connection that is not in the list may still appear. Undocumented; gateways give their servers half a minute.
 */
export const SETTLE_MS = 30_000;

/** How many times an unreadable list is requested automatically, and the longest pause between, in milliseconds. */
const MAX_LOOKS = 8;
const MAX_PAUSE_MS = 10 * 60_000;

interface Dependencies {
  connections: Pick<Connections, 'read'>;
  saveProgress: SaveProgress;
  giveUp: GiveUp;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What else is new besides a job's connection. */
type Twins = Pick<Extract<Job['progress'], { status: 'connected' }>, 'twins' | 'alsoCounted'>;

/** Returns the name of the alarm for a job's next step. */
export const jobAlarm = ({ accountId, app }: Pick<Job, 'accountId' | 'app'>): string => jobItem.name(accountId, app.id);

/** Statuses by which a gateway, not Zapier, says that it waits no longer. */
const GATEWAY_STATUSES = [408, 499, 502, 504];

/**
 * Returns whether Zapier has finished a request, as it has when it answers with its error codes. After an answer by a
 * gateway, it may still be processing it.
 */
const isAnswered = (loss: Loss): boolean =>
  'errors' in loss && !GATEWAY_STATUSES.includes(loss.status) && loss.errors.some(({ code }) => code !== '');

/** Finds out from the account's list whether a connection was made, and how many times, if the answer did not say. */
export function createSettlement({ connections, saveProgress, giveUp, schedule, now }: Dependencies) {
  /** Reads the list to its end, unless less suffices. */
  const list = ({ accountId, app }: JournalEntry, need: Need): Promise<Result<Listed, Failure>> =>
    connections.read({ accountId, appId: app.id }, { ...need, toTheEnd: true });

  /** Schedules another look at the list. Returns its time, in epoch milliseconds, or null after the last. */
  async function lookAgain(entry: JournalEntry, failure: Failure | null): Promise<number | null> {
    // A pause only interrupts the reading of a list.
    const isPause = failure?.code === 'paused';
    const looks = isPause ? entry.looks : entry.looks + 1;
    if (looks >= MAX_LOOKS) return null;
    const when = isPause ? failure.until : now() + Math.min(SETTLE_MS * 2 ** entry.looks, MAX_PAUSE_MS);
    await writeEntry({ ...entry, looks, ...(failure === null && { lookingSince: when }) });
    await schedule.at(jobAlarm(entry), when);
    return when;
  }

  async function found(entry: JournalEntry, { connection, others }: Extract<Verdict, { code: 'found' }>) {
    const { accountId, app } = entry;
    const { draft } = await readDraft(accountId, app.id, now());
    await removeDraft(accountId, app.id);
    await saveProgress(entry, {
      status: 'connected',
      connection,
      connectedAt: now(),
      ...(draft && { draft: { ...draft, secretIds: [] } }),
      found: true,
      ...(others.length > 0 && { twins: others }),
    });
    await removeEntry(entry.id);
  }

  async function absent(entry: JournalEntry, loss: Loss, checkedAt: number) {
    // A time in the future was left by a clock that has been set back.
    const lostAt = Math.min(entry.lostAt ?? checkedAt, checkedAt);
    const nextLookAt = lostAt + SETTLE_MS;
    if (!entry.isAnswered && checkedAt < nextLookAt) {
      await saveProgress(entry, { status: 'not-sure', loss, doubt: { code: 'too-early', nextLookAt }, checkedAt });
      await writeEntry({ ...entry, lostAt, lookingSince: nextLookAt });
      return schedule.at(jobAlarm(entry), nextLookAt);
    }
    // A 409 that created nothing is shown like any other refusal.
    const failure = loss.code === 'refused' ? loss : ({ code: 'not-created', loss, checkedAt } as const);
    await saveProgress(entry, { status: 'failed', failure });
    await removeEntry(entry.id);
  }

  async function look(entry: JournalEntry, loss: Loss): Promise<void> {
    if (!(await saveProgress(entry, { status: 'checking', loss }))) return giveUp(entry);
    const listed = await list(entry, {
      since: entry.lookingSince ?? now(),
      suffices: (read) => read.count === oneMore(entry) && judge(entry, read).code === 'found',
    });
    const doubt = (code: Doubt) => saveProgress(entry, { status: 'not-sure', loss, doubt: code, checkedAt: now() });
    if (!listed.ok) {
      await doubt({ code: listed.failure.code === 'not-understood' ? 'list-unclear' : 'not-listed' });
      return void (await lookAgain(entry, listed.failure));
    }
    const verdict = judge(entry, listed.value);
    if (verdict.code === 'found') return found(entry, verdict);
    if (verdict.code === 'perhaps') return void (await doubt(verdict));
    if (listed.value.extent === 'whole') return absent(entry, loss, listed.value.listedAt);
    await doubt({ code: 'list-unclear' });
    await lookAgain(entry, null);
  }

  /** Tells the agent what else is new, even if the job's form was left meanwhile. */
  async function tellTwins(entry: JournalEntry, also: Twins): Promise<void> {
    const { id, accountId, app, title, created, sentAt } = entry;
    const stored = await jobItem.read(accountId, app.id);
    if (stored?.id === id && stored.progress.status === 'connected')
      return void (await saveProgress(entry, { ...stored.progress, ...also }));
    // Another job for this app shows them among the existing connections.
    if (stored || !created) return;
    await saveJob({ id, accountId, app, title, progress: { status: 'checking', loss: { code: 'answer-lost' } } });
    await showRecovered(entry);
    await saveProgress(entry, { status: 'connected', connection: created, connectedAt: sentAt, ...also });
  }

  return {
    /** Records that a request's answer is lost, and looks for the connection. */
    async lost(entry: JournalEntry, loss: Loss): Promise<void> {
      // A request that was in flight when the background stopped ended by its time limit.
      const lostAt = Math.min(now(), entry.sentAt + REQUEST_TIMEOUT_MS);
      const unknown: JournalEntry = {
        ...{ ...entry, step: 'unknown', lostAt, lookingSince: lostAt },
        isAnswered: isAnswered(loss),
      };
      await writeEntry(unknown);
      await look(unknown, loss);
    },

    /** Looks again for the connection of a request whose answer is lost. */
    async lookOnceMore(entry: JournalEntry): Promise<void> {
      const job = await jobItem.read(entry.accountId, entry.app.id);
      // The agent gave the job up, knowing that its outcome was not known.
      if (job?.id !== entry.id) return giveUp(entry);
      const { progress } = job;
      await look(entry, 'loss' in progress ? progress.loss : { code: 'answer-lost' });
    },

    /**
     * Looks for the connection of a request that was refused because of the rate limit: the browser may have sent the
     * request twice. If it exists, ends the job as connected and returns true.
     */
    async isFound(entry: JournalEntry): Promise<Result<boolean, Failure>> {
      const { accountId, app } = entry;
      const listed = await connections.read(
        { accountId, appId: app.id },
        // Usually one page shows that there are as many as before.
        {
          since: now(),
          unlessUnchanged: true,
          suffices: ({ count }) => count !== null && count + 1 === oneMore(entry),
        },
      );
      if (!listed.ok) return isAnswer(listed.failure) ? succeeded(false) : listed;
      const verdict = judge(entry, listed.value);
      if (verdict.code === 'found') await found(entry, verdict);
      return succeeded(verdict.code === 'found');
    },

    /** Searches the list for twins of a new connection: the browser may have sent the request twice. */
    async lookForTwins(entry: JournalEntry): Promise<void> {
      const listed = await list(entry, {
        since: entry.lookingSince ?? now(),
        unlessUnchanged: true,
        // Without the ids from before, the rest of the list would tell no more than its count.
        suffices: ({ count }) => count === oneMore(entry) || (entry.before === null && count !== null),
      });
      if (!listed.ok) {
        if ((await lookAgain(entry, listed.failure)) === null) await removeEntry(entry.id);
        return;
      }
      const { count } = listed.value;
      const expected = oneMore(entry);
      const verdict = count === expected ? null : judge(entry, listed.value);
      const named: ConnectionRef[] = verdict?.code === 'found' ? [verdict.connection, ...verdict.others] : [];
      const twins = named.filter(({ id }) => id !== entry.created?.id);
      const alsoCounted = entry.before === null && count !== null && expected !== undefined ? count - expected : 0;
      if (twins.length > 0) await tellTwins(entry, { twins });
      else if (alsoCounted > 0) await tellTwins(entry, { alsoCounted });
      await removeEntry(entry.id);
    },
  };
}

/** The object that {@link createSettlement} returns. */
export type Settlement = ReturnType<typeof createSettlement>;
