import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** A connection that was made in this browser, with fingerprints of its credentials. */
export interface MadeHere {
  /** Id of the connection. */
  id: string;
  appId: string;
  /** Epoch milliseconds. */
  madeAt: number;
  /** HMACs of its secrets, of all together and of each long one; empty if there was nothing to recognise. */
  fingerprints: string[];
}

/** An account's connections that were made in this browser. */
export interface AccountMadeHere {
  /** HMAC key for this account's fingerprints only, in base64. Deleting it makes them useless. */
  key: string;
  /** Oldest first. */
  made: MadeHere[];
}

/** The shape of version 1, with one fingerprint of all secrets together. */
interface MadeHere1 extends Omit<MadeHere, 'fingerprints'> {
  fingerprint: string | null;
}

/** Leaves the newer shape as it is: the browser may stop after writing the value and before writing its version. */
function fromVersion1({ fingerprint, ...made }: MadeHere1 & Partial<MadeHere>): MadeHere {
  return { fingerprints: fingerprint ? [fingerprint] : [], ...made };
}

/**
 * Connections made here, by account id. On disk, to survive a restart of the browser, and therefore without values,
 * names and titles. Written by the background, read by pages.
 */
export const madeHereItem = storage.defineItem<Record<string, AccountMadeHere>>('local:madeHere' satisfies ItemKey, {
  version: 2,
  migrations: {
    // Leaves a damaged account as it is: failing here would lose the others, and the next start removes it.
    2: (kept: Record<string, { key: string; made: MadeHere1[] } | null>) =>
      Object.fromEntries(
        Object.entries(kept).map(([accountId, account]) => {
          const isWhole = Array.isArray(account?.made) && account.made.every(Boolean);
          return [accountId, isWhole ? { ...account, made: account.made.map(fromVersion1) } : account];
        }),
      ),
  },
  fallback: {},
});
