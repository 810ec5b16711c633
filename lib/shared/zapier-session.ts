import { storage } from 'wxt/utils/storage';

const sessionItem = storage.defineItem<string>('session:seenAtZapier');

/** On disk only while the agent stays signed in, as the accounts are. */
const localItem = storage.defineItem<string>('local:seenAtZapier', { version: 1 });

/**
 * Id of the account that Zapier itself was last seen signed in as in this browser, which is what a page of
 * Zapier's will use; null where it may be anybody. Forms warn unless it is the chosen one.
 */
export const readSeenAtZapier = async (): Promise<string | null> =>
  (await sessionItem.getValue()) ?? (await localItem.getValue());

/** Calls when {@link readSeenAtZapier} may have changed; answers with the way to stop. */
export function watchSeenAtZapier(changed: () => void): () => void {
  const stops = [sessionItem.watch(changed), localItem.watch(changed)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * From now on Zapier may be signed in as anybody. A page writes this itself where it opens Zapier's sign-out,
 * because that closes it.
 */
export async function doubtZapierSession(): Promise<void> {
  await Promise.all([sessionItem.removeValue(), localItem.removeValue()]);
}

/** Forgets that Zapier was signed in as this account. */
export async function forgetSeenAtZapier(accountId: string): Promise<void> {
  if ((await readSeenAtZapier()) === accountId) await doubtZapierSession();
}

/** What the background learns of Zapier's own session. */
export function createZapierSession(staySignedIn: () => Promise<boolean>) {
  /** Keeps on disk what may be there, and nothing else. */
  async function settle(): Promise<void> {
    const [seen, stays] = [await sessionItem.getValue(), await staySignedIn()];
    if (!stays) await localItem.removeValue();
    else if (seen !== null) await localItem.setValue(seen);
  }

  return {
    settle,
    doubt: doubtZapierSession,

    /** Zapier was seen to be signed in as this account. */
    async see(accountId: string): Promise<void> {
      await sessionItem.setValue(accountId);
      await settle();
    },
  };
}

/** What {@link createZapierSession} gives. */
export type ZapierSession = ReturnType<typeof createZapierSession>;
