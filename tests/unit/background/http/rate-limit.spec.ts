import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createRateLimit, type PausedError } from '../../../../lib/background/http/rate-limit';
import type { Urgency } from '../../../../lib/background/http/traffic';
import { deferred } from '../../../zapier/deferred';
import { createLocks } from '../../support/locks';

const NOON = Date.UTC(2026, 0, 1, 12);
/** Zapier's minute and one second for the way there, in milliseconds. */
const MINUTE = 61_000;

let limit: number;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOON });
  vi.stubGlobal('navigator', { locks: createLocks() });
  limit = 60;
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const start = () => createRateLimit({ limit: async () => limit, now: () => Date.now() });
type RateLimit = ReturnType<typeof start>;

/**
 * Sends requests at once. Returns how many were sent, and when each of the others would be possible, in milliseconds
 * after noon.
 */
async function burst(rateLimit: RateLimit, count: number, urgency: Urgency = 'awaited') {
  const send = () =>
    rateLimit.send(urgency, async () => 'sent' as const).catch((error: PausedError) => error.until - NOON);
  const outcomes = await Promise.all(Array.from({ length: count }, send));
  return { sent: outcomes.filter((outcome) => outcome === 'sent').length, held: outcomes.filter((o) => o !== 'sent') };
}
const answer = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers });
const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('an awaited request', () => {
  it('sends awaited requests at once up to the limit, and others once there is room', async () => {
    const rateLimit = start();
    expect(await burst(rateLimit, 70)).toEqual({ sent: 60, held: Array(10).fill(MINUTE) });
    later(MINUTE - 1);
    // The time is near enough to wait for.
    const waiting = burst(rateLimit, 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(await waiting).toEqual({ sent: 1, held: [] });
  });

  it('makes room again as the minute slides', async () => {
    const rateLimit = start();
    await burst(rateLimit, 30);
    later(30_000);
    await burst(rateLimit, 30);
    later(31_000);
    expect(await burst(rateLimit, 31)).toMatchObject({ sent: 30, held: [MINUTE + 30_000] });
  });

  it('waits up to two seconds for room, and no longer', async () => {
    const rateLimit = start();
    await rateLimit.learn(answer(429, { 'Retry-After': '2' }));
    const soon = burst(rateLimit, 1);
    await vi.advanceTimersByTimeAsync(1999);
    later(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(await soon).toMatchObject({ sent: 1 });
    await rateLimit.learn(answer(429, { 'Retry-After': '3' }));
    expect(await burst(rateLimit, 1)).toEqual({ sent: 0, held: [5000] });
  });

  it('does not send a waiting request that was aborted, nor count it', async () => {
    const rateLimit = start();
    await rateLimit.learn(answer(429, { 'Retry-After': '2' }));
    const controller = new AbortController();
    const send = vi.fn(async () => 'sent');
    const held = rateLimit.send('awaited', send, controller.signal);
    held.catch(() => undefined);
    controller.abort();
    await vi.advanceTimersByTimeAsync(2000);
    await expect(held).rejects.toThrow();
    expect(send).not.toHaveBeenCalled();
    expect(await burst(rateLimit, 60)).toMatchObject({ sent: 60 });
  });

  it('follows a limit that changes', async () => {
    const rateLimit = start();
    await burst(rateLimit, 6);
    limit = 6;
    expect(await burst(rateLimit, 1)).toMatchObject({ sent: 0 });
    limit = 10;
    expect(await burst(rateLimit, 5)).toMatchObject({ sent: 4 });
  });
});

describe('filling the directory', () => {
  it.each([
    [60, 6],
    [600, 60],
    [15, 1],
    [6, 1],
  ])('at a limit of %i requests a minute, spends %i on filling the directory', async (most, share) => {
    limit = most;
    const rateLimit = start();
    expect(await burst(rateLimit, 100, 'filling')).toMatchObject({ sent: share });
    later(MINUTE - 1);
    expect(await burst(rateLimit, 100, 'filling')).toMatchObject({ sent: 0 });
    later(1);
    expect(await burst(rateLimit, 100, 'filling')).toMatchObject({ sent: share });
  });

  it("does not fill once half of the minute's requests are used", async () => {
    const rateLimit = start();
    await burst(rateLimit, 29);
    expect(await burst(rateLimit, 2, 'filling')).toEqual({ sent: 1, held: [MINUTE] });
  });

  it('does not fill while an awaited request is in flight or held', async () => {
    const rateLimit = start();
    const answered = deferred<null>();
    const running = rateLimit.send('awaited', () => answered.promise);
    expect(await burst(rateLimit, 1, 'filling')).toMatchObject({ sent: 0 });
    answered.resolve(null);
    await running;
    expect(await burst(rateLimit, 1, 'filling')).toMatchObject({ sent: 1 });

    await rateLimit.learn(answer(429, { 'Retry-After': '1' }));
    const held = burst(rateLimit, 1);
    expect(await burst(rateLimit, 1, 'filling')).toMatchObject({ sent: 0 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(await held).toMatchObject({ sent: 1 });
  });

  it('does not fill for ten minutes after a pause', async () => {
    const rateLimit = start();
    await rateLimit.learn(answer(429, { 'Retry-After': '60' }));
    later(60_000);
    expect(await burst(rateLimit, 1)).toMatchObject({ sent: 1 });
    expect(await burst(rateLimit, 1, 'filling')).toEqual({ sent: 0, held: [660_000] });
    later(600_000);
    expect(await burst(rateLimit, 1, 'filling')).toMatchObject({ sent: 1 });
  });

  it('exceeds neither the limit nor the share for filling, however requests come', async () => {
    const step = fc.record({
      urgency: fc.constantFrom<Urgency>('awaited', 'filling', 'filling'),
      count: fc.integer({ min: 1, max: 20 }),
      after: fc.integer({ min: 0, max: 20_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 6, max: 60 }), fc.array(step, { maxLength: 15 }), async (most, steps) => {
        fakeBrowser.reset();
        vi.setSystemTime(NOON);
        limit = most;
        const left: { urgency: Urgency; at: number }[] = [];
        for (const { urgency, count, after } of steps) {
          later(after);
          const rateLimit = start();
          const sends = Array.from({ length: count }, () =>
            rateLimit.send(urgency, async () => left.push({ urgency, at: Date.now() })).catch(() => undefined),
          );
          await vi.advanceTimersByTimeAsync(2000);
          await Promise.all(sends);
        }
        for (const { at } of left) {
          const minute = left.filter((other) => other.at > at - 60_000 && other.at <= at);
          expect(minute.length).toBeLessThanOrEqual(most);
          const filling = minute.filter(({ urgency }) => urgency === 'filling');
          expect(filling.length).toBeLessThanOrEqual(Math.max(1, most / 10));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a pause', () => {
  it.each(['0', '1', 'Thu, 01 Jan 2026 11:00:00 GMT'])(
    'doubles a pause of %s that Zapier asks for again and again, up to a minute, until ten minutes pass without one',
    async (after) => {
      const rateLimit = start();
      const pauses: number[] = [];
      const refuse = async () => ((await rateLimit.learn(answer(429, { 'Retry-After': after }))) ?? 0) - Date.now();
      for (let refusals = 0; refusals < 8; refusals++) {
        pauses.push(await refuse());
        later(pauses.at(-1) ?? 0);
      }
      expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60].map((seconds) => seconds * 1000));
      later(10 * 60_000);
      expect(await refuse()).toBe(1000);
    },
  );

  it('holds every request until a pause ends, even in the next background', async () => {
    expect(await start().learn(answer(429, { 'Retry-After': '41' }))).toBe(NOON + 41_000);
    expect(await burst(start(), 1)).toEqual({ sent: 0, held: [41_000] });
    later(41_000);
    expect(await burst(start(), 1)).toEqual({ sent: 1, held: [] });
  });

  it('does not shorten a pause after another answer', async () => {
    const rateLimit = start();
    await rateLimit.learn(answer(429, { 'Retry-After': '41' }));
    await rateLimit.learn(answer(429, { 'Retry-After': '5' }));
    await rateLimit.learn(answer(200));
    expect(await burst(rateLimit, 1)).toEqual({ sent: 0, held: [41_000] });
  });

  it('begins a pause with an answer that leaves no requests', async () => {
    const rateLimit = start();
    await rateLimit.learn(answer(200, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '41' }));
    expect(await burst(rateLimit, 1)).toEqual({ sent: 0, held: [41_000] });
  });
});

describe("the rateLimit's stored state", () => {
  it('goes on counting from one stored item in the next background', async () => {
    await burst(start(), 20);
    await burst(start(), 3, 'filling');
    expect(await burst(start(), 40)).toMatchObject({ sent: 37 });
    expect(Object.keys(await fakeBrowser.storage.session.get())).toEqual(['requests']);
  });

  it('shares the limit between two rateLimits at once', async () => {
    const [one, other] = [start(), start()];
    const [first, second] = await Promise.all([burst(one, 40), burst(other, 40)]);
    expect(first.sent + second.sent).toBe(60);
  });

  it('forgets requests and pauses when the clock was set back', async () => {
    const rateLimit = start();
    await burst(rateLimit, 60);
    await rateLimit.learn(answer(429, { 'Retry-After': '900' }));
    later(-1);
    expect(await burst(rateLimit, 60)).toMatchObject({ sent: 60 });
  });

  it.each([
    ['missing', undefined],
    ['a string', 'requests'],
    ['of another shape', { awaited: ['x'], filling: [], pausedUntil: 0, refusals: 0 }],
    ['a pause without an end', { awaited: [], filling: [], pausedUntil: 1e300, refusals: 0 }],
    ['full of future times', { awaited: Array(100).fill(NOON + 1), filling: [], pausedUntil: 0, refusals: 0 }],
  ])('sends at once when the stored state is %s', async (_what, requests) => {
    await fakeBrowser.storage.session.set({ requests });
    expect(await burst(start(), 1)).toMatchObject({ sent: 1 });
  });

  it('sends requests even when storage fails', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    vi.spyOn(fakeBrowser.storage.session, 'get').mockRejectedValue(new Error('Corruption'));
    expect(await burst(start(), 1)).toMatchObject({ sent: 1 });
  });
});
