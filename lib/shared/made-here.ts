import { storage } from 'wxt/utils/storage';
import { type Credentials, fingerprints, newFingerprintKey } from './fingerprint';

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

/** How long it is remembered that a connection was made here, in milliseconds. */
export const REMEMBERED_FOR_MS = 90 * 24 * 60 * 60_000;

/** How many connections of an account are remembered, the latest. */
export const REMEMBERED = 200;

/** As version 1 had it: one fingerprint, of all secrets together. */
interface MadeHere1 extends Omit<MadeHere, 'fingerprints'> {
  fingerprint: string | null;
}

/** Takes what has the newer shape as it is: the browser may end between the value's write and its version's. */
function fromVersion1({ fingerprint, ...made }: MadeHere1 & Partial<MadeHere>): MadeHere {
  return { fingerprints: fingerprint ? [fingerprint] : [], ...made };
}

/** By account id. On disk, because it outlives the browser: never a value, a name or a title. Written by the background, read by pages. */
export const madeHereItem = storage.defineItem<Record<string, AccountMadeHere>>('local:madeHere', {
  version: 2,
  migrations: {
    2: (kept: Record<string, { key: string; made: MadeHere1[] }>) =>
      Object.fromEntries(
        Object.entries(kept).map(([accountId, { key, made }]) => [accountId, { key, made: made.map(fromVersion1) }]),
      ),
  },
  fallback: {},
});

/** Changes come one after the other: jobs of several apps may end at once. */
async function change(edit: (kept: Record<string, AccountMadeHere>) => Promise<Record<string, AccountMadeHere>>) {
  await navigator.locks.request('made-here', async () => {
    await madeHereItem.setValue(await edit(await madeHereItem.getValue()));
  });
}

function living(kept: Record<string, AccountMadeHere>, now: number): Record<string, AccountMadeHere> {
  const accounts = Object.entries(kept).map(([accountId, { key, made }]) => {
    const remembered = made.filter(({ madeAt }) => now < madeAt + REMEMBERED_FOR_MS).slice(-REMEMBERED);
    return [accountId, { key, made: remembered }] as const;
  });
  return Object.fromEntries(accounts.filter(([, { made }]) => made.length > 0));
}

/** Remembers a connection, and forgets what is too old, of every account. */
export function rememberMade(
  accountId: string,
  made: Omit<MadeHere, 'fingerprints'>,
  credentials: Credentials,
): Promise<void> {
  return change(async (kept) => {
    const account = kept[accountId] ?? { key: newFingerprintKey(), made: [] };
    const taken = await fingerprints(account.key, made.appId, credentials);
    const remembered = { ...made, fingerprints: taken.map(({ hmac }) => hmac) };
    return living({ ...kept, [accountId]: { ...account, made: [...account.made, remembered] } }, made.madeAt);
  });
}

/** Forgets a connection that no longer exists. */
export function forgetMade(accountId: string, connectionId: string): Promise<void> {
  return change(async (kept) => {
    const account = kept[accountId];
    if (!account) return kept;
    return { ...kept, [accountId]: { ...account, made: account.made.filter(({ id }) => id !== connectionId) } };
  });
}

/** Forgets an account, key and all. */
export function forgetAllMade(accountId: string): Promise<void> {
  return change(async ({ [accountId]: _forgotten, ...others }) => others);
}
