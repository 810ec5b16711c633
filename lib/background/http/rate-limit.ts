import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import type { ItemKey } from '../../shared/items';
import { pauseAfter } from './pause';
import { NO_TRAFFIC, opensAt, shortestPause, stillCounting, type Traffic, type Urgency } from './traffic';

/** Longest time a foreground request is held back, in milliseconds. If it has to wait longer, it fails at once. */
const PATIENCE_MS = 2000;

/** Not secret. Written with every request; only the background reads and writes it. */
const requestsItem = storage.defineItem<unknown>('session:requests' satisfies ItemKey);

const times = v.array(v.number());
const trafficSchema = v.object({ awaited: times, filling: times, pausedUntil: v.number(), refusals: v.number() });

/** Thrown instead of returning a response: the request was held back, or Zapier refused it unread. It had no effect. */
export class PausedError extends Error {
  override name = 'PausedError' as const;
  /** When to try again, in epoch milliseconds. */
  readonly until: number;
  constructor(until: number) {
    super('Held back by the limit of requests');
    this.until = until;
  }
}

interface Dependencies {
  /** Most requests per minute. */
  limit: () => Promise<number>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Decides when requests are sent. Its state is stored with each request, so that the next background continues from
 * there.
 */
export function createRateLimit({ limit, now }: Dependencies) {
  /** Number of foreground requests being sent or held back. */
  let awaited = 0;

  // A storage failure does not stop requests: Zapier's own limit still applies.
  async function read(): Promise<Traffic> {
    const stored = v.safeParse(trafficSchema, await requestsItem.getValue().catch(() => null));
    return stillCounting(stored.success ? stored.output : NO_TRAFFIC, now());
  }
  const write = (traffic: Traffic) => requestsItem.setValue(traffic).catch(() => undefined);

  /** Admits and counts a request (returns null), or returns when it may be sent. */
  const take = async (urgency: Urgency): Promise<number | null> =>
    navigator.locks.request('requests', async () => {
      if (urgency === 'filling' && awaited > 0) return now();
      const traffic = await read();
      const opens = opensAt(traffic, urgency, await limit());
      if (opens > now()) return opens;
      const counted = urgency === 'filling' ? 'filling' : 'awaited';
      await write({ ...traffic, [counted]: [...traffic[counted], now()] });
      return null;
    });

  /** Resolves when one more request may be sent; rejects with {@link PausedError} if that is not soon. */
  async function admit(urgency: Urgency, signal?: AbortSignal | null): Promise<void> {
    for (let patience = PATIENCE_MS; ; ) {
      signal?.throwIfAborted();
      const opens = await take(urgency);
      if (opens === null) return;
      const wait = opens - now();
      if (urgency === 'filling' || wait > patience) throw new PausedError(opens);
      patience -= wait;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  return {
    admit,

    /** Sends a request as soon as it is admitted. */
    async send<T>(urgency: Urgency, request: () => Promise<T>, signal?: AbortSignal | null): Promise<T> {
      const weight = urgency === 'awaited' ? 1 : 0;
      awaited += weight;
      try {
        await admit(urgency, signal);
        return await request();
      } finally {
        awaited -= weight;
      }
    },

    /** Stores the pause that a response asks for. Returns its end in epoch milliseconds, or null. */
    async learn({ status, headers }: Response): Promise<number | null> {
      const asked = pauseAfter(status, headers, now());
      if (asked === null) return null;
      return navigator.locks.request('requests', async () => {
        const traffic = await read();
        const isRefusal = status === 429;
        const until = isRefusal ? Math.max(asked, now() + shortestPause(traffic)) : asked;
        const refusals = traffic.refusals + (isRefusal ? 1 : 0);
        await write({ ...traffic, pausedUntil: Math.max(traffic.pausedUntil, until), refusals });
        return until;
      });
    },
  };
}

/** The object that {@link createRateLimit} returns. */
export type RateLimit = ReturnType<typeof createRateLimit>;
