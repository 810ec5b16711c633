import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { ItemKey } from '../items';
import type { StoredPage } from './page';

/** One reading of Zapier's directory from its beginning, whole or in part. */
export interface Edition {
  id: number;
  /** Number of pages stored, from 0 on. */
  pages: number;
  /** Number of apps in them. */
  apps: number;
  /** Set if a page in the middle could not be read, so apps are missing. */
  hasGaps?: true;
}

/** State of the directory. Its pages are stored separately, each under its own key. */
export interface DirectoryState {
  /** The latest complete reading. `readAt` is when its last page was read, in epoch milliseconds. */
  complete: (Edition & { readAt: number }) | null;
  /** The next reading, as far as it has got; searched only if there is no complete one. */
  growing: (Edition & { offset: number; total: number | null }) | null;
  /** A replaced reading whose pages are still to be deleted. */
  outdated: Edition | null;
}

/** How long a complete directory is fresh, without and with gaps, in milliseconds. */
export const FRESH_MS = 7 * 24 * 60 * 60_000;
export const FRESH_WITH_GAPS_MS = 24 * 60 * 60_000;

/** Returns when the next reading is due, in epoch milliseconds. This one stays in use meanwhile. */
export const freshUntil = ({ readAt, hasGaps }: Edition & { readAt: number }): number =>
  readAt + (hasGaps ? FRESH_WITH_GAPS_MS : FRESH_MS);

/** Written by the background, read by pages. Not secret: Zapier's list of apps is public. */
export const directoryItem = storage.defineItem<DirectoryState>('local:catalogue' satisfies ItemKey, {
  version: 1,
  fallback: { complete: null, growing: null, outdated: null },
});

const pageKey = (edition: number, page: number): StorageItemKey => `local:catalogue/${edition}/${page}`;

const pageKeys = ({ id, pages }: Edition, from = 0): StorageItemKey[] =>
  Array.from({ length: Math.max(0, pages - from) }, (_, index) => pageKey(id, from + index));

/** Stores a page and the new state in one write: whenever the background is stopped, the position fits the pages. */
export function savePage(edition: Edition, page: StoredPage, state: DirectoryState): Promise<void> {
  return storage.setItems([
    { key: pageKey(edition.id, edition.pages), value: page },
    { item: directoryItem, value: state },
  ]);
}

export const deletePages = (edition: Edition): Promise<void> => storage.removeItems(pageKeys(edition));

/** Returns an edition's pages in order, or undefined if one is missing. */
export async function readPages(edition: Edition, from = 0): Promise<StoredPage[] | undefined> {
  const values = (await storage.getItems(pageKeys(edition, from))).map(({ value }) => value as StoredPage | null);
  return values.every((page) => page !== null) ? values : undefined;
}
