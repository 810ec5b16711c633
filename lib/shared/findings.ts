import { storage } from 'wxt/utils/storage';
import type { NotUnderstood } from './failure';
import type { ItemKey } from './items';

/**
 * A problem for the diagnostics in Settings. Never contains a stored value. `key` names a stored item unless said
 * otherwise; `at` is in epoch milliseconds.
 */
export type Finding =
  /**
   * `unreadable`: an item, or a part of it, did not have the expected shape and was removed.
   * `not-kept`: an item could not be written; the disk may be full.
   */
  | { code: 'unreadable' | 'not-kept'; key: string; at: number }
  /** An answer of Zapier's. `key` is the request's method and path, `beginning` how the answer begins. */
  | (NotUnderstood & { key: string; beginning: string; at: number });

/**
 * Findings since the browser started, latest first, at most one per code and key. Stored in memory, which has room even
 * if the disk is full. Written by the background, read by Settings.
 */
export const findingsItem = storage.defineItem<Finding[]>('session:findings' satisfies ItemKey, { fallback: [] });
