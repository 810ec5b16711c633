import { type Draft, PASTED_INTO_SEARCH, readDraft, type Secrets } from '../connect/draft';
import { fieldNamesItem, namesOf } from '../connect/field-names';
import { type Job, readJob } from '../connect/job';

/** What storage keeps of an app's form. */
export interface FormState {
  draft: Draft | null;
  secrets: Secrets | null;
  job: Job | null;
  /** A key that was pasted into the search box and waits for its field. */
  pasted: string | null;
  /** Names of the free fields that the app took the last time. */
  fieldNames: string[];
}

/** Reads {@link FormState}. */
export async function readFormState(accountId: string, appId: string): Promise<FormState> {
  const now = Date.now();
  const [kept, job, search, names] = await Promise.all([
    readDraft(accountId, appId, now),
    readJob(accountId, appId),
    readDraft(accountId, PASTED_INTO_SEARCH, now),
    fieldNamesItem.getValue(),
  ]);
  return {
    ...kept,
    job,
    pasted: search.secrets?.values[PASTED_INTO_SEARCH] ?? null,
    fieldNames: namesOf(names, appId),
  };
}
