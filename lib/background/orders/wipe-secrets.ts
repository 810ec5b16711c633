import browser from 'webextension-polyfill';
import { areAlive, SECRET_LIFETIME_MS, type Secrets, secretsItem } from '../../shared/draft';
import type { Schedule } from '../schedule';

/**
 * Has typed secrets wiped when their time is up. The alarm of a form's secrets, named by their key, is set when they
 * appear and looks at the last edit when it rings. Must be called in the background's first task.
 */
export function followSecrets(schedule: Schedule): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, { newValue, oldValue }] of Object.entries(changes)) {
      if (!secretsItem.isKey(key)) continue;
      if (!newValue) void schedule.cancel(key);
      else if (!oldValue) void schedule.at(key, (newValue as Secrets).editedAt + SECRET_LIFETIME_MS);
    }
  });
}

/** Wipes the secrets under a key, or sets the alarm once more where they were edited since. `now` is epoch milliseconds. */
export async function wipeSecrets(schedule: Schedule, key: string, now: number): Promise<void> {
  const secrets = (await browser.storage.session.get(key))[key] as Secrets | undefined;
  if (!secrets) return;
  if (areAlive(secrets, now)) await schedule.at(key, Math.min(secrets.editedAt, now) + SECRET_LIFETIME_MS);
  else await browser.storage.session.remove(key);
}
