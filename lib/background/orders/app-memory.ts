import { type FieldNames, fieldNamesItem, refusedAppsItem } from '../../shared/app-memory';
import type { Failure } from '../../shared/failure';
import { changeItem } from '../../shared/items';
import { looksLikeKey } from '../../shared/looks-like-key';
import type { Result } from '../../shared/result';

/** How many apps are remembered, how many fields of each, and how many characters of a name. */
const MAX_APPS = 50;
const MAX_NAMES = 30;
const MAX_LENGTH = 100;

/** Whether a name may go to disk: a credential that was typed into the wrong box may not. */
function isName(name: string): boolean {
  return name.length <= MAX_LENGTH && !looksLikeKey(name);
}

/** Remembers the fields that Zapier took for an app. The app that was not used for longest makes room. */
export async function rememberFieldNames(appId: string, names: string[]): Promise<void> {
  const kept = names.filter(isName).slice(0, MAX_NAMES);
  await replace(appId, kept.length > 0 ? [{ app: appId, names: kept }] : []);
}

/** Forgets an app's fields. */
export const forgetFieldNames = ({ appId }: { appId: string }): Promise<void> => replace(appId, []);

const replace = (appId: string, by: FieldNames[]): Promise<void> =>
  changeItem(fieldNamesItem, (known) => [...by, ...known.filter(({ app }) => app !== appId)].slice(0, MAX_APPS));

/** Remembers a 403, and forgets it once Zapier has taken credentials for the app after all. */
export async function noteRefusal(appId: string, result: Result<unknown, Failure>): Promise<void> {
  const isRefused = !result.ok && result.failure.code === 'refused' && result.failure.status === 403;
  if (!result.ok && !isRefused) return;
  await changeItem(refusedAppsItem, (known) => {
    if (known.includes(appId) === isRefused) return known;
    return isRefused ? [...known, appId] : known.filter((id) => id !== appId);
  });
}
