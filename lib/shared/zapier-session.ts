import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

export const sessionSeenItem = storage.defineItem<string>('session:seenAtZapier' satisfies ItemKey);

/** On disk only while the agent stays signed in, as the accounts are. */
export const localSeenItem = storage.defineItem<string>('local:seenAtZapier' satisfies ItemKey, { version: 1 });

/**
 * Id of the account that Zapier itself was last seen signed in as in this browser, which is what a page of
 * Zapier's will use; null where it may be anybody. Forms warn unless it is the chosen one.
 */
export const readSeenAtZapier = async (): Promise<string | null> =>
  (await sessionSeenItem.getValue()) ?? (await localSeenItem.getValue());

/** Calls when {@link readSeenAtZapier} may have changed; answers with the way to stop. */
export function watchSeenAtZapier(changed: () => void): () => void {
  const stops = [sessionSeenItem.watch(changed), localSeenItem.watch(changed)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * From now on Zapier may be signed in as anybody. A page writes this itself where it opens Zapier's sign-out,
 * because that closes it.
 */
export async function doubtZapierSession(): Promise<void> {
  await Promise.all([sessionSeenItem.removeValue(), localSeenItem.removeValue()]);
}
