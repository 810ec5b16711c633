import { storage } from 'wxt/utils/storage';

/** Something that is wrong with what is stored, for the diagnostics in Settings. Never a value. */
export interface Finding {
  /**
   * `unreadable`: an item, or a part of it, had a shape that nobody here wrote, and was taken away.
   * `not-kept`: an item could not be written; the disk may be full.
   */
  code: 'unreadable' | 'not-kept';
  /** The item's key, up to the account that it belongs to. */
  key: string;
  /** Epoch milliseconds. */
  at: number;
}

/**
 * Since the browser's start, one of a kind, latest first. In memory, where there is room when the disk is full.
 * Written by the background, read by Settings.
 */
export const findingsItem = storage.defineItem<Finding[]>('session:findings', { fallback: [] });

/** Writes findings down. Where memory is full too, there is no place to say so, and the work goes on. */
export async function noteFindings(found: Finding[]): Promise<void> {
  await navigator.locks.request('findings', async () => {
    const isOther = (known: Finding) => !found.some(({ code, key }) => code === known.code && key === known.key);
    const others = (await findingsItem.getValue()).filter(isOther);
    await findingsItem.setValue([...found, ...others]).catch(() => undefined);
  });
}

/** Writes an item to disk. Answers false, and notes it, where that fails. */
export async function keepOnDisk(key: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch {
    await noteFindings([{ code: 'not-kept', key, at: Date.now() }]);
    return false;
  }
}
