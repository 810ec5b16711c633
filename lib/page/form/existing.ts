import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Listed, type ListedConnection, listedItem } from '../../shared/connection';
import type { Failure } from '../../shared/failure';
import { fingerprints } from '../../shared/fingerprint';
import { type MadeHere, madeHereItem } from '../../shared/made-here';
import { failed, type Result } from '../../shared/result';
import { send } from '../send';
import type { Entry } from './entry';
import { valueId } from './form-inputs';
import { comparable, type Likeness, likeness } from './similar-name';

/** A connection that is there already. */
export interface ExistingConnection extends ListedConnection {
  /** Epoch milliseconds; null where it was not made in this browser, or too long ago. */
  madeAt: number | null;
  /** What it has in common with the form. */
  alike: Likeness | 'credentials' | null;
}

/** A connection whose name the form's is, or may be taken for. */
export interface SameName {
  likeness: Likeness;
  connection: ListedConnection;
  madeAt: number | null;
}

/** A connection that was made here from what is typed now, or from a secret of it. */
export interface SameCredentials {
  /** Null where the account's connections could not be listed: nobody knows whether it is still there. */
  connection: ListedConnection | null;
  madeAt: number;
  /** The input that holds the same secret; null where all secrets are the same. */
  inputId: string | null;
}

/** What an account has of an app already, and what of it the form is about to make again. */
export function createExisting(
  accountId: string,
  appId: string,
  entry: Pick<Entry, 'draft' | 'secrets' | 'title' | 'inputs'>,
) {
  const listed = signal<Listed | null>(null);
  const made = signal<{ key: string; made: MadeHere[] } | null>(null);
  const failure = signal<Failure | null>(null);
  /** Connections that were made from the secrets that are typed now, oldest first: by id, which secret is the same. */
  const recognised = signal<ReadonlyMap<string, string | null>>(new Map());

  const madeAt = (id: string) => made.value?.made.find((known) => known.id === id)?.madeAt ?? null;
  const titles = computed(() => (listed.value?.connections ?? []).map(({ title }) => title));
  const names = computed(() =>
    (listed.value?.connections ?? []).map((connection) => ({ connection, name: comparable(connection.title) })),
  );
  const alikeByName = computed(() => {
    const name = comparable(entry.title.value);
    return new Map(names.value.map(({ connection, name: other }) => [connection.id, likeness(name, other)] as const));
  });

  const sameName = computed<SameName | null>(() => {
    const connections = listed.value?.connections ?? [];
    for (const wanted of ['same', 'near'] as const) {
      const connection = connections.findLast(({ id }) => alikeByName.value.get(id) === wanted);
      if (connection) return { likeness: wanted, connection, madeAt: madeAt(connection.id) };
    }
    return null;
  });

  const sameCredentials = computed<SameCredentials | null>(() => {
    const known = listed.value?.connections;
    if (!known && failure.value === null) return null;
    const ids = known?.map(({ id }) => id) ?? [...recognised.value.keys()];
    const alike = ids.filter((id) => recognised.value.has(id));
    const id = alike.findLast((one) => recognised.value.get(one) === null) ?? alike.at(-1);
    const when = id === undefined ? null : madeAt(id);
    if (id === undefined || when === null) return null;
    const secret = recognised.value.get(id) ?? null;
    const input = entry.inputs.value.find((one) => valueId(one.id) === secret);
    return { connection: known?.find((one) => one.id === id) ?? null, madeAt: when, inputId: input?.id ?? null };
  });

  const connections = computed<ExistingConnection[] | null>(() => {
    if (!listed.value) return null;
    return listed.value.connections.map((connection) => ({
      ...connection,
      madeAt: madeAt(connection.id),
      alike:
        sameCredentials.value?.connection?.id === connection.id
          ? 'credentials'
          : (alikeByName.value.get(connection.id) ?? null),
    }));
  });

  /** Fingerprints are taken here, where the secrets are typed: a message would carry them around. */
  function recognise() {
    const known = made.value;
    const ofApp = known?.made.filter((connection) => connection.appId === appId && connection.fingerprints.length > 0);
    const credentials = { freeFields: entry.draft.value.freeFields, values: entry.secrets.value.values };
    if (!known || !ofApp?.length) {
      recognised.value = new Map();
      return;
    }
    let current = true;
    void fingerprints(known.key, appId, credentials).then((typed) => {
      if (!current) return;
      const alike = ofApp.flatMap((connection) => {
        const same = typed.find(({ hmac }) => connection.fingerprints.includes(hmac));
        return same ? [[connection.id, same.valueId] as const] : [];
      });
      recognised.value = new Map(alike);
    });
    return () => {
      current = false;
    };
  }

  // A background that broke is said as a list, or a deletion, of which nothing is known.
  const unknown = () => failed<Failure>({ code: 'answer-lost' });

  /** Follows how fresh the list is; Zapier is asked again after a pause. Answers with the way to stop. */
  function keepFresh(): () => void {
    let isFollowed = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function refresh() {
      const result = await send('connections.refresh', { accountId, appId }).catch(unknown);
      failure.value = result.ok ? null : result.failure;
      if (isFollowed && !result.ok && result.failure.code === 'paused')
        timer = setTimeout(refresh, result.failure.until - Date.now());
    }
    void refresh();
    return () => {
      isFollowed = false;
      clearTimeout(timer);
    };
  }

  return {
    /** Their names; none until they are known. They depend on nothing that is typed. */
    titles: titles as ReadonlySignal<string[]>,
    /** Null until they are known. */
    connections: connections as ReadonlySignal<ExistingConnection[] | null>,
    /** Why they are not known. */
    failure: failure as ReadonlySignal<Failure | null>,
    sameName,
    sameCredentials,

    /** Deletes one at Zapier, for good. */
    remove: (connectionId: string): Promise<Result<null, Failure>> =>
      send('connection.delete', { accountId, appId, connectionId }).catch(unknown),

    /** Follows what is there while the form is shown; answers with the way to stop. */
    follow(): () => void {
      let told = false;
      const unwatchListed = listedItem.watch(accountId, appId, (value) => {
        told = true;
        listed.value = value;
      });
      const unwatchMade = madeHereItem.watch((value) => {
        made.value = value[accountId] ?? null;
      });
      void Promise.all([listedItem.read(accountId, appId), madeHereItem.getValue()]).then(([kept, madeHere]) => {
        made.value ??= madeHere[accountId] ?? null;
        if (!told) listed.value = kept;
      });
      const stopRefreshing = keepFresh();
      const stopRecognising = effect(recognise);
      return () => {
        stopRecognising();
        stopRefreshing();
        unwatchListed();
        unwatchMade();
      };
    },
  };
}

/** What {@link createExisting} gives. */
export type Existing = ReturnType<typeof createExisting>;
