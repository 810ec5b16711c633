import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** A problem with the data on disk, for the diagnostics in Settings. Never contains a stored value. */
export interface Finding {
  /**
   * `unreadable`: an item, or a part of it, did not have the expected shape and was removed.
   * `not-kept`: an item could not be written; the disk may be full.
   */
  code: 'unreadable' | 'not-kept';
  /** The key of the item. */
  key: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * Findings since the browser started, latest first, at most one per code and key. Stored in memory, which has room even
 * if the disk is full. Written by the background, read by Settings.
 */
export const findingsItem = storage.defineItem<Finding[]>('session:findings' satisfies ItemKey, { fallback: [] });
