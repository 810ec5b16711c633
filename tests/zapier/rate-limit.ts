/** A key whose requests are counted, and its limit per minute. */
export interface Quota {
  key: string;
  limit: number;
}

/** The sliding window, and the time that requests are refused after it overflows. */
const MINUTE_MS = 60_000;

/** Zapier's limits per minute: for an address, which may be a whole office, and for all users of one client. */
export const PER_ADDRESS = 60;
export const PER_CLIENT = 150;

/** Counts requests in a sliding minute. After an overflow, refuses requests for a whole minute. */
export class RateLimiter {
  readonly #admitted = new Map<string, number[]>();
  readonly #silentUntil = new Map<string, number>();

  /** Counts a request against all quotas. Returns the quota it exceeds and until when (epoch milliseconds), or null. */
  refusal(quotas: readonly Quota[], now: number): { quota: Quota; until: number } | null {
    for (const quota of quotas) {
      const until = this.#silentUntil.get(quota.key) ?? 0;
      if (now < until) return { quota, until };
    }
    for (const quota of quotas) {
      const recent = (this.#admitted.get(quota.key) ?? []).filter((at) => now - at < MINUTE_MS);
      this.#admitted.set(quota.key, recent);
      if (recent.length < quota.limit) continue;
      const until = now + MINUTE_MS;
      this.#silentUntil.set(quota.key, until);
      return { quota, until };
    }
    for (const quota of quotas) this.#admitted.get(quota.key)?.push(now);
    return null;
  }
}
