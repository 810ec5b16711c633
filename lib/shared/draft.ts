import { type StorageItemKey, storage } from 'wxt/utils/storage';
import { perApp } from './items';

/** One free credential: its name is kept with the draft, its value with the secrets under `id`. */
export interface FreeField {
  id: string;
  name: string;
}

/** What was typed into an app's form, without anything secret. */
export interface Draft {
  /** Null while the name is the template's. */
  title: string | null;
  /** Values of fields that are no secret, by field key. */
  values: Record<string, string>;
  /** Rows of the free form; empty where a definition gives the fields. */
  freeFields: FreeField[];
  /** Ids of the secrets that were typed: tells wiped from never typed. */
  secretIds: string[];
}

/** Credential values by field key or row id. Held in memory-backed storage only, and for {@link SECRET_LIFETIME_MS}. */
export interface Secrets {
  values: Record<string, string>;
  /** Epoch milliseconds of the last keystroke. */
  editedAt: number;
}

/** The draft of each app of each account. Written by pages, removed by the background. */
export const draftItem = perApp<Draft>('draft');

/** The secrets of each app of each account. Written by pages, removed by the background. */
export const secretsItem = perApp<Secrets>('secrets');

/** Stands for an app where a key was pasted into the search: those secrets belong to no app yet. */
export const PASTED_INTO_SEARCH = 'search';

/** How long secrets are kept after the last edit, in milliseconds. */
export const SECRET_LIFETIME_MS = 10 * 60_000;

/** The form as it is before anyone types. */
export const EMPTY_DRAFT: Draft = { title: null, values: {}, freeFields: [], secretIds: [] };

/** Whether secrets may still be used. Those from the future, by a clock that was set back, end as early as old ones. */
export function areAlive(secrets: Secrets | null, now: number): secrets is Secrets {
  return secrets !== null && Math.abs(now - secrets.editedAt) < SECRET_LIFETIME_MS;
}

/** A draft and its living secrets. */
export async function readDraft(
  accountId: string,
  appId: string,
  now: number,
): Promise<{ draft: Draft | null; secrets: Secrets | null }> {
  const [draft, secrets] = await storage.getItems([draftItem.key(accountId, appId), secretsItem.key(accountId, appId)]);
  const kept = (secrets?.value ?? null) as Secrets | null;
  return { draft: (draft?.value ?? null) as Draft | null, secrets: areAlive(kept, now) ? kept : null };
}

/**
 * Keeps a form in one write, in the very task of the keystroke: a popup that closes in the same task
 * would lose a message or a write that waits.
 */
export function writeDraft(accountId: string, appId: string, draft: Draft, secrets: Secrets): Promise<void> {
  return storage.setItems(draftItems(accountId, appId, draft, secrets));
}

/** What keeps a form, to be written together with something else. */
export function draftItems(accountId: string, appId: string, draft: Draft, secrets: Secrets) {
  const items: { key: StorageItemKey; value: Draft | Secrets }[] = [
    { key: draftItem.key(accountId, appId), value: draft },
  ];
  if (secrets.editedAt > 0) items.push({ key: secretsItem.key(accountId, appId), value: secrets });
  return items;
}

/** Forgets a form. */
export async function removeDraft(accountId: string, appId: string): Promise<void> {
  const keys: StorageItemKey[] = [draftItem.key(accountId, appId), secretsItem.key(accountId, appId)];
  await storage.removeItems(keys);
}
