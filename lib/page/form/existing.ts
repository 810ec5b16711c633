import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Deletion, type Listed, type ListedConnection, listedItem } from '../../shared/connection';
import type { Failure } from '../../shared/failure';
import { fingerprints } from '../../shared/fingerprint';
import { type MadeHere, madeHereItem } from '../../shared/made-here';
import { failed, type Result } from '../../shared/result';
import { send } from '../send';
import type { Entry } from './entry';
import { valueId } from './form-inputs';
import { comparable, type Likeness, likeness } from './similar-name';

/** A connection that already exists in the account. */
export interface ExistingConnection extends ListedConnection {
  /** Epoch milliseconds; null if it was not made in this browser, or too long ago. */
  madeAt: number | null;
}

/** An existing connection with the form's name, or with one that may be taken for it. */
export interface SameName {
  likeness: Likeness;
  connection: ExistingConnection;
}

/** A connection that was made here from the credentials that are typed now, or from one of their secrets. */
export interface SameCredentials {
  /** Null if it is not among the connections that could be listed, so that it may no longer exist. */
  connection: ExistingConnection | null;
  madeAt: number;
  /** Id of the input with the same secret; null if all secrets are the same. */
  inputId: string | null;
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
    remove: (connectionId: string, owner = accountId): Promise<Result<Deletion, Failure>> =>
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

/** Compares what is typed with the connections that exist, to warn of making one again. */
export function createDuplicates(
  appId: string,
  existing: Existing,
  entry: Pick<Entry, 'draft' | 'secrets' | 'title' | 'inputs'>,
) {
  /** The matching secret, or null for all, by the id of a connection made here from secrets typed now. Oldest first. */
  const recognised = signal<ReadonlyMap<string, string | null>>(new Map());

  const names = computed(() =>
    (existing.connections.value ?? []).map(({ id, title }) => ({ id, name: comparable(title) })),
  );
  const alikeByName = computed(() => {
    const name = comparable(entry.title.value);
    return new Map(
      names.value.flatMap(({ id, name: other }) => {
        const found = likeness(name, other);
        return found ? [[id, found] as const] : [];
      }),
    );
  });

  const sameName = computed<SameName | null>(() => {
    const connections = existing.connections.value ?? [];
    for (const wanted of ['same', 'near'] as const) {
      const connection = connections.findLast(({ id }) => alikeByName.value.get(id) === wanted);
      if (connection) return { likeness: wanted, connection };
    }
    return null;
  });

  const sameCredentials = computed<SameCredentials | null>(() => {
    const known = existing.connections.value;
    if (!known && existing.failure.value === null) return null;
    // Of a list that was not read whole, any other may exist too.
    const isWhole = existing.listed.value?.extent === 'whole';
    const ids = known && isWhole ? known.map(({ id }) => id) : [...recognised.value.keys()];
    const alike = ids.filter((id) => recognised.value.has(id));
    const id = alike.findLast((one) => recognised.value.get(one) === null) ?? alike.at(-1);
    const madeAt = id === undefined ? null : existing.madeAt(id);
    if (id === undefined || madeAt === null) return null;
    const secret = recognised.value.get(id) ?? null;
    const input = entry.inputs.value.find((one) => valueId(one.id) === secret);
    return { connection: known?.find((one) => one.id === id) ?? null, madeAt, inputId: input?.id ?? null };
  });

  /** Fingerprints are taken here, where the secrets are typed, so that no message has to carry them. */
  function recognise() {
    const known = existing.madeHere.value;
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

  return {
    sameName,
    sameCredentials,
    /** Likenesses of existing connections to the form, by connection id. */
    alike: computed<ReadonlyMap<string, Likeness | 'credentials'>>(() => {
      const id = sameCredentials.value?.connection?.id;
      return id === undefined ? alikeByName.value : new Map([...alikeByName.value, [id, 'credentials']]);
    }),

    /** Compares while the form is shown. Returns a function that stops. */
    follow: (): (() => void) => effect(recognise),
  };
}
