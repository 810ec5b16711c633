import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/**
 * Ids of apps for which Zapier refused credentials with a 403, whoever asked: their forms lead with Zapier's own page.
 * Written by the background.
 */
export const refusedAppsItem = storage.defineItem<string[]>('local:refusedApps' satisfies ItemKey, {
  version: 1,
  fallback: [],
});
