import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app-summary';
import type { ItemKey } from '../../shared/items';

/** An app that was picked, and how lately and often. */
export interface PickedApp extends AppSummary {
  /**
   * When the weight of its picks will have faded to that of a single one, in epoch milliseconds. Each
   * pick weighs 1 and half of that two weeks later, so one number holds them all and never has to be
   * brought up to date.
   */
  rank: number;
}

/**
 * Apps that were picked, lately and often first. The agent's own, whatever the account: they set up
 * the same few apps for each customer. Written by pages.
 */
export const picksItem = storage.defineItem<PickedApp[]>('local:picks' satisfies ItemKey, { version: 1, fallback: [] });
