import { type FieldNames, fieldNamesItem, refusedAppsItem } from '../../shared/app-memory';
import type { Failure } from '../../shared/failure';
import { changeItem } from '../../shared/items';
import { looksLikeKey } from '../../shared/looks-like-key';
import type { Result } from '../../shared/result';

/** Limits of what is remembered: apps, names per app, and the length of a name in UTF-16 units. */
const MAX_APPS = 50;
const MAX_NAMES = 30;
const MAX_LENGTH = 100;

/** Returns whether a name may be stored on disk. It may be a credential that was typed into the wrong input. */
function isName(name: string): boolean {
  return name.length <= MAX_LENGTH && !looksLikeKey(name);
}

/** Remembers the names of the fields that Zapier accepted for an app, and drops the least recently used app. */
export async function rememberFieldNames(appId: string, names: string[]): Promise<void> {
  const kept = names.filter(isName).slice(0, MAX_NAMES);
  await replace(appId, kept.length > 0 ? [{ app: appId, names: kept }] : []);
}

/** Forgets the names of an app's fields. */
export const forgetFieldNames = ({ appId }: { appId: string }): Promise<void> => replace(appId, []);

const replace = (appId: string, by: FieldNames[]): Promise<void> =>
  changeItem(fieldNamesItem, (known) => [...by, ...known.filter(({ app }) => app !== appId)].slice(0, MAX_APPS));

/** Remembers an app for which Zapier answered 403, and forgets it once Zapier accepts credentials for it. */
export async function noteRefusal(appId: string, result: Result<unknown, Failure>): Promise<void> {
  const isRefused = !result.ok && result.failure.code === 'refused' && result.failure.status === 403;
  if (!result.ok && !isRefused) return;
  await changeItem(refusedAppsItem, (known) => {
    if (known.includes(appId) === isRefused) return known;
    return isRefused ? [...known, appId] : known.filter((id) => id !== appId);
  });
}
