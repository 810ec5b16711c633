import { computed, effect, signal } from '@preact/signals';
import { fingerprints } from '../../shared/fingerprint';
import type { Entry } from './entry';
import type { Existing, ExistingConnection } from './existing';
import { valueId } from './form-inputs';
import { comparable, type Likeness, likeness } from './similar-name';

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
