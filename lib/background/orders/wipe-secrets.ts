import browser from 'webextension-polyfill';
import { areAlive, SECRET_LIFETIME_MS, type Secrets } from '../../shared/draft';
import type { Schedule } from '../schedule';

/** Whether a key of `storage.session`, which is also the name of its alarm, is that of secrets. */
export const isSecretsKey = (key: string): boolean => key.startsWith('secrets/');

/** Has the secrets under a key wiped when their time is up; every edit puts it off. */
export async function scheduleWipe(schedule: Schedule, key: string, secrets: Secrets | undefined): Promise<void> {
  if (secrets) await schedule.at(key, secrets.editedAt + SECRET_LIFETIME_MS);
  else await schedule.cancel(key);
}

/** Wipes the secrets under a key, unless they were edited since the alarm was set. `now` is epoch milliseconds. */
export async function wipeSecrets(key: string, now: number): Promise<void> {
  const secrets = (await browser.storage.session.get(key))[key] as Secrets | undefined;
  if (secrets && !areAlive(secrets, now)) await browser.storage.session.remove(key);
}
