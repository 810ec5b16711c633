import { type Credentials, fingerprints, newFingerprintKey } from '../../shared/fingerprint';
import { changeItem } from '../../shared/items';
import { type AccountMadeHere, type MadeHere, madeHereItem } from '../../shared/made-here';

/** How long a connection made here is remembered, in milliseconds. */
export const REMEMBERED_FOR_MS = 90 * 24 * 60 * 60_000;

/** How many of an account's connections are remembered: the latest ones. */
export const REMEMBERED = 200;

/** Returns what is still remembered. Times from the future, after the clock was set back, end just as old ones do. */
function living(kept: Record<string, AccountMadeHere>, now: number): Record<string, AccountMadeHere> {
  const accounts = Object.entries(kept).map(([accountId, { key, made }]) => {
    const remembered = made.filter(({ madeAt }) => Math.abs(now - madeAt) < REMEMBERED_FOR_MS).slice(-REMEMBERED);
    return [accountId, { key, made: remembered }] as const;
  });
  const isWhole = accounts.every(([id, { made }]) => made.length > 0 && made.length === kept[id]?.made.length);
  return isWhole ? kept : Object.fromEntries(accounts.filter(([, { made }]) => made.length > 0));
}

/** Forgets the connections of every account that are too old; the key goes with the last of them. */
export function forgetOldMade(now: number): Promise<void> {
  return changeItem(madeHereItem, (kept) => living(kept, now));
}

/** Remembers a connection, and forgets those of every account that are too old or too many. */
export function rememberMade(
  accountId: string,
  made: Omit<MadeHere, 'fingerprints'>,
  credentials: Credentials,
): Promise<void> {
  return changeItem(madeHereItem, async (kept) => {
    const account = kept[accountId] ?? { key: newFingerprintKey(), made: [] };
    const taken = await fingerprints(account.key, made.appId, credentials);
    const remembered = { ...made, fingerprints: taken.map(({ hmac }) => hmac) };
    return living({ ...kept, [accountId]: { ...account, made: [...account.made, remembered] } }, made.madeAt);
  });
}

/** Forgets a connection that no longer exists. */
export function forgetMade(accountId: string, connectionId: string): Promise<void> {
  return changeItem(madeHereItem, async (kept) => {
    const account = kept[accountId];
    if (!account) return kept;
    return { ...kept, [accountId]: { ...account, made: account.made.filter(({ id }) => id !== connectionId) } };
  });
}

/** Forgets an account's connections and its fingerprint key. */
export function forgetAllMade(accountId: string): Promise<void> {
  return changeItem(madeHereItem, async ({ [accountId]: _forgotten, ...others }) => others);
}
