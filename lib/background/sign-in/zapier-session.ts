import { doubtZapierSession, localSeenItem, readSeenAtZapier, sessionSeenItem } from '../../shared/zapier-session';

/** Forgets that Zapier was signed in as this account. */
export async function forgetSeenAtZapier(accountId: string): Promise<void> {
  if ((await readSeenAtZapier()) === accountId) await doubtZapierSession();
}

/** What the background learns of Zapier's own session. */
export function createZapierSession(staySignedIn: () => Promise<boolean>) {
  /** Keeps on disk what may be there, and nothing else. */
  async function syncDisk(): Promise<void> {
    const [seen, stays] = [await sessionSeenItem.getValue(), await staySignedIn()];
    if (!stays) await localSeenItem.removeValue();
    else if (seen !== null) await localSeenItem.setValue(seen);
  }

  return {
    syncDisk,
    doubt: doubtZapierSession,

    /** Zapier was seen to be signed in as this account. */
    async see(accountId: string): Promise<void> {
      await sessionSeenItem.setValue(accountId);
      await syncDisk();
    },
  };
}

/** What {@link createZapierSession} gives. */
export type ZapierSession = ReturnType<typeof createZapierSession>;
