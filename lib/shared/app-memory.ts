import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** The free fields that an app took the last time. */
export interface FieldNames {
  app: string;
  names: string[];
}

/**
 * Names of free fields by app, latest first, never a value. They are the agent's knowledge of an app
 * and belong to no customer, so they outlive a sign-out. Written by the background alone, read by pages.
 */
export const fieldNamesItem = storage.defineItem<FieldNames[]>('local:fieldNames' satisfies ItemKey, {
  fallback: [],
  version: 1,
});

/** The names among what is kept. */
export function namesOf(kept: FieldNames[], appId: string): string[] {
  return kept.find(({ app }) => app === appId)?.names ?? [];
}

/**
 * Ids of apps for which Zapier refused credentials with a 403, whoever asked: their forms lead with Zapier's own page.
 * Written by the background.
 */
export const refusedAppsItem = storage.defineItem<string[]>('local:refusedApps' satisfies ItemKey, {
  version: 1,
  fallback: [],
});
