import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Deletion, type Listed, type ListedConnection, listedItem } from '../../shared/connection';
import type { DeletionFailure, Failure } from '../../shared/failure';
import { type MadeHere, madeHereItem } from '../../shared/made-here';
import { failed, type Result } from '../../shared/result';
import { send } from '../send';

/** A connection that already exists in the account. */
export interface ExistingConnection extends ListedConnection {
  /** Epoch milliseconds; null if it was not made in this browser, or too long ago. */
  madeAt: number | null;
}

/** Lists the connections that an account already has of an app. Nothing here depends on what is typed. */
export function createExisting(accountId: string, appId: string) {
  /** The list as it was last read to an end. */
  const listed = signal<Listed | null>(null);
  /** The list that is being read. */
  const reading = signal<Listed | null>(null);
  const madeHere = signal<{ key: string; made: MadeHere[] } | null>(null);
  const failure = signal<Failure | null>(null);
  const isReadingAll = signal(false);

  const madeAt = (id: string) => madeHere.value?.made.find((known) => known.id === id)?.madeAt ?? null;
  const connections = computed<ExistingConnection[] | null>(
    () => listed.value?.connections.map((connection) => ({ ...connection, madeAt: madeAt(connection.id) })) ?? null,
  );

  // A background that broke is reported like a lost answer.
  const unknown = () => failed<Failure>({ code: 'answer-lost' });

  let isFollowed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks the background to read the list, and again after each rate limit pause. */
  async function ask(message: 'connections.refresh' | 'connections.readAll') {
    clearTimeout(timer);
    const result = await send(message, { accountId, appId }).catch(unknown);
    failure.value = result.ok ? null : result.failure;
    if (isFollowed && !result.ok && result.failure.code === 'paused')
      timer = setTimeout(() => void ask(message), result.failure.until - Date.now());
    else isReadingAll.value = false;
  }

  function show(value: Listed | null) {
    if (value?.extent !== 'reading') listed.value = value;
    reading.value = value?.extent === 'reading' ? value : null;
  }

  return {
    /** Null until they are known. */
    connections,
    /** Their names; empty until they are known. */
    titles: computed(() => (listed.value?.connections ?? []).map(({ title }) => title)),
    /** The list as it was last read to an end; null until it was. */
    listed: listed as ReadonlySignal<Listed | null>,
    /** The list that is being read, or null. */
    reading: reading as ReadonlySignal<Listed | null>,
    isReadingAll: isReadingAll as ReadonlySignal<boolean>,
    /** The reason when they could not be listed. */
    failure: failure as ReadonlySignal<Failure | null>,
    /** Connections that this browser made in the account, with the key of their fingerprints. */
    madeHere: madeHere as ReadonlySignal<{ key: string; made: MadeHere[] } | null>,
    madeAt,

    /** Asks Zapier for the list again. */
    refresh: () => void ask('connections.refresh'),

    /** Reads a long list to its end, as the rate limit allows. */
    readAll() {
      isReadingAll.value = true;
      void ask('connections.readAll');
    },

    /** Deletes a connection of this account, or of another, at Zapier, for good. */
    remove: (connectionId: string, owner = accountId): Promise<Result<Deletion, DeletionFailure>> =>
      send('connection.delete', { accountId: owner, appId, connectionId }).catch(unknown),

    /** Follows the list while the form is shown. Returns a function that stops. */
    follow(): () => void {
      let told = false;
      const unwatchListed = listedItem.watch(accountId, appId, (value) => {
        told = true;
        show(value);
      });
      const unwatchMade = madeHereItem.watch((value) => {
        madeHere.value = value[accountId] ?? null;
      });
      void Promise.all([listedItem.read(accountId, appId), madeHereItem.getValue()]).then(([kept, made]) => {
        madeHere.value ??= made[accountId] ?? null;
        if (!told) show(kept);
      });
      isFollowed = true;
      void ask('connections.refresh');
      return () => {
        isFollowed = false;
        clearTimeout(timer);
        unwatchListed();
        unwatchMade();
      };
    },
  };
}

/** The part of a form's model that {@link createExisting} returns. */
export type Existing = ReturnType<typeof createExisting>;
