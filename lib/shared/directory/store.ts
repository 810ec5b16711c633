import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { ItemKey } from '../items';
import type { StoredPage } from './page';

/** One reading of Zapier's directory from its beginning. */
export interface Edition {
  id: number;
  /** How many pages are stored, from 0 on. */
  pages: number;
  /** How many apps they hold. */
  apps: number;
  /** A page in the middle could not be read, so apps are missing. */
  hasGaps?: true;
}

/** How far the catalogue is. Its pages lie beside it, each under a key of its own. */
export interface CatalogueState {
  /** The whole directory. `readAt` is when its last page was read, in epoch milliseconds. */
  complete: (Edition & { readAt: number }) | null;
  /** The next one, as far as it has been read; searched only where there is no complete one. */
  growing: (Edition & { offset: number; total: number | null }) | null;
  /** One that was replaced and whose pages are still to be deleted. */
  outdated: Edition | null;
}

/** How long a complete catalogue is good, in milliseconds, and how long one with gaps is. */
export const FRESH_MS = 7 * 24 * 60 * 60_000;
export const FRESH_WITH_GAPS_MS = 24 * 60 * 60_000;

/** When the next catalogue is to be read, in epoch milliseconds. This one serves meanwhile. */
export const freshUntil = ({ readAt, hasGaps }: Edition & { readAt: number }): number =>
  readAt + (hasGaps ? FRESH_WITH_GAPS_MS : FRESH_MS);

/** Written by the background, read by pages. Not secret: what Zapier tells everybody. */
export const catalogueItem = storage.defineItem<CatalogueState>('local:catalogue' satisfies ItemKey, {
  version: 1,
  fallback: { complete: null, growing: null, outdated: null },
});

const pageKey = (edition: number, page: number): StorageItemKey => `local:catalogue/${edition}/${page}`;

const pageKeys = ({ id, pages }: Edition, from = 0): StorageItemKey[] =>
  Array.from({ length: Math.max(0, pages - from) }, (_, index) => pageKey(id, from + index));

/**
 * Keeps a page and how far the catalogue is with it, in one write: whenever the background is ended,
 * the position fits the pages.
 */
export function savePage(edition: Edition, page: StoredPage, state: CatalogueState): Promise<void> {
  return storage.setItems([
    { key: pageKey(edition.id, edition.pages), value: page },
    { item: catalogueItem, value: state },
  ]);
}

/** Deletes an edition's pages. */
export const deletePages = (edition: Edition): Promise<void> => storage.removeItems(pageKeys(edition));

/** An edition's pages in their order; undefined where one of them is gone. */
export async function readPages(edition: Edition, from = 0): Promise<StoredPage[] | undefined> {
  const values = (await storage.getItems(pageKeys(edition, from))).map(({ value }) => value as StoredPage | null);
  return values.every((page) => page !== null) ? values : undefined;
}
