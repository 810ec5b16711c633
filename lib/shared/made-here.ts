import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** That a connection was made in this browser, and from which credentials. */
export interface MadeHere {
  /** The connection's. */
  id: string;
  appId: string;
  /** Epoch milliseconds. */
  madeAt: number;
  /** Of its secrets, together and each by itself; none where nothing was typed that can be recognised. */
  fingerprints: string[];
}

/** What is remembered of an account. */
export interface AccountMadeHere {
  /** Of its fingerprints, and of no other account's: with it they cease to mean anything. */
  key: string;
  /** Oldest first. */
  made: MadeHere[];
}

/** As version 1 had it: one fingerprint, of all secrets together. */
interface MadeHere1 extends Omit<MadeHere, 'fingerprints'> {
  fingerprint: string | null;
}

/** Takes what has the newer shape as it is: the browser may end between the value's write and its version's. */
function fromVersion1({ fingerprint, ...made }: MadeHere1 & Partial<MadeHere>): MadeHere {
  return { fingerprints: fingerprint ? [fingerprint] : [], ...made };
}

/** By account id. On disk, because it outlives the browser: never a value, a name or a title. Written by the background, read by pages. */
export const madeHereItem = storage.defineItem<Record<string, AccountMadeHere>>('local:madeHere' satisfies ItemKey, {
  version: 2,
  migrations: {
    2: (kept: Record<string, { key: string; made: MadeHere1[] }>) =>
      Object.fromEntries(
        Object.entries(kept).map(([accountId, { key, made }]) => [accountId, { key, made: made.map(fromVersion1) }]),
      ),
  },
  fallback: {},
});
