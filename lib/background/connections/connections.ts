import type { Config } from '../../shared/config';
import { type Deletion, type Listed, listedItem } from '../../shared/connection';
import { type Draft, EMPTY_DRAFT, type Secrets } from '../../shared/draft';
import type { DeletionFailure, Failure } from '../../shared/failure';
import type { OfApp, OfConnection } from '../../shared/messages';
import type { Order } from '../../shared/order';
import { failed, type Result, succeeded } from '../../shared/result';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { AWAITED_PAGES, createListReader, isTooLong } from './list-reader';
import { forgetMade, rememberMade } from './made-here';

/** How long a stored list is used, in milliseconds. A popup may be opened many times a minute. */
const FRESH_FOR_MS = 60_000;

/** How long the reading of a list may take, pauses included, in milliseconds. */
const READ_FOR_MS = 15 * 60_000;

/** An app's connections before one is made, as far as they are known. */
export interface Before {
  /** Their ids; null if not all of them could be read. */
  ids: string[] | null;
  /** How many there were by Zapier's own count; null if that is not known. */
  count: number | null;
}

interface Dependencies {
  config: () => Promise<Pick<Config, 'allowDelete'>>;
  store: AccountStore;
  zapier: Pick<Zapier, 'connectionsPage' | 'deleteAuthentication'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Lists, remembers and deletes the connections that exist in an account. */
export function createConnections({ config, store, zapier, now }: Dependencies) {
  const reader = createListReader({ store, zapier, now });
  const recent = () => ({ since: now() - FRESH_FOR_MS, partSince: now() - READ_FOR_MS });

  async function edit(
    accountId: string,
    appId: string,
    change: (connections: Listed['connections']) => typeof connections,
  ) {
    const listed = await listedItem.read(accountId, appId);
    if (!listed) return;
    const connections = change(listed.connections);
    const difference = connections.length - listed.connections.length;
    const count = listed.count === null ? null : listed.count + difference;
    await listedItem.write(accountId, appId, { ...listed, connections, count, next: listed.next + difference });
  }

  /**
   * Deletes a connection at Zapier. After a 404, or an answer that is not understood, it is gone if a whole list shows
   * that. If the list still holds it, Zapier deletes nothing from here; otherwise it is not known whether it is gone.
   */
  async function removeAtZapier({
    accountId,
    appId,
    connectionId,
  }: OfConnection): Promise<Result<Deletion, DeletionFailure>> {
    const result = await zapier.deleteAuthentication(accountId, connectionId);
    if (result.ok) return succeeded('deleted');
    const isGone = result.failure.code === 'refused' && result.failure.status === 404;
    if (!isGone && result.failure.code !== 'not-understood') return result;
    const holdsIt = ({ connections }: Listed) => connections.some(({ id }) => id === connectionId);
    const need = { since: now(), unlessUnchanged: true, suffices: (read: Listed) => holdsIt(read) || isTooLong(read) };
    const listed = await reader.read({ accountId, appId }, need);
    if (listed.ok && holdsIt(listed.value)) return result;
    if (!listed.ok || listed.value.extent !== 'whole') return failed({ code: 'answer-lost' });
    return succeeded(isGone ? 'already-gone' : 'deleted');
  }

  /** Deletes a connection at Zapier, if that is allowed, and removes it from the stored list and the remembered ones. */
  async function remove({ accountId, appId, connectionId }: OfConnection): Promise<Result<Deletion, DeletionFailure>> {
    if (!(await config()).allowDelete) return failed({ code: 'switched-off' });
    const result = await removeAtZapier({ accountId, appId, connectionId });
    if (!result.ok) return result;
    await edit(accountId, appId, (connections) => connections.filter(({ id }) => id !== connectionId));
    await forgetMade(accountId, connectionId);
    return result;
  }

  return {
    remove,

    read: reader.read,

    /**
     * Refreshes the stored list of an app's connections if it is old, for pages that watch it. Of a long one, the first
     * page shows whether it has changed.
     */
    async refresh(ofApp: OfApp): Promise<Result<null, Failure>> {
      const known = await listedItem.read(ofApp.accountId, ofApp.appId);
      const isLong = known !== null && known.pages >= AWAITED_PAGES;
      const listed = await reader.read(ofApp, { ...recent(), unlessUnchanged: isLong });
      return listed.ok ? succeeded(null) : listed;
    },

    /** Reads a long list to its end, for pages that watch it. */
    async readAll(ofApp: OfApp): Promise<Result<null, Failure>> {
      const listed = await reader.read(ofApp, { since: 0, toTheEnd: true });
      return listed.ok ? succeeded(null) : listed;
    },

    /**
     * Returns what is known of an app's connections before one is made, or why Zapier cannot be asked. A list that was
     * answered but cannot be read whole is no obstacle. `asksAnew`: a request must show that Zapier can be reached, and
     * its answer is enough.
     */
    async before(ofApp: OfApp, asksAnew: boolean): Promise<Result<Before, Failure>> {
      const listed = await reader.read(ofApp, {
        ...(asksAnew ? { since: now() } : recent()),
        unlessUnchanged: true,
        suffices: (read) => asksAnew || isTooLong(read),
      });
      if (listed.ok) return succeeded(beforeOf(listed.value));
      return isAnswer(listed.failure) ? succeeded({ ids: null, count: null }) : listed;
    },

    /** Remembers a new connection with fingerprints of its credentials, and adds it to the stored list. */
    async made(
      { accountId, app }: Pick<Order, 'accountId' | 'app'>,
      connection: { id: string; title: string },
      draft: Draft | null,
      secrets: Secrets | null,
    ) {
      if (!(await store.account(accountId))) return;
      const [credentials, appId] = [{ ...(draft ?? EMPTY_DRAFT), values: secrets?.values ?? {} }, app.id];
      await rememberMade(accountId, { id: connection.id, appId, madeAt: now() }, credentials);
      await edit(accountId, appId, (connections) =>
        connections.some(({ id }) => id === connection.id)
          ? connections
          : [...connections, { ...connection, isExpired: false }],
      );
    },
  };
}

/** The object that {@link createConnections} returns. */
export type Connections = ReturnType<typeof createConnections>;

function beforeOf({ connections, count, extent }: Listed): Before {
  return { ids: extent === 'whole' ? connections.map(({ id }) => id) : null, count };
}

/** Returns whether Zapier answered, so that it can be reached and waiting would change nothing. */
export const isAnswer = ({ code }: Failure): boolean =>
  code === 'not-understood' || code === 'refused' || code === 'server-error';
