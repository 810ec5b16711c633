import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import type { ItemKey } from '../../shared/items';
import { pauseAfter } from './pause';
import { NO_TRAFFIC, opensAt, stillCounting, type Traffic, type Urgency } from './traffic';

/** How long an awaited request is held without a word, in milliseconds. */
const PATIENCE_MS = 2000;

/** No secret. Written by the background alone, with every request; nobody else reads it. */
const requestsItem = storage.defineItem<unknown>('session:requests' satisfies ItemKey);

const times = v.array(v.number());
const trafficSchema = v.object({ awaited: times, filling: times, pausedUntil: v.number() });

/** Thrown in place of an answer: the request was held back, or Zapier refused it unread. It took no effect. */
export class PausedError extends Error {
  override name = 'PausedError' as const;
  /** When it is good again, epoch milliseconds. */
  readonly until: number;
  constructor(until: number) {
    super('Held back by the limit of requests');
    this.until = until;
  }
}

interface Dependencies {
  /** How many requests may leave in a minute. */
  limit: () => Promise<number>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Decides when requests leave. What it knows is stored with each of them, so that the next background
 * goes on where this one ended.
 */
export function createRateLimit({ limit, now }: Dependencies) {
  /** How many awaited requests are under way or held. */
  let awaited = 0;

  // A storage that fails keeps nothing from being sent: Zapier's own limit holds all the same.
  async function read(): Promise<Traffic> {
    const stored = v.safeParse(trafficSchema, await requestsItem.getValue().catch(() => null));
    return stillCounting(stored.success ? stored.output : NO_TRAFFIC, now());
  }
  const write = (traffic: Traffic) => requestsItem.setValue(traffic).catch(() => undefined);

  /** Lets a request leave and counts it, or answers when it may. */
  const take = async (urgency: Urgency): Promise<number | null> =>
    navigator.locks.request('requests', async () => {
      if (urgency === 'filling' && awaited > 0) return now();
      const traffic = await read();
      const opens = opensAt(traffic, urgency, await limit());
      if (opens > now()) return opens;
      await write({ ...traffic, [urgency]: [...traffic[urgency], now()] });
      return null;
    });

  /** Settles when one more request may leave; rejects with {@link PausedError} where that is not soon. */
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

    /** Sends a request once it may leave. */
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

    /** Learns from an answer until when Zapier wants silence: epoch milliseconds, or null. */
    async learn({ status, headers }: Response): Promise<number | null> {
      const until = pauseAfter(status, headers, now());
      if (until !== null)
        await navigator.locks.request('requests', async () => {
          const traffic = await read();
          await write({ ...traffic, pausedUntil: Math.max(traffic.pausedUntil, until) });
        });
      return until;
    },
  };
}

/** What {@link createRateLimit} gives. */
export type RateLimit = ReturnType<typeof createRateLimit>;
