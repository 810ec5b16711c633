import browser from 'webextension-polyfill';
import { areAlive, SECRET_LIFETIME_MS, type Secrets, secretsItem } from '../../shared/draft';
import type { Schedule } from '../schedule';

/**
 * Schedules the wiping of typed secrets. Sets an alarm, named by the secrets' key, when they appear, and again when the
 * clock was set back; {@link wipeSecrets} checks the last edit when it fires. Must be called in the background's first
 * task.
 */
export function followSecrets(schedule: Schedule): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, change] of Object.entries(changes)) {
      if (!secretsItem.isKey(key)) continue;
      const [secrets, before] = [change.newValue, change.oldValue] as (Secrets | undefined)[];
      if (!secrets) void schedule.cancel(key);
      else if (!before || secrets.editedAt < before.editedAt) {
        void schedule.at(key, secrets.editedAt + SECRET_LIFETIME_MS);
      }
    }
  });
}

/** Wipes the secrets under a key, or sets the alarm again if they have not expired. `now` is in epoch milliseconds. */
export async function wipeSecrets(schedule: Schedule, key: string, now: number): Promise<void> {
  const secrets = (await browser.storage.session.get(key))[key] as Secrets | undefined;
  if (!secrets) return;
  if (areAlive(secrets, now)) await schedule.at(key, Math.min(secrets.editedAt, now) + SECRET_LIFETIME_MS);
  else await browser.storage.session.remove(key);
}
