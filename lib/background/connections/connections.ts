import { type Draft, EMPTY_DRAFT, type Secrets, writeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { type Job, readJob, writeJob } from '../../shared/job';
import { type Listed, readListed, writeListed } from '../../shared/listed';
import { forgetMade, rememberMade } from '../../shared/made-here';
import { type Result, succeeded } from '../../shared/result';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';

/** How old a list may be before Zapier is asked again, in milliseconds: a popup is opened many times a minute. */
const FRESH_FOR_MS = 60_000;

interface Dependencies {
  store: AccountStore;
  zapier: Pick<Zapier, 'listAuthentications' | 'deleteAuthentication'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** What is there already in an account: its connections listed, remembered and deleted. */
export function createConnections({ store, zapier, now }: Dependencies) {
  async function edit(
    accountId: string,
    appId: string,
    change: (connections: Listed['connections']) => typeof connections,
  ) {
    const listed = await readListed(accountId, appId);
    if (listed) await writeListed(accountId, appId, { ...listed, connections: change(listed.connections) });
  }

  /** Deletes a connection at Zapier, and forgets it here. */
  async function remove(accountId: string, appId: string, connectionId: string): Promise<Result<null, Failure>> {
    const result = await zapier.deleteAuthentication(accountId, connectionId);
    if (!result.ok) return result;
    await edit(accountId, appId, (connections) => connections.filter(({ id }) => id !== connectionId));
    await forgetMade(accountId, connectionId);
    const job = await readJob(accountId, appId);
    if (job?.progress.status === 'connected' && job.progress.twins) {
      const twins = job.progress.twins.filter(({ id }) => id !== connectionId);
      await writeJob({ ...job, progress: { ...job.progress, twins } });
    }
    return result;
  }

  /** Keeps what Zapier has just listed. */
  async function keep(accountId: string, appId: string, connections: Listed['connections']): Promise<void> {
    // Whoever was signed out meanwhile is forgotten.
    if (await store.account(accountId)) await writeListed(accountId, appId, { connections, listedAt: now() });
  }

  return {
    remove,
    keep,

    /** Sees to it that the stored list of an app's connections is no older than this, in milliseconds. */
    async refresh(accountId: string, appId: string, maxAge = FRESH_FOR_MS): Promise<Result<null, Failure>> {
      const known = await readListed(accountId, appId);
      if (known && now() < known.listedAt + maxAge) return succeeded(null);
      const connections = await zapier.listAuthentications(accountId, appId);
      if (!connections.ok) return connections;
      await keep(accountId, appId, connections.value);
      return succeeded(null);
    },

    /** Remembers what was just created, with a fingerprint of the credentials that it was created from. */
    async made(
      job: Pick<Job, 'accountId' | 'app'>,
      connection: { id: string; title: string },
      draft: Draft | null,
      secrets: Secrets | null,
    ) {
      if (!(await store.account(job.accountId))) return;
      const [credentials, appId] = [{ ...(draft ?? EMPTY_DRAFT), values: secrets?.values ?? {} }, job.app.id];
      await rememberMade(job.accountId, { id: connection.id, appId, madeAt: now() }, credentials);
      await edit(job.accountId, appId, (connections) => [...connections, { ...connection, isExpired: false }]);
    },

    /** Deletes what a job has just created, and puts back what was typed, without the secrets. */
    async undo(accountId: string, appId: string): Promise<Result<null, Failure>> {
      const job = await readJob(accountId, appId);
      if (job?.progress.status !== 'connected') return succeeded(null);
      const { connection, draft } = job.progress;
      const result = await remove(accountId, appId, connection.id);
      if (!result.ok || !(await store.account(accountId))) return result;
      if (draft) await writeDraft(accountId, appId, draft, { values: {}, editedAt: 0 });
      await writeJob({ ...job, progress: { status: 'undone' } });
      return result;
    },
  };
}

/** What {@link createConnections} gives. */
export type Connections = ReturnType<typeof createConnections>;
