import browser from 'webextension-polyfill';
import type { AccountStore } from '../accounts/account-store';
import type { Attention } from '../attention';
import type { Config } from '../config/config';
import type { Connections } from '../connections/connections';
import { noteRefusal } from '../hosted/refused-apps';
import type { Zapier } from '../zapier/zapier';
import { authenticationFields } from './credentials';
import { EMPTY_DRAFT, readDraft, removeDraft } from './draft';
import { rememberFieldNames } from './field-names';
import { isJobKey, isUnderWay, type Job, type Progress, readJob, writeJob } from './job';

interface Dependencies {
  config: () => Promise<Config>;
  store: AccountStore;
  zapier: Zapier;
  connections: Pick<Connections, 'made'>;
  attention: Attention;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Carries out the jobs that pages order, one POST each. */
export function createConnect({ config, store, zapier, connections, attention, now }: Dependencies) {
  const running = new Set<string>();

  async function advance(job: Job, progress: Progress): Promise<void> {
    // An account that was signed out meanwhile is forgotten, and its jobs with it.
    if (!(await store.account(job.accountId))) return;
    await writeJob({ ...job, progress });
    if (progress.status === 'connected') await attention.call('connected');
    if (progress.status === 'failed') await attention.call('needs-you');
  }

  async function carryOut(job: Job): Promise<void> {
    const { draft, secrets } = await readDraft(job.accountId, job.app.id, now());
    const definition = (await config()).apps.find(({ app }) => app === job.app.id) ?? null;
    await advance(job, { status: 'sending', sentAt: now() });
    const fields = authenticationFields(definition, draft ?? EMPTY_DRAFT, secrets);
    const result = await zapier.createAuthentication(job.accountId, {
      title: job.title,
      app: job.app.id,
      authentication_fields: fields,
    });
    await noteRefusal(job.app.id, result);
    if (result.ok) {
      await removeDraft(job.accountId, job.app.id);
      if (!definition) await rememberFieldNames(job.app.id, Object.keys(fields));
    }
    await advance(
      job,
      result.ok
        ? {
            status: 'connected',
            connection: result.value,
            connectedAt: now(),
            // No secret is kept, so none was wiped that could be missed.
            draft: { ...(draft ?? EMPTY_DRAFT), secretIds: [] },
          }
        : { status: 'failed', failure: result.failure },
    );
    // After the outcome is told: what is only remembered must not keep it.
    if (result.ok) await connections.made(job, result.value, draft, secrets);
  }

  return {
    /** Takes up an ordered job, once, however often it is told of it. */
    async takeUp(ordered: Job): Promise<void> {
      if (ordered.progress.status !== 'ordered' || running.has(ordered.id)) return;
      running.add(ordered.id);
      try {
        const current = await readJob(ordered.accountId, ordered.app.id);
        if (current?.id === ordered.id && current.progress.status === 'ordered') await carryOut(current);
      } finally {
        running.delete(ordered.id);
      }
    },

    /** Takes up what was ordered while the background was not running; of what it was sending then, the answer is lost. */
    async resume(): Promise<void> {
      const kept = await browser.storage.session.get();
      const jobs = Object.entries(kept).flatMap(([key, job]) => (isJobKey(key) ? [job as Job] : []));
      for (const job of jobs) {
        if (!isUnderWay(job) || running.has(job.id)) continue;
        if (job.progress.status === 'ordered') void this.takeUp(job);
        else await advance(job, { status: 'failed', failure: { code: 'answer-lost' } });
      }
    },
  };
}

/** What {@link createConnect} gives. */
export type Connect = ReturnType<typeof createConnect>;
