import type { ConnectionRef, ListedConnection } from '../../shared/connection';
import { readDraft, removeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { type Doubt, type Job, jobItem, type Loss, saveJob } from '../../shared/job';
import { foldedName } from '../../shared/naming';
import type { Connections } from '../connections/connections';
import { REQUEST_TIMEOUT_MS } from '../http/http';
import type { Schedule } from '../schedule';
import type { Zapier } from '../zapier/api';
import { type JournalEntry, removeEntry, writeEntry } from './journal';
import type { SaveProgress } from './progress';
import { showRecovered } from './recovered';

/**
 * How long after an answer was lost Zapier may still be at work on the request, in milliseconds. Until then not to be
 * in the list does not mean never to be. Nobody documents it; gateways give their servers half a minute.
 */
export const SETTLE_MS = 30_000;

/** How often the list is asked for by itself where it cannot be read, and the longest pause between, in milliseconds. */
const MAX_LOOKS = 8;
const MAX_PAUSE_MS = 10 * 60_000;

interface Dependencies {
  zapier: Pick<Zapier, 'listAuthentications'>;
  connections: Pick<Connections, 'keep'>;
  saveProgress: SaveProgress;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** The name under which a job's next step is scheduled. */
export const jobAlarm = ({ accountId, app }: Pick<Job, 'accountId' | 'app'>): string => `job/${accountId}/${app.id}`;

/** Whether Zapier has finished with a request, whatever came of it; behind a gateway's own answer it may go on. */
const isAnswered = (loss: Loss): boolean =>
  loss.code === 'refused' || (loss.code === 'server-error' && isZapiers(loss));
const isZapiers = ({ errors, status }: { errors: unknown[]; status: number }) =>
  errors.length > 0 && status !== 502 && status !== 504;

/** Settles, by looking at the account's list, what an answer did not: whether a connection was made, and how often. */
export function createSettlement({ zapier, connections, saveProgress, schedule, now }: Dependencies) {
  async function list({ accountId, app }: JournalEntry) {
    const listed = await zapier.listAuthentications(accountId, app.id);
    if (listed.ok) await connections.keep(accountId, app.id, listed.value);
    return listed;
  }

  /** Has the list asked for again, where it could not be read. Answers when, or null where it has been long enough. */
  async function lookAgain(entry: JournalEntry, failure: Failure): Promise<number | null> {
    const looks = entry.looks + 1;
    await writeEntry({ ...entry, looks });
    if (looks >= MAX_LOOKS) return null;
    const pause = Math.min(SETTLE_MS * 2 ** entry.looks, MAX_PAUSE_MS);
    const when = failure.code === 'paused' ? failure.until : now() + pause;
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

  async function absent(entry: JournalEntry, loss: Loss) {
    const checkedAt = now();
    const nextLookAt = (entry.lostAt ?? checkedAt) + SETTLE_MS;
    if (!entry.isAnswered && checkedAt < nextLookAt) {
      await saveProgress(entry, { status: 'not-sure', loss, doubt: { code: 'too-early', nextLookAt }, checkedAt });
      return schedule.at(jobAlarm(entry), nextLookAt);
    }
    // A refusal that made nothing is a refusal like any other.
    const failure = loss.code === 'refused' ? loss : ({ code: 'not-created', loss, checkedAt } as const);
    await saveProgress(entry, { status: 'failed', failure });
    await removeEntry(entry.id);
  }

  async function look(entry: JournalEntry, loss: Loss): Promise<void> {
    if (!(await saveProgress(entry, { status: 'checking', loss }))) return removeEntry(entry.id);
    const listed = await list(entry);
    const doubt = (code: Doubt) => saveProgress(entry, { status: 'not-sure', loss, doubt: code, checkedAt: now() });
    if (!listed.ok) {
      await doubt({ code: 'not-listed' });
      return void (await lookAgain(entry, listed.failure));
    }
    const verdict = judge(entry, listed.value);
    if (verdict.code === 'found') await found(entry, verdict);
    else if (verdict.code === 'absent') await absent(entry, loss);
    else await doubt(verdict);
  }

  /** Says that more was made than was ordered, also to an agent who has gone on to something else. */
  async function tellTwins(entry: JournalEntry, twins: ConnectionRef[]): Promise<void> {
    const { id, accountId, app, title, created, sentAt } = entry;
    const stored = await jobItem.read(accountId, app.id);
    if (stored?.id === id && stored.progress.status === 'connected')
      return void (await saveProgress(entry, { ...stored.progress, twins }));
    // What is under way for this app lists them with the others of their name.
    if (stored || !created) return;
    await saveJob({ id, accountId, app, title, progress: { status: 'checking', loss: { code: 'answer-lost' } } });
    await showRecovered(entry);
    await saveProgress(entry, { status: 'connected', connection: created, connectedAt: sentAt, twins });
  }

  return {
    /** The answer to a request is lost: looks what came of it. */
    async lost(entry: JournalEntry, loss: Loss): Promise<void> {
      // A request that was out when the background ended is long over.
      const lostAt = Math.min(now(), entry.sentAt + REQUEST_TIMEOUT_MS);
      const unknown: JournalEntry = { ...entry, step: 'unknown', lostAt, isAnswered: isAnswered(loss) };
      await writeEntry(unknown);
      await look(unknown, loss);
    },

    /** Looks once more what came of a request whose answer is lost. */
    async lookOnceMore(entry: JournalEntry): Promise<void> {
      const job = await jobItem.read(entry.accountId, entry.app.id);
      // Whoever gave it up has been told that it is not sure.
      if (job?.id !== entry.id) return removeEntry(entry.id);
      const { progress } = job;
      await look(entry, 'loss' in progress ? progress.loss : { code: 'answer-lost' });
    },

    /** Whether a request that Zapier refused was carried out before, because the browser itself had sent it twice. */
    async isFound(entry: JournalEntry): Promise<boolean> {
      const listed = await list(entry);
      const verdict = listed.ok ? judge(entry, listed.value) : null;
      if (verdict?.code !== 'found') return false;
      await found(entry, verdict);
      return true;
    },

    /** Reads the list once more after a connection was made: the browser may have sent the request twice. */
    async lookForTwins(entry: JournalEntry): Promise<void> {
      const listed = await list(entry);
      if (!listed.ok) {
        if ((await lookAgain(entry, listed.failure)) === null) await removeEntry(entry.id);
        return;
      }
      const verdict = judge(entry, listed.value);
      const named: ConnectionRef[] = verdict.code === 'found' ? [verdict.connection, ...verdict.others] : [];
      const twins = named.filter(({ id }) => id !== entry.created?.id);
      if (twins.length > 0) await tellTwins(entry, twins);
      await removeEntry(entry.id);
    },
  };
}

/** What {@link createSettlement} gives. */
export type Settlement = ReturnType<typeof createSettlement>;

/** What an account's list says of a request whose answer is lost. */
export type Verdict =
  /** There; `others` are further ones of its name that are as new. */
  | { code: 'found'; connection: ConnectionRef; others: ConnectionRef[] }
  | { code: 'absent' }
  /** Something that may be it is there, by title. */
  | { code: 'perhaps'; titles: string[] };

/** Compares an app's connections with those known before a request, by id, and by name as people read names. */
export function judge({ before, title }: Pick<JournalEntry, 'before' | 'title'>, listed: ListedConnection[]): Verdict {
  const isNamed = (connection: ListedConnection) => foldedName(connection.title) === foldedName(title);
  if (before === null) {
    const named = listed.filter(isNamed);
    return named.length === 0 ? { code: 'absent' } : { code: 'perhaps', titles: named.map((one) => one.title) };
  }
  const known = new Set(before);
  const made = listed.filter(({ id }) => !known.has(id));
  const [connection, ...others] = made.filter(isNamed).map(({ id, title }) => ({ id, title }));
  if (connection) return { code: 'found', connection, others };
  return made.length === 0 ? { code: 'absent' } : { code: 'perhaps', titles: made.map((one) => one.title) };
}
