import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { type StorageItemKey, storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app';
import type { Deletion } from '../../shared/connection';
import type { Draft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { isAhead, isUnderWay, type Job, jobItem } from '../../shared/job';
import { failed, type Result } from '../../shared/result';
import { send } from '../send';

/** Callbacks for the ends of a job that the rest of the form reacts to. */
interface Endings {
  onConnected: () => void;
  /** Receives what was typed for the connection that was undone. */
  onUndone: (typed: Draft) => void;
}

/** Places the job that makes a connection and follows it. The background carries it out. */
export function createOrder(
  accountId: string,
  app: AppSummary,
  job: Signal<Job | null>,
  { onConnected, onUndone }: Endings,
) {
  function show(stored: Job | null) {
    // It was cancelled before it was sent, and the form is as it was.
    if (!stored && job.value?.progress.status === 'waiting') job.value = null;
    if (!stored) return;
    const { progress } = stored;
    // A connection that was made on Zapier's page was not ordered here.
    const isNew = progress.status === 'connected' && progress.onZapier !== undefined;
    // Another page with the same form may have ordered first.
    if (!isNew && stored.id !== job.value?.id && !isUnderWay(stored)) return;
    const before = job.value?.progress;
    job.value = stored;
    if (progress.status === 'connected') onConnected();
    if (progress.status === 'undone' && before?.status === 'connected' && before.draft) onUndone(before.draft);
  }

  /** Asks the background to go on with the job: to send it, or to look again for the connection. */
  function lookAgain() {
    void send('job.goOn', { accountId, appId: app.id }).catch(() => undefined);
  }

  return {
    job: job as ReadonlySignal<Job | null>,
    underWay: computed(() => isUnderWay(job.value)),
    failure: computed(() => (job.value?.progress.status === 'failed' ? job.value.progress.failure : null)),
    /** True while the background will look for the connection by itself, so that another order would come too early. */
    isLookedFor: computed(() => {
      const progress = job.value?.progress;
      return progress?.status === 'not-sure' && progress.doubt.code === 'too-early';
    }),
    /** True when a search could not tell if the connection exists. */
    isUnsure: computed(() => job.value?.progress.status === 'not-sure'),

    /** Writes the job and what it needs at once: a popup that closes in the same task loses any later write. */
    place(
      { title, ticket, fields }: { title: string; ticket: string | undefined; fields: string[] },
      needed: { key: StorageItemKey; value: unknown }[],
    ) {
      const ordered: Job = {
        id: crypto.randomUUID(),
        accountId,
        app: { id: app.id, title: app.title },
        title,
        ...(ticket && { ticket }),
        fields,
        progress: { status: 'ordered' },
      };
      job.value = ordered;
      storage.setItems([...needed, { key: jobItem.key(accountId, app.id), value: ordered }]).catch(() => {
        job.value = { ...ordered, progress: { status: 'failed', failure: { code: 'not-journaled' } } };
      });
    },

    /** Forgets the job and its outcome. */
    forget() {
      job.value = null;
      void jobItem.remove(accountId, app.id);
    },

    /** Cancels the job while it waits to be sent. */
    cancel() {
      void send('job.cancel', { accountId, appId: app.id }).catch(() => undefined);
    },

    lookAgain,

    /** Deletes the new connection at Zapier. When that works, the form is shown again. */
    undo: (connectionId: string): Promise<Result<Deletion, Failure>> =>
      // A background that broke is reported like a lost answer.
      send('connection.undo', { accountId, appId: app.id, connectionId }).catch(() =>
        failed<Failure>({ code: 'answer-lost' }),
      ),

    /** Follows the job while the form is shown. Returns a function that stops. */
    follow(): () => void {
      const unwatch = jobItem.watch(accountId, app.id, show);
      // The job may have ended since the form first read it.
      const known = job.value;
      void jobItem.read(accountId, app.id).then((stored) => {
        if (job.value === known) show(stored);
        const until = stored?.progress.status === 'waiting' ? stored.progress.until : null;
        // Its alarm will not come soon: the clock was set back.
        if (until !== null && !isAhead(until, Date.now())) lookAgain();
      });
      return unwatch;
    },
  };
}
