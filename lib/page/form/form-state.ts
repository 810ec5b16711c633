import { fieldNamesItem, namesOf } from '../../shared/app-memory';
import { type Draft, PASTED_INTO_SEARCH, readDraft, type Secrets } from '../../shared/draft';
import { readZapierPageState, type ZapierPageState } from './zapier-page';

/** The stored state of an app's form. */
export interface FormState {
  draft: Draft | null;
  secrets: Secrets | null;
  /** A key that was pasted into the search box and waits for its field. */
  pasted: string | null;
  zapierPage: ZapierPageState;
  /** Names of the free fields that Zapier last accepted for the app. */
  fieldNames: string[];
}

/** Reads {@link FormState}. */
export async function readFormState(accountId: string, appId: string): Promise<FormState> {
  const now = Date.now();
  const [kept, search, zapierPage, names] = await Promise.all([
    readDraft(accountId, appId, now),
    readDraft(accountId, PASTED_INTO_SEARCH, now),
    readZapierPageState(appId),
    fieldNamesItem.getValue(),
  ]);
  return {
    ...kept,
    pasted: search.secrets?.values[PASTED_INTO_SEARCH] ?? null,
    zapierPage,
    fieldNames: namesOf(names, appId),
  };
}
