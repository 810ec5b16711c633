import type { Failure } from '../../shared/failure';
import { changeItem } from '../../shared/items';
import { refusedAppsItem } from '../../shared/refused-apps';
import type { Result } from '../../shared/result';

/** Remembers a 403, and forgets it once Zapier has taken credentials for the app after all. */
export async function noteRefusal(appId: string, result: Result<unknown, Failure>): Promise<void> {
  const isRefused = !result.ok && result.failure.code === 'refused' && result.failure.status === 403;
  if (!result.ok && !isRefused) return;
  await changeItem(refusedAppsItem, (known) => {
    if (known.includes(appId) === isRefused) return known;
    return isRefused ? [...known, appId] : known.filter((id) => id !== appId);
  });
}
