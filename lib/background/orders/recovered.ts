import { changeItem } from '../../shared/items';
import type { Job } from '../../shared/job';
import { type Recovered, recoveredItem } from '../../shared/recovered';

const change = (accountId: string, edit: (jobs: Recovered[]) => Recovered[]): Promise<void> =>
  changeItem(recoveredItem, ({ [accountId]: jobs = [], ...others }) => {
    const left = edit(jobs);
    return left.length > 0 ? { ...others, [accountId]: left } : others;
  });

/** Shows a job that has no open form, in place of an earlier one for the same app. */
export function showRecovered({ accountId, app, title }: Omit<Job, 'progress'>): Promise<void> {
  const shown = { app: { ...app, description: '', iconUrl: null }, title };
  return change(accountId, (jobs) => [...jobs.filter((other) => other.app.id !== app.id), shown]);
}

/** Stops showing an app's job. */
export const dropRecovered = (accountId: string, appId: string): Promise<void> =>
  change(accountId, (jobs) => jobs.filter(({ app }) => app.id !== appId));

/** Stops showing all of an account's jobs. */
export const forgetRecovered = (accountId: string): Promise<void> => change(accountId, () => []);
