import type { AppRef } from './app';
import type { ConnectionRef } from './connection';
import type { Draft } from './draft';
import type { Failure } from './failure';
import { perApp } from './items';

/** One order to create a connection, from the click on Connect to its outcome. */
export interface Job {
  id: string;
  accountId: string;
  app: AppRef;
  /** The connection's name. */
  title: string;
  /** The help desk ticket at the time of the order. */
  ticket?: string;
  /** The places for what was typed, as {@link placesFor} returns them. */
  fields?: string[];
  progress: Progress;
}

/** The progress of a job. Times are epoch milliseconds. */
export type Progress =
  /** Written by the page; the background has not started it. */
  | { status: 'ordered' }
  /** Not sent yet, or refused because of the rate limit. It is sent at `until`; if null, when the network is back. */
  | { status: 'waiting'; until: number | null }
  | { status: 'sending'; sentAt: number }
  /** The answer is lost; the background is looking for the connection. */
  | { status: 'checking'; loss: Loss }
  /** The search for the connection was inconclusive. */
  | { status: 'not-sure'; loss: Loss; doubt: Doubt; checkedAt: number }
  | {
      status: 'connected';
      connection: ConnectionRef;
      connectedAt: number;
      /** The draft, to be restored if the connection is undone. Contains no secrets. */
      draft?: Draft;
      /** Present if the connection was made on Zapier's own page, with the titles of others made there meanwhile. */
      onZapier?: { alsoMade: string[] };
      /** Present if the answer was lost and the connection was found in the account's list. */
      found?: true;
      /** Connections of the same name that were made along with it, because the browser sent the request repeatedly. */
      twins?: ConnectionRef[];
      /** How many more connections than this one are new by Zapier's count, where a long list does not say which. */
      alsoCounted?: number;
    }
  /** The agent undid the connection, and Zapier deleted it. `wasGone`: somebody else had already deleted it. */
  | { status: 'undone'; wasGone?: true }
  | { status: 'failed'; failure: JobFailure };

/**
 * A failure after which it is not known whether the connection was made. `refused` is one only with status 409, whose
 * meaning Zapier does not document.
 */
export type Loss = Extract<Failure, { code: 'answer-lost' | 'not-understood' | 'server-error' | 'refused' }>;

/** Why the account's list was inconclusive. */
export type Doubt =
  /** Zapier could not be asked for the list. */
  | { code: 'not-listed' }
  /** Zapier answered, but the list could not be read to its end. */
  | { code: 'list-unclear' }
  /** Not in the list, but Zapier may still be creating it. The background looks again at `nextLookAt`. */
  | { code: 'too-early'; nextLookAt: number }
  /** The list has candidates: new ones with other names, or some with this name that may be older. */
  | { code: 'perhaps'; titles: string[] };

/** Why no connection was made. */
export type JobFailure =
  | Failure
  /** The answer was lost, and the account's list, read at `checkedAt`, does not contain the connection. */
  | { code: 'not-created'; loss: Loss; checkedAt: number }
  /** Nothing was sent: the app's fields are not those any more for which the values were typed. */
  | { code: 'form-changed' }
  /** Nothing was created: the credentials were wiped before the job could be sent, or sent again. */
  | { code: 'values-gone' }
  /** Nothing was sent: the job could not be stored, because the disk or the memory for the extension is full. */
  | { code: 'not-journaled' };

/** The longest that a job can have to wait for the rate limit, in milliseconds, whatever Zapier asks for. */
export const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * Returns whether a job still has to wait until a time, in epoch milliseconds. A time too far ahead was set by a clock
 * that has been set back since.
 */
export const isAhead = (until: number, now: number): boolean => now < until && until <= now + LONGEST_WAIT_MS;

/** The job for each app of each account, one at a time. Ordered by pages, carried out by the background. */
export const jobItem = perApp<Job>('job');

/** Saves a job's progress. */
export const saveJob = (job: Job): Promise<void> => jobItem.write(job.accountId, job.app.id, job);

const UNDER_WAY: Progress['status'][] = ['ordered', 'waiting', 'sending', 'checking'];

/** Returns whether a job is running, so that the form must not be changed or sent. */
export const isUnderWay = (job: Job | null): boolean => job !== null && UNDER_WAY.includes(job.progress.status);
