import { storage } from 'wxt/utils/storage';
import type { AppSummary } from './app-summary';
import type { Job } from './job';

/** A job that the journal brought back after the browser's end. */
export interface Recovered {
  app: AppSummary;
  /** The connection's name. */
  title: string;
}

/**
 * By account id: jobs of which no form tells that it waits for them. Home shows them, and where their account is not
 * signed in, the signed-out screen. Written by the background, read by pages. Not secret.
 */
export const recoveredItem = storage.defineItem<Record<string, Recovered[]>>('session:recovered', { fallback: {} });

async function change(accountId: string, edit: (kept: Recovered[]) => Recovered[]): Promise<void> {
  await navigator.locks.request('recovered', async () => {
    const { [accountId]: kept = [], ...others } = await recoveredItem.getValue();
    const left = edit(kept);
    await recoveredItem.setValue(left.length > 0 ? { ...others, [accountId]: left } : others);
  });
}

/** Shows a job that the journal brought back. */
export function showRecovered({ accountId, app, title }: Omit<Job, 'progress'>): Promise<void> {
  const shown = { app: { ...app, description: '', iconUrl: null }, title };
  return change(accountId, (kept) => [...kept.filter((other) => other.app.id !== app.id), shown]);
}

/** Shows it no longer: it was seen to its end, or another took its place. */
export const dropRecovered = (accountId: string, appId: string): Promise<void> =>
  change(accountId, (kept) => kept.filter(({ app }) => app.id !== appId));

/** Shows none of an account's. */
export const forgetRecovered = (accountId: string): Promise<void> => change(accountId, () => []);
