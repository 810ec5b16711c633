import { storage } from 'wxt/utils/storage';
import type { ConnectionRef } from '../../shared/connection';
import { changeItem, type ItemKey } from '../../shared/items';
import type { Job } from '../../shared/job';

/**
 * A record written before a request to create a connection is sent. If the background or the browser stops meanwhile,
 * the outcome can still be found in the account's list. Contains no credentials and none of Zapier's messages.
 */
export interface JournalEntry extends Omit<Job, 'progress'> {
  /**
   * `sending`: the request may have been sent. `held`: held back or refused because of the rate limit, and to be sent
   * again. `unknown`: the answer is lost. `created`: Zapier answered with the connection, and the list still has to be
   * searched for twins.
   */
  step: 'sending' | 'held' | 'unknown' | 'created';
  /** Ids of the app's connections before the first request; null if they could not all be listed. */
  before: string[] | null;
  /** How many there were by Zapier's own count; null or absent if that is not known. */
  countBefore?: number | null;
  /** When the latest look at the list began. Only pages requested since then count. Epoch milliseconds. */
  lookingSince?: number;
  /** Epoch milliseconds. */
  sentAt: number;
  /** When the answer was found to be lost, in epoch milliseconds. */
  lostAt?: number;
  /** True if Zapier itself answered, so that it is no longer processing the request. */
  isAnswered?: boolean;
  /** The connection in Zapier's answer. */
  created?: ConnectionRef;
  /** How many times the account's list could not be read. */
  looks: number;
}

/**
 * The requests that are not settled, by job id. On disk, to survive a restart of the browser. Used only by the
 * background.
 */
export const journalItem = storage.defineItem<Record<string, JournalEntry>>('local:journal' satisfies ItemKey, {
  version: 1,
  fallback: {},
});

const change = (edit: (entries: Record<string, JournalEntry>) => Record<string, JournalEntry>): Promise<void> =>
  changeItem(journalItem, edit);

/** Returns a job's entry, or undefined if the job is settled. */
export async function readEntry(jobId: string): Promise<JournalEntry | undefined> {
  return (await journalItem.getValue())[jobId];
}

/** Returns the entries of all requests that are not settled. */
export const readJournal = async (): Promise<JournalEntry[]> => Object.values(await journalItem.getValue());

/** Writes a job's entry, replacing an earlier one. */
export const writeEntry = (entry: JournalEntry): Promise<void> =>
  change((entries) => ({ ...entries, [entry.id]: entry }));

/** Replaces a job's entry unless it was removed. */
export const amendEntry = (entry: JournalEntry): Promise<void> =>
  change((entries) => (entries[entry.id] ? { ...entries, [entry.id]: entry } : entries));

/** Removes the entry of a job that is settled. */
export const removeEntry = (jobId: string): Promise<void> =>
  change((entries) => {
    const { [jobId]: settled, ...others } = entries;
    return settled ? others : entries;
  });

/** Returns whether a request may have taken effect without the agent knowing. */
export const isOut = ({ step }: JournalEntry): boolean => step === 'sending' || step === 'unknown';

/** Removes the entries of an account whose requests were not sent, or whose outcome is known. */
export const forgetSettled = (accountId: string): Promise<void> =>
  change((entries) =>
    Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry.accountId !== accountId || isOut(entry))),
  );

/** Removes all entries of an account. */
export const forgetJournal = (accountId: string): Promise<void> =>
  change((entries) => Object.fromEntries(Object.entries(entries).filter(([, entry]) => entry.accountId !== accountId)));
