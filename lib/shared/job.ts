import type { AppRef } from './app';
import type { ConnectionRef } from './connection';
import type { Draft } from './draft';
import type { Failure } from './failure';
import { perApp } from './items';

/** One order to create a connection, from the click on Connect to what came of it. */
export interface Job {
  id: string;
  accountId: string;
  app: AppRef;
  /** The connection's name. */
  title: string;
  /** The help desk's ticket at the time of the order. */
  ticket?: string;
  progress: Progress;
}

/** How far a job is. Times are epoch milliseconds. */
export type Progress =
  /** The page has written it; the background has not taken it up. */
  | { status: 'ordered' }
  /** Nothing has been sent, or nothing that Zapier took: it is sent when the network is back, or at `until`. */
  | { status: 'waiting'; until: number | null }
  | { status: 'sending'; sentAt: number }
  /** The answer is lost, and the connection is looked for. */
  | { status: 'checking'; loss: Loss }
  /** Looked for, and not decided. */
  | { status: 'not-sure'; loss: Loss; doubt: Doubt; checkedAt: number }
  | {
      status: 'connected';
      connection: ConnectionRef;
      connectedAt: number;
      /** What was typed, to come back if the connection is undone. Nothing of it is secret. */
      draft?: Draft;
      /** Made on Zapier's own page, and what else was made there meanwhile, by title. */
      onZapier?: { alsoMade: string[] };
      /** The answer was lost, and the connection was found in the account's list. */
      found?: true;
      /** Others of the same name that came into being with it: the browser itself sent the request more than once. */
      twins?: ConnectionRef[];
    }
  /** The agent took the connection back, and Zapier deleted it. */
  | { status: 'undone' }
  | { status: 'failed'; failure: JobFailure };

/** An answer that does not tell whether the connection was made. A refusal with 409 is one: nobody says what it means. */
export type Loss = Extract<Failure, { code: 'answer-lost' | 'server-error' | 'refused' }>;

/** Why looking at the account's list did not decide. */
export type Doubt =
  /** The list could not be read. */
  | { code: 'not-listed' }
  /** Not there, but Zapier may still be at work on it: looked for again at `nextLookAt`. */
  | { code: 'too-early'; nextLookAt: number }
  /** Something that may be it is there: new under another name, or of this name and perhaps older. */
  | { code: 'perhaps'; titles: string[] };

/** Why no connection was made. */
export type JobFailure =
  | Failure
  /** The answer was lost; the account's list, read at `checkedAt`, does not have it. */
  | { code: 'not-created'; loss: Loss; checkedAt: number }
  /** Nothing was sent: the credentials were wiped before the job's turn came. */
  | { code: 'values-gone' }
  /** Nothing was sent: the disk has no room to write down that it is. */
  | { code: 'not-journaled' };

/** The job of each app of each account, one at a time. Ordered by pages, carried on by the background. */
export const jobItem = perApp<Job>('job');

/** Saves a job's progress. */
export const saveJob = (job: Job): Promise<void> => jobItem.write(job.accountId, job.app.id, job);

const UNDER_WAY: Progress['status'][] = ['ordered', 'waiting', 'sending', 'checking'];

/** Whether nothing may be changed or sent until the job ends. */
export const isUnderWay = (job: Job | null): boolean => job !== null && UNDER_WAY.includes(job.progress.status);
