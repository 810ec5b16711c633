/** Somebody whose requests are counted, and how many a minute they may send. */
export interface Quota {
  key: string;
  limit: number;
}

/** One minute: the window that slides, and the silence after it overflows. */
const MINUTE_MS = 60_000;

/** Zapier's limits: an address, which may be a whole office, and everybody who uses one client. */
export const PER_ADDRESS = 60;
export const PER_CLIENT = 150;

/** Counts requests over a sliding minute. Whoever goes over it is refused for a whole minute. */
export class RateLimiter {
  readonly #admitted = new Map<string, number[]>();
  readonly #silentUntil = new Map<string, number>();

  /** Counts a request of all these. Answers what it ran into, and until when (epoch milliseconds). */
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
