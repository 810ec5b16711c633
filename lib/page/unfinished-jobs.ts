import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AppSummary } from '../shared/app';
import { type Job, jobItem, type Progress } from '../shared/job';
import { isVisiting, type Visit, visitItem } from '../shared/visit';

/** Status of the jobs of unfinished apps, by app id. A job continues after its form is left. */
export type UnfinishedJobs = Record<string, Exclude<Progress['status'], 'undone'>>;

/** Watches jobs and visits of an account's unfinished apps. A visit appears as `sending`, or as `failed` once ended. */
export function followUnfinishedJobs(
  accountId: ReadonlySignal<string | null>,
  apps: ReadonlySignal<AppSummary[]>,
): ReadonlySignal<UnfinishedJobs> {
  const jobs = signal<UnfinishedJobs>({});
  effect(() => {
    const account = accountId.value;
    jobs.value = {};
    if (!account) return;
    let current = true;
    const stops = apps.value.map(({ id }) => {
      const show = (job: Job | null) => {
        if (!current || !job) return;
        const { [id]: _before, ...others } = jobs.peek();
        const { status } = job.progress;
        // After Undo, the form is like any other unfinished form.
        jobs.value = status === 'undone' ? others : { ...others, [id]: status };
      };
      const showVisit = (visit: Visit | null) => {
        if (current && visit) jobs.value = { ...jobs.peek(), [id]: isVisiting(visit) ? 'sending' : 'failed' };
      };
      void jobItem
        .read(account, id)
        .then(show)
        .then(() => visitItem.read(account, id))
        .then(showVisit);
      return [jobItem.watch(account, id, show), visitItem.watch(account, id, showVisit)];
    });
    return () => {
      current = false;
      for (const stop of stops.flat()) stop();
    };
  });
  return jobs;
}
