import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** Something that is wrong with what is on disk, for the diagnostics in Settings. Never a value. */
export interface Finding {
  /**
   * `unreadable`: an item, or a part of it, had a shape that no version wrote, and was removed.
   * `not-kept`: an item could not be written; the disk may be full.
   */
  code: 'unreadable' | 'not-kept';
  /** The item's key. */
  key: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * Findings since the browser's start, one of a kind, latest first. In memory, where there is room when the disk is
 * full. Written by the background, read by Settings.
 */
export const findingsItem = storage.defineItem<Finding[]>('session:findings' satisfies ItemKey, { fallback: [] });
