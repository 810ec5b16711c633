import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** A credential that was sent to Zapier for an account, recognisable by its fingerprint. */
export interface UsedCredential {
  accountId: string;
  /** HMAC of the value alone, whatever its app and field. */
  hmac: string;
  /** Epoch milliseconds. */
  usedAt: number;
}

/** The credentials of all accounts that were sent since the browser started. */
export interface UsedCredentials {
  /** HMAC key for these fingerprints only, in base64. Unlike those on disk, it is for all accounts. */
  key: string;
  /** Oldest first; the latest use of each credential in each account. */
  used: UsedCredential[];
}

/**
 * Credentials that were sent, to notice one customer's in another customer's form. Only in memory, and without values.
 * Written by the background, read by pages.
 */
export const usedCredentialsItem = storage.defineItem<UsedCredentials>('session:usedCredentials' satisfies ItemKey);
