import { type Listed, type ListedConnection, listedItem } from '../../shared/connection';
import type { Failure } from '../../shared/failure';
import type { OfApp } from '../../shared/messages';
import { type Result, succeeded } from '../../shared/result';
import type { AccountStore } from '../sign-in/account-store';
import type { ConnectionsPage, Zapier } from '../zapier/api';

/** Most pages read while somebody waits: a third of what a whole office may request in a minute. */
export const AWAITED_PAGES = 20;

/** What a caller needs to know of a list. */
export interface Need {
  /** The first page must have been requested after this time, in epoch milliseconds. */
  since: number;
  /** The same for a list that is still being read: pauses may make that take long. Default: `since`. */
  partSince?: number;
  /** Returns true if what has been read is enough. Default: whatever comes of {@link AWAITED_PAGES} pages. */
  suffices?: (listed: Listed) => boolean;
  /** True to read all of it in the lane of background requests: nobody waits for it. */
  inBackground?: true;
  /** True to read beyond {@link AWAITED_PAGES} pages, in the lane of background requests. */
  toTheEnd?: boolean;
  /**
   * True if the known list will do when the first page shows no change: the same count, and only known connections. A
   * connection that was renewed or renamed on another page stays unseen.
   */
  unlessUnchanged?: boolean;
}

interface Dependencies {
  store: Pick<AccountStore, 'account'>;
  zapier: Pick<Zapier, 'connectionsPage'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Creates the one reader of Zapier's lists of connections. Each page is stored as it comes, so that the next caller goes
 * on from there, after a pause or in another background. Callers of the same list take turns.
 */
export function createListReader({ store, zapier, now }: Dependencies) {
  /** Nothing may be stored for an account that was signed out meanwhile. A list that finds no room is used unstored. */
  async function keep({ accountId, appId }: OfApp, listed: Listed): Promise<Listed> {
    if (await store.account(accountId)) await listedItem.write(accountId, appId, listed).catch(() => undefined);
    return listed;
  }

  /** Reads the next page of a list, or its first one. */
  async function readOn(ofApp: OfApp, listed: Listed | null, { inBackground }: Need): Promise<Result<Listed, Failure>> {
    const requestedAt = now();
    const isLate = listed !== null && listed.pages >= AWAITED_PAGES;
    const page = await zapier.connectionsPage(ofApp, listed?.next ?? 0, isLate || inBackground ? 'filling' : 'awaited');
    if (page.ok) return succeeded(withPage(listed ?? { ...NOTHING, listedAt: requestedAt }, page.value));
    // What is read beyond what somebody waits for is kept as it was, and read on the next time.
    if (listed && !isLate && page.failure.code === 'not-understood') return succeeded({ ...listed, extent: 'unclear' });
    return page;
  }

  async function read(ofApp: OfApp, need: Need): Promise<Result<Listed, Failure>> {
    const known = await listedItem.read(ofApp.accountId, ofApp.appId);
    const since = known?.extent === 'reading' ? (need.partSince ?? need.since) : need.since;
    // A time in the future was left by a clock that has been set back.
    const isRecent = known !== null && since < known.listedAt && known.listedAt <= now();
    let listed = isRecent ? known : null;
    while (listed === null || (hasMore(listed, need) && !need.suffices?.(listed))) {
      const result = await readOn(ofApp, listed, need);
      if (!result.ok) return result;
      const isUnchanged = listed === null && need.unlessUnchanged && known && showsNoChange(known, result.value);
      listed = await keep(ofApp, isUnchanged ? { ...known, listedAt: result.value.listedAt } : result.value);
    }
    return succeeded(listed);
  }

  return {
    /**
     * Returns an app's connections as far as the caller needs them. The failure is that of the first page, or of a later
     * one that did not come; a later one that was not understood makes the list `unclear`, but not a long one whose
     * beginning is read.
     */
    read: async (ofApp: OfApp, need: Need): Promise<Result<Listed, Failure>> =>
      navigator.locks.request(listedItem.name(ofApp.accountId, ofApp.appId), () => read(ofApp, need)),
  };
}

/** The object that {@link createListReader} returns. */
export type ListReader = ReturnType<typeof createListReader>;

const NOTHING = {
  connections: [],
  count: null,
  extent: 'reading',
  next: 0,
  pages: 0,
} as const satisfies Partial<Listed>;

const hasMore = ({ extent }: Listed, { toTheEnd }: Need) => extent === 'reading' || (extent === 'more' && toTheEnd);

/** Returns whether a list is too long to be read while somebody waits, by its count and the size of its pages so far. */
export const isTooLong = ({ count, next, pages }: Listed): boolean =>
  count !== null && count > (next / pages) * AWAITED_PAGES;

function withPage(
  listed: Omit<Listed, 'connections'> & { connections: readonly ListedConnection[] },
  page: ConnectionsPage,
): Listed {
  const byId = new Map([...listed.connections, ...page.connections].map((connection) => [connection.id, connection]));
  const connections = [...byId.values()];
  const pages = listed.pages + 1;
  const count = listed.pages === 0 ? page.count : listed.count;
  const next = listed.next + page.size;
  const read = { ...listed, connections, count, next, pages };
  const isEnd = page.size === 0 || (page.count === null ? !page.hasNext : next >= page.count);
  // Some servers count a page where they should count the list.
  const isContradicted = page.size > 0 && page.hasNext;
  // A page that brings nothing new would be followed by others like it.
  if (isEnd || connections.length === listed.connections.length) {
    const isWhole = isEnd && !isContradicted && connections.length === count && count === page.count;
    return { ...read, extent: isWhole ? 'whole' : 'unclear' };
  }
  return { ...read, extent: pages >= AWAITED_PAGES ? 'more' : 'reading' };
}

function showsNoChange(known: Listed, first: Listed): boolean {
  const ids = new Set(known.connections.map(({ id }) => id));
  return known.extent !== 'unclear' && known.count === first.count && first.connections.every(({ id }) => ids.has(id));
}
