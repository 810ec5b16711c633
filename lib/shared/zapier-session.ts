import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** Zapier's own sign-out. Opening it ends the browser's Zapier session. */
export const SIGN_OUT_PAGE = 'https://zapier.com/app/logout';

/** Whom this browser was seen signed in as at Zapier, which Zapier's own pages use. */
export interface SeenAtZapier {
  accountId: string;
  /** Epoch milliseconds. */
  seenAt: number;
}

/**
 * The latest account seen at Zapier; null if it may be another by now. A page that opens Zapier's sign-out removes it
 * itself, because opening it closes the page.
 */
export const seenAtZapierItem = storage.defineItem<SeenAtZapier>('session:seenAtZapier' satisfies ItemKey);

/** How long it is believed, in milliseconds: at zapier.com, anybody can sign in unnoticed. */
export const BELIEVED_FOR_MS = 10 * 60_000;

/** Returns until when the account is believed to be signed in at Zapier, in epoch milliseconds; 0 if it is not. */
export function believedUntil(seen: SeenAtZapier | null, accountId: string, now: number): number {
  // A time in the future is from before the clock was set back.
  if (seen?.accountId !== accountId || now < seen.seenAt) return 0;
  const until = seen.seenAt + BELIEVED_FOR_MS;
  return now < until ? until : 0;
}
