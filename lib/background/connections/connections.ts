import { type Listed, type ListedConnection, listedItem } from '../../shared/connection';
import { type Draft, EMPTY_DRAFT, type Secrets, writeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import { type Job, jobItem, saveJob } from '../../shared/job';
import type { OfApp } from '../../shared/messages';
import { type Result, succeeded } from '../../shared/result';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { forgetMade, rememberMade } from './made-here';

/** How long a stored list is used, in milliseconds. A popup may be opened many times a minute. */
const FRESH_FOR_MS = 60_000;

interface Dependencies {
  store: AccountStore;
  zapier: Pick<Zapier, 'listAuthentications' | 'deleteAuthentication'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Identifies a connection of an app in an account. */
interface OfConnection extends OfApp {
  connectionId: string;
}

/** Lists, remembers and deletes the connections that exist in an account. */
export function createConnections({ store, zapier, now }: Dependencies) {
  async function edit(
    accountId: string,
    appId: string,
    change: (connections: Listed['connections']) => typeof connections,
  ) {
    const listed = await listedItem.read(accountId, appId);
    if (listed) await listedItem.write(accountId, appId, { ...listed, connections: change(listed.connections) });
  }

  /** Deletes a connection at Zapier, and removes it from the stored list, the remembered ones and the job's twins. */
  async function remove({ accountId, appId, connectionId }: OfConnection): Promise<Result<null, Failure>> {
    const result = await zapier.deleteAuthentication(accountId, connectionId);
    if (!result.ok) return result;
    await edit(accountId, appId, (connections) => connections.filter(({ id }) => id !== connectionId));
    await forgetMade(accountId, connectionId);
    const job = await jobItem.read(accountId, appId);
    if (job?.progress.status === 'connected' && job.progress.twins) {
      const twins = job.progress.twins.filter(({ id }) => id !== connectionId);
      await saveJob({ ...job, progress: { ...job.progress, twins } });
    }
    return result;
  }

  /** Stores the list that Zapier has just sent. */
  async function keep(accountId: string, appId: string, connections: Listed['connections']): Promise<void> {
    // Nothing may be stored for an account that was signed out meanwhile.
    if (await store.account(accountId)) await listedItem.write(accountId, appId, { connections, listedAt: now() });
  }

  /** Returns an app's connections: the stored list if it is younger than `maxAge` milliseconds, or else Zapier's. */
  async function list(
    accountId: string,
    appId: string,
    maxAge = FRESH_FOR_MS,
  ): Promise<Result<ListedConnection[], Failure>> {
    const known = await listedItem.read(accountId, appId);
    if (known && now() < known.listedAt + maxAge) return succeeded(known.connections);
    const listed = await zapier.listAuthentications(accountId, appId);
    if (listed.ok) await keep(accountId, appId, listed.value);
    return listed;
  }

  return {
    remove,
    keep,

    list,

    /** Refreshes the stored list of an app's connections if it is old, for pages that watch it. */
    async refresh({ accountId, appId }: OfApp): Promise<Result<null, Failure>> {
      const listed = await list(accountId, appId);
      return listed.ok ? succeeded(null) : listed;
    },

    /** Remembers a new connection with fingerprints of its credentials, and adds it to the stored list. */
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

    /** Deletes the connection that a job has just created, and restores the draft, without the secrets. */
    async undo({ accountId, appId }: OfApp): Promise<Result<null, Failure>> {
      const job = await jobItem.read(accountId, appId);
      if (job?.progress.status !== 'connected') return succeeded(null);
      const { connection, draft } = job.progress;
      const result = await remove({ accountId, appId, connectionId: connection.id });
      if (!result.ok || !(await store.account(accountId))) return result;
      if (draft) await writeDraft(accountId, appId, draft, { values: {}, editedAt: 0 });
      await saveJob({ ...job, progress: { status: 'undone' } });
      return result;
    },
  };
}

/** The object that {@link createConnections} returns. */
export type Connections = ReturnType<typeof createConnections>;
