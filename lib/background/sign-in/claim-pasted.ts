import { storage } from 'wxt/utils/storage';
import { NOBODY, PASTED_INTO_SEARCH, type Secrets, secretsItem } from '../../shared/draft';

/** Gives what was pasted on the sign-in screen to the account that signs in, before any page shows that. */
export async function claimPasted(accountId: string): Promise<void> {
  const key = secretsItem.key(NOBODY, PASTED_INTO_SEARCH);
  const secrets = await storage.getItem<Secrets>(key);
  if (!secrets) return;
  await storage.setItem(secretsItem.key(accountId, PASTED_INTO_SEARCH), secrets);
  await storage.removeItem(key);
}
