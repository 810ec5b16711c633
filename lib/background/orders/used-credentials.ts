import { newFingerprintKey, valueFingerprints } from '../../shared/fingerprint';
import { changeItem } from '../../shared/items';
import { usedCredentialsItem } from '../../shared/used-credentials';
import type { AccountStore } from '../sign-in/account-store';

/** How many credentials are remembered: the latest ones. */
const REMEMBERED = 500;

/**
 * Remembers the credentials that are sent for an account, whatever the outcome. What is only typed does not count:
 * agents who notice the wrong form move it to the right one.
 */
export async function rememberUsed(
  store: Pick<AccountStore, 'account'>,
  accountId: string,
  values: Record<string, string>,
  usedAt: number,
): Promise<void> {
  await changeItem(usedCredentialsItem, async (kept) => {
    // Nothing may be stored for an account that was signed out meanwhile.
    if (!(await store.account(accountId))) return kept;
    const { key, used } = kept ?? { key: newFingerprintKey(), used: [] };
    const hmacs = (await valueFingerprints(key, values)).map(({ hmac }) => hmac);
    if (hmacs.length === 0) return kept;
    const others = used.filter((known) => known.accountId !== accountId || !hmacs.includes(known.hmac));
    const added = hmacs.map((hmac) => ({ accountId, hmac, usedAt }));
    return { key, used: [...others, ...added].slice(-REMEMBERED) };
  });
}

/** Forgets the credentials that were sent for an account. */
export function forgetUsed(accountId: string): Promise<void> {
  return changeItem(
    usedCredentialsItem,
    (kept) => kept && { ...kept, used: kept.used.filter((known) => known.accountId !== accountId) },
  );
}
