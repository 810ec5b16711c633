import { storage } from 'wxt/utils/storage';
import { looksLikeKey } from './looks-like-key';

/** The free fields that an app took the last time. */
export interface FieldNames {
  app: string;
  names: string[];
}

/** How many apps are remembered, how many fields of each, and how long a name may be. */
const MAX_APPS = 50;
const MAX_NAMES = 30;
const MAX_LENGTH = 100;

/**
 * Names of free fields by app, latest first, never a value. They are the agent's knowledge of an app
 * and belong to no customer, so they outlive a sign-out. Written by the background alone, read by pages.
 */
export const fieldNamesItem = storage.defineItem<FieldNames[]>('local:fieldNames', { fallback: [], version: 1 });

/** The names among what is kept. */
export function namesOf(kept: FieldNames[], appId: string): string[] {
  return kept.find(({ app }) => app === appId)?.names ?? [];
}

/** Whether a name may go to disk: a credential that was typed into the wrong box may not. */
function isName(name: string): boolean {
  return name.length <= MAX_LENGTH && !looksLikeKey(name);
}

/** Remembers the fields that Zapier took for an app; the app that was not used for longest makes room. */
export async function rememberFieldNames(appId: string, names: string[]): Promise<void> {
  const kept = names.filter(isName).slice(0, MAX_NAMES);
  await change((others) => (kept.length > 0 ? [{ app: appId, names: kept }, ...others] : others), appId);
}

/** Forgets an app's fields. */
export async function forgetFieldNames(appId: string): Promise<void> {
  await change((others) => others, appId);
}

/** One after the other: two jobs that end together would lose one of both. */
async function change(edit: (others: FieldNames[]) => FieldNames[], appId: string): Promise<void> {
  await navigator.locks.request('field-names', async () => {
    const others = (await fieldNamesItem.getValue()).filter(({ app }) => app !== appId);
    await fieldNamesItem.setValue(edit(others).slice(0, MAX_APPS));
  });
}
