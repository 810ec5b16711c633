import { storage } from 'wxt/utils/storage';
import type { ConnectionRef } from '../../shared/connection';
import { changeItem, type ItemKey } from '../../shared/items';
import type { Job } from '../../shared/job';

/**
 * What is written down before a request to create a connection leaves, so that whatever ends meanwhile, the
 * background or the browser, it can be settled afterwards by looking. Never a credential, never Zapier's words.
 */
export interface JournalEntry extends Omit<Job, 'progress'> {
  /**
   * `sending`: the request may be out. `held`: Zapier refused it for its limit of requests; it is sent again.
   * `unknown`: its answer is lost. `created`: Zapier has answered with the connection, and whether it is the only
   * one is still to be seen.
   */
  step: 'sending' | 'held' | 'unknown' | 'created';
  /** Ids of the app's connections before the first request; null where they could not be listed. */
  before: string[] | null;
  /** Epoch milliseconds. */
  sentAt: number;
  /** When it was known that the answer is lost, in epoch milliseconds. */
  lostAt?: number;
  /** Whether Zapier did answer, so that it is no longer at work on the request. */
  isAnswered?: boolean;
  /** What Zapier answered with. */
  created?: ConnectionRef;
  /** How often the account's list has been asked for without an answer that decides. */
  looks: number;
}

/**
 * The requests that are not settled, by job id. On disk, because they outlive the browser. Written and read by the
 * background alone.
 */
export const journalItem = storage.defineItem<Record<string, JournalEntry>>('local:journal' satisfies ItemKey, {
  version: 1,
  fallback: {},
});

const change = (edit: (entries: Record<string, JournalEntry>) => Record<string, JournalEntry>): Promise<void> =>
  changeItem(journalItem, edit);

/** The entry of a job, if it is not settled. */
export async function readEntry(jobId: string): Promise<JournalEntry | undefined> {
  return (await journalItem.getValue())[jobId];
}

/** Every request that is not settled. */
export const readJournal = async (): Promise<JournalEntry[]> => Object.values(await journalItem.getValue());

/** Writes an entry, in place of the one its job had. */
export const writeEntry = (entry: JournalEntry): Promise<void> =>
  change((entries) => ({ ...entries, [entry.id]: entry }));

/** The job is settled. */
export const removeEntry = (jobId: string): Promise<void> =>
  change((entries) => {
    const { [jobId]: settled, ...others } = entries;
    return settled ? others : entries;
  });

/** Forgets an account's requests, at Sign out. */
export const forgetJournal = (accountId: string): Promise<void> =>
  change((entries) => Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry.accountId !== accountId)));
