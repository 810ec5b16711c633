import { storage } from 'wxt/utils/storage';
import type { AppSummary } from './app';
import type { ItemKey } from './items';

/** A job that was restored from the journal after the browser ended. */
export interface Recovered {
  app: AppSummary;
  /** The connection's name. */
  title: string;
}

/**
 * Jobs without an open form, by account id. Home shows them, or the signed-out screen if their account is not signed
 * in. Written by the background, read by pages. Contains no secrets.
 */
export const recoveredItem = storage.defineItem<Record<string, Recovered[]>>('session:recovered' satisfies ItemKey, {
  fallback: {},
});
