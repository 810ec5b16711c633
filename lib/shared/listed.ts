import { storage } from 'wxt/utils/storage';
import type { ListedConnection } from './listed-connection';

/** An app's connections as Zapier listed them last. */
export interface Listed {
  connections: ListedConnection[];
  /** Epoch milliseconds. */
  listedAt: number;
}

type ListedKey = `session:connections/${string}/${string}`;

/** Key of an app's {@link Listed}. Written by the background, followed by the form; sign-out finds it by the account's id. */
export const listedKey = (accountId: string, appId: string): ListedKey => `session:connections/${accountId}/${appId}`;

/** What Zapier listed last, if that is known. */
export const readListed = (accountId: string, appId: string): Promise<Listed | null> =>
  storage.getItem<Listed>(listedKey(accountId, appId));

/** Keeps what Zapier listed. */
export const writeListed = (accountId: string, appId: string, listed: Listed): Promise<void> =>
  storage.setItem(listedKey(accountId, appId), listed);
