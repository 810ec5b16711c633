import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app-summary';
import type { Draft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { isUnderWay, type Job, jobItem } from '../../shared/job';
import { failed, type Result } from '../../shared/result';
import { send } from '../send';

/** What the form does when its job comes to an end. */
interface Endings {
  onConnected: () => void;
  /** With what was typed for it. */
  onUndone: (typed: Draft) => void;
}

/** The job of an account's app as the form sees it: placed here, carried out by the background. */
export function createOrder(
  accountId: string,
  app: AppSummary,
  initial: Job | null,
  { onConnected, onUndone }: Endings,
) {
  const job = signal(initial);

  function show(stored: Job | null) {
    // Taken back before it was sent: the form is as it was.
    if (!stored && job.value?.progress.status === 'waiting') job.value = null;
    if (!stored) return;
    const { progress } = stored;
    // What was made on Zapier's page was not placed here.
    const isNew = progress.status === 'connected' && progress.onZapier !== undefined;
    if (!isNew && stored.id !== job.value?.id) return;
    const before = job.value?.progress;
    job.value = stored;
    if (progress.status === 'connected') onConnected();
    if (progress.status === 'undone' && before?.status === 'connected' && before.draft) onUndone(before.draft);
  }

  return {
    job: job as ReadonlySignal<Job | null>,
    underWay: computed(() => isUnderWay(job.value)),
    failure: computed(() => (job.value?.progress.status === 'failed' ? job.value.progress.failure : null)),
    /** Whether looking for the connection has not decided. */
    isUnsure: computed(() => job.value?.progress.status === 'not-sure'),

    /** Writes the order and what it needs at once: a popup that closes in the same task loses anything later. */
    place(
      { title, ticket }: { title: string; ticket: string | undefined },
      needed: { key: StorageItemKey; value: unknown }[],
    ) {
      const ordered: Job = {
        id: crypto.randomUUID(),
        accountId,
        app: { id: app.id, title: app.title },
        title,
        ...(ticket && { ticket }),
        progress: { status: 'ordered' },
      };
      job.value = ordered;
      storage.setItems([...needed, { key: jobItem.key(accountId, app.id), value: ordered }]).catch(() => {
        job.value = { ...ordered, progress: { status: 'failed', failure: { code: 'not-journaled' } } };
      });
    },

    forget() {
      job.value = null;
      void jobItem.remove(accountId, app.id);
    },

    /** Takes the order back while it waits to be sent. */
    cancel() {
      void send('job.cancel', { accountId, appId: app.id }).catch(() => undefined);
    },

    /** Looks once more whether the connection was made. */
    check() {
      void send('job.goOn', { accountId, appId: app.id }).catch(() => undefined);
    },

    /** Deletes at Zapier what was just created. The form is back when that has worked. */
    undo: (): Promise<Result<null, Failure>> =>
      // A background that broke is said as an answer that was lost.
      send('connection.undo', { accountId, appId: app.id }).catch(() => failed<Failure>({ code: 'answer-lost' })),

    /** Follows the job while the form is shown; answers with the way to stop. */
    follow(): () => void {
      const unwatch = jobItem.watch(accountId, app.id, show);
      // The job may have ended between the form's first look and this one.
      const known = job.value;
      void jobItem.read(accountId, app.id).then((stored) => {
        if (job.value === known) show(stored);
      });
      return unwatch;
    },
  };
}
