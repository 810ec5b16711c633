import { seenAtZapierItem } from '../../shared/zapier-session';

/** Forgets that Zapier was signed in as this account. */
export async function forgetSeenAtZapier(accountId: string): Promise<void> {
  if ((await seenAtZapierItem.getValue())?.accountId === accountId) await seenAtZapierItem.removeValue();
}

/** What the background learns of Zapier's own session. `now` returns epoch milliseconds. */
export function createZapierSession(now: () => number) {
  return {
    /** Zapier may be signed in as anybody. */
    doubt: (): Promise<void> => seenAtZapierItem.removeValue(),

    /** Zapier was seen to be signed in as this account, now or at `seenAt`. */
    see: (accountId: string, seenAt = now()): Promise<void> => seenAtZapierItem.setValue({ accountId, seenAt }),
  };
}

/** What {@link createZapierSession} gives. */
export type ZapierSession = ReturnType<typeof createZapierSession>;
