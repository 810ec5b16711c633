import { type Draft, PASTED_INTO_SEARCH, readDraft, type Secrets } from '../../shared/draft';
import { fieldNamesItem, namesOf } from '../../shared/field-names';
import { type Job, jobItem } from '../../shared/job';
import { type HostedState, readHostedState } from './zapier-page';

/** What storage keeps of an app's form. */
export interface FormState {
  draft: Draft | null;
  secrets: Secrets | null;
  job: Job | null;
  /** A key that was pasted into the search box and waits for its field. */
  pasted: string | null;
  hosted: HostedState;
  /** Names of the free fields that the app took the last time. */
  fieldNames: string[];
}

/** Reads {@link FormState}. */
export async function readFormState(accountId: string, appId: string): Promise<FormState> {
  const now = Date.now();
  const [kept, job, search, hosted, names] = await Promise.all([
    readDraft(accountId, appId, now),
    jobItem.read(accountId, appId),
    readDraft(accountId, PASTED_INTO_SEARCH, now),
    readHostedState(accountId, appId),
    fieldNamesItem.getValue(),
  ]);
  return {
    ...kept,
    job,
    pasted: search.secrets?.values[PASTED_INTO_SEARCH] ?? null,
    hosted,
    fieldNames: namesOf(names, appId),
  };
}
