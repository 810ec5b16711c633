import { type StorageItemKey, storage } from 'wxt/utils/storage';
import { perApp } from './items';

/** One free credential. Its name is stored in the draft, its value in the secrets under `id`. */
export interface FreeField {
  id: string;
  name: string;
}

/** The values typed into an app's form, without the secrets. */
export interface Draft {
  /** Null while the name comes from the template. */
  title: string | null;
  /** Values of fields that are not secret, by field key. */
  values: Record<string, string>;
  /** Rows of the free form; empty if a definition provides the fields. */
  freeFields: FreeField[];
  /** Ids of the secrets that were typed, to tell a wiped secret from one that was never typed. */
  secretIds: string[];
}

/** Credential values by field key or row id. Stored only in memory, and only for {@link SECRET_LIFETIME_MS}. */
export interface Secrets {
  values: Record<string, string>;
  /** Epoch milliseconds of the last keystroke. */
  editedAt: number;
}

/** The draft for each app of each account. Written and removed by pages and the background. */
export const draftItem = perApp<Draft>('draft');

/** The secrets for each app of each account. Written by pages, removed by pages and the background. */
export const secretsItem = perApp<Secrets>('secrets');

/** Used as an app id for what was pasted into the search or on the sign-in screen, which belongs to no app yet. */
export const PASTED_INTO_SEARCH = 'search';

/** Used as an account id for what was pasted on the sign-in screen, until somebody signs in. */
export const NOBODY = '';

/** How long secrets are kept after the last edit, in milliseconds. */
export const SECRET_LIFETIME_MS = 10 * 60_000;

/** The draft of an untouched form. */
export const EMPTY_DRAFT: Draft = { title: null, values: {}, freeFields: [], secretIds: [] };

/**
 * Returns whether secrets may still be used. Edit times in the future, after the clock was set back, expire just as
 * old ones do.
 */
export function areAlive(secrets: Secrets | null, now: number): secrets is Secrets {
  return secrets !== null && Math.abs(now - secrets.editedAt) < SECRET_LIFETIME_MS;
}

/** Reads a draft and its secrets. Expired secrets are null. */
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
 * Stores a form in a single write. Must be called in the same task as the keystroke: a popup that closes in that task
 * loses a message or a later write.
 */
export function writeDraft(accountId: string, appId: string, draft: Draft, secrets: Secrets): Promise<void> {
  return storage.setItems(draftItems(accountId, appId, draft, secrets));
}

/** Returns the items that store a form, to be written together with others. */
export function draftItems(accountId: string, appId: string, draft: Draft, secrets: Secrets) {
  const items: { key: StorageItemKey; value: Draft | Secrets }[] = [
    { key: draftItem.key(accountId, appId), value: draft },
  ];
  if (secrets.editedAt > 0) items.push({ key: secretsItem.key(accountId, appId), value: secrets });
  return items;
}

/** Removes a form's draft and secrets. */
export async function removeDraft(accountId: string, appId: string): Promise<void> {
  const keys: StorageItemKey[] = [draftItem.key(accountId, appId), secretsItem.key(accountId, appId)];
  await storage.removeItems(keys);
}
