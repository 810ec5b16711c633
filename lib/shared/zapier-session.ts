import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

export const sessionSeenItem = storage.defineItem<string>('session:seenAtZapier' satisfies ItemKey);

/** On disk only while *Stay signed in* is on, like the accounts. */
export const localSeenItem = storage.defineItem<string>('local:seenAtZapier' satisfies ItemKey, { version: 1 });

/**
 * Returns the id of the account that this browser was last seen signed in to at Zapier, which Zapier's pages will use;
 * null if it is not known. Forms warn unless it is the chosen account.
 */
export const readSeenAtZapier = async (): Promise<string | null> =>
  (await sessionSeenItem.getValue()) ?? (await localSeenItem.getValue());

/** Calls back when the result of {@link readSeenAtZapier} may have changed. Returns a function that stops. */
export function watchSeenAtZapier(changed: () => void): () => void {
  const stops = [sessionSeenItem.watch(changed), localSeenItem.watch(changed)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * Forgets which account is signed in at Zapier. A page that opens Zapier's sign-out calls this itself, because opening
 * it closes the page.
 */
export async function doubtZapierSession(): Promise<void> {
  await Promise.all([sessionSeenItem.removeValue(), localSeenItem.removeValue()]);
}
