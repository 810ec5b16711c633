import { storage } from 'wxt/utils/storage';
import type { Failure } from './failure';
import type { Result } from './result';

/**
 * Ids of apps for which Zapier refused to take credentials with a 403, whoever asked: their forms lead
 * with Zapier's own page. Nothing of it is secret. Written by the background.
 */
export const refusedAppsItem = storage.defineItem<string[]>('local:refusedApps', { version: 1, fallback: [] });

/** Remembers a 403, and forgets it once Zapier has taken credentials for the app after all. */
export async function noteRefusal(appId: string, result: Result<unknown, Failure>): Promise<void> {
  const isRefused = !result.ok && result.failure.code === 'refused' && result.failure.status === 403;
  if (!result.ok && !isRefused) return;
  // One after the other: two jobs that end together would lose one of both.
  await navigator.locks.request('refused-apps', async () => {
    const known = await refusedAppsItem.getValue();
    if (known.includes(appId) === isRefused) return;
    await refusedAppsItem.setValue(isRefused ? [...known, appId] : known.filter((id) => id !== appId));
  });
}
