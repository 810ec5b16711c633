import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** Names of the free fields that Zapier last accepted for an app. */
export interface FieldNames {
  app: string;
  names: string[];
}

/**
 * Names of free fields, never values, with the most recently used app first. They describe the app and belong to no
 * customer, so they survive a sign-out. Written only by the background, read by pages.
 */
export const fieldNamesItem = storage.defineItem<FieldNames[]>('local:fieldNames' satisfies ItemKey, {
  fallback: [],
  version: 1,
});

/** Returns the names stored for an app; empty if there are none. */
export function namesOf(kept: FieldNames[], appId: string): string[] {
  return kept.find(({ app }) => app === appId)?.names ?? [];
}

/**
 * Ids of apps for which Zapier refused credentials with a 403, for any account. Their forms offer Zapier's own page
 * first. Written by the background.
 */
export const refusedAppsItem = storage.defineItem<string[]>('local:refusedApps' satisfies ItemKey, {
  version: 1,
  fallback: [],
});
