import { storage } from 'wxt/utils/storage';
import type { Failure } from '../failure';
import type { Draft } from './draft';

/** One order to create a connection, from the click on Connect to what came of it. */
export interface Job {
  id: string;
  accountId: string;
  app: { id: string; title: string };
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
  | { status: 'sending'; sentAt: number }
  | {
      status: 'connected';
      connection: { id: string; title: string };
      connectedAt: number;
      /** What was typed, to come back if the connection is undone. Nothing of it is secret. */
      draft?: Draft;
      /** Made on Zapier's own page, and what else was made there meanwhile, by title. */
      onZapier?: { alsoMade: string[] };
    }
  /** The agent took the connection back, and Zapier deleted it. */
  | { status: 'undone' }
  | { status: 'failed'; failure: Failure };

type JobKey = `session:job/${string}/${string}`;

/** Key of the job of an account's app: one at a time. Ordered by pages, carried on by the background. */
export const jobKey = (accountId: string, appId: string): JobKey => `session:job/${accountId}/${appId}`;

/** Whether a key of `storage.session` (without its area) is a job's. */
export const isJobKey = (key: string): boolean => key.startsWith('job/');

/** The job of an account's app, if there is one. */
export const readJob = (accountId: string, appId: string): Promise<Job | null> =>
  storage.getItem<Job>(jobKey(accountId, appId));

/** Keeps how far a job is. */
export const writeJob = (job: Job): Promise<void> => storage.setItem(jobKey(job.accountId, job.app.id), job);

/** Forgets a job. */
export const removeJob = (accountId: string, appId: string): Promise<void> =>
  storage.removeItem(jobKey(accountId, appId));

/** Whether nothing may be changed or sent until the job ends. */
export const isUnderWay = (job: Job | null): boolean =>
  job?.progress.status === 'ordered' || job?.progress.status === 'sending';
