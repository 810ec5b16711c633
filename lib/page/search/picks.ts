import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app-summary';
import type { ItemKey } from '../../shared/items';

/** A picked app and a rank from how recently and how often it was picked. */
export interface PickedApp extends AppSummary {
  /**
   * Time at which the weight of all its picks will have decayed to that of a single pick, in epoch milliseconds. A pick
   * weighs 1 and loses half of that every two weeks, so one number describes all picks and never has to be updated.
   */
  rank: number;
}

/**
 * Picked apps, recent and frequent first. They belong to the agent, not to an account, because agents set up the same
 * few apps for each customer. Written by pages.
 */
export const picksItem = storage.defineItem<PickedApp[]>('local:picks' satisfies ItemKey, { version: 1, fallback: [] });
