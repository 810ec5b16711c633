import { storage } from 'wxt/utils/storage';
import type { AppSummary } from './app';
import type { ItemKey } from './items';

/** A job that the journal brought back after the browser's end. */
export interface Recovered {
  app: AppSummary;
  /** The connection's name. */
  title: string;
}

/**
 * By account id: jobs of which no form tells that it waits for them. Home shows them, and where their account is not
 * signed in, the signed-out screen. Written by the background, read by pages. Not secret.
 */
export const recoveredItem = storage.defineItem<Record<string, Recovered[]>>('session:recovered' satisfies ItemKey, {
  fallback: {},
});
