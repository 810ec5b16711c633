import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE_MS, pauseAfter } from '../../../lib/requests/pause';

/** A Thursday. */
const NOON = Date.UTC(2026, 0, 1, 12);
const SECOND = 1000;

const pause = (status: number, headers: Record<string, string>) => {
  const until = pauseAfter(status, new Headers(headers), NOON);
  return until === null ? null : (until - NOON) / SECOND;
};

describe('Retry-After', () => {
  it.each([
    ['seconds', '41', 41],
    ['nothing, which is a second at least', '0', 1],
    ['a date', 'Thu, 01 Jan 2026 12:00:41 GMT', 41],
    ['a date in the second form', 'Thursday, 01-Jan-26 12:00:41 GMT', 41],
    ['a date in the oldest form', 'Thu Jan  1 12:00:41 2026', 41],
    ['a date that has passed', 'Thu, 01 Jan 2026 11:00:00 GMT', 1],
    ['a year', '31536000', 900],
    ['more than a number holds', '9'.repeat(400), 900],
    ['a date in a far year', 'Sun, 06 Nov 2094 08:49:37 GMT', 900],
  ])('is %s', (_what, value, seconds) => {
    expect(pause(429, { 'Retry-After': value })).toBe(seconds);
    // A 503 from before is no pause any more.
    expect(pause(503, { 'Retry-After': value })).toBe(seconds === 1 ? null : seconds);
  });

  it.each(['', 'soon', '-5', '1.5', '60, 60', '2026-01-01T12:00:41Z', 'Thu, 99 Foo 2026 12:00:41 GMT'])(
    'is not understood as %j: a minute after a 429, nothing after a 503',
    (value) => {
      expect(pause(429, { 'Retry-After': value })).toBe(60);
      expect(pause(503, { 'Retry-After': value })).toBeNull();
    },
  );

  it('is a date by the clock that wrote it', () => {
    const headers = { Date: 'Thu, 01 Jan 2026 11:30:00 GMT', 'Retry-After': 'Thu, 01 Jan 2026 11:30:41 GMT' };
    expect(pause(429, headers)).toBe(41);
    expect(pause(429, { Date: headers.Date, 'Retry-After': '41' })).toBe(41);
    const reset = String(NOON / SECOND - 1800 + 41);
    expect(pause(429, { Date: headers.Date, 'X-RateLimit-Reset': reset })).toBe(41);
    expect(pause(429, { Date: headers.Date, 'X-RateLimit-Reset': '41' })).toBe(41);
    expect(pause(429, { Date: 'yesterday', 'Retry-After': 'Thu, 01 Jan 2026 12:00:41 GMT' })).toBe(41);
  });

  it('counts for refusals only', () => {
    expect(pause(200, { 'Retry-After': '41' })).toBeNull();
    expect(pause(500, { 'Retry-After': '41' })).toBeNull();
  });

  it('comes before what X-RateLimit-Reset says', () => {
    expect(pause(429, { 'Retry-After': '41', 'X-RateLimit-Reset': '7' })).toBe(41);
  });
});

describe('X-RateLimit', () => {
  it.each([
    ['seconds to go', '41', 41],
    ['epoch seconds', String(NOON / SECOND + 41), 41],
    ['epoch seconds with a fraction', `${NOON / SECOND + 41}.5`, 41.5],
    ['epoch milliseconds, which is absurd', String(NOON + 41_000), 900],
  ])('-Reset is %s', (_what, reset, seconds) => {
    expect(pause(429, { 'X-RateLimit-Reset': reset })).toBe(seconds);
    expect(pause(200, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset })).toBe(seconds);
    expect(pause(200, { 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': reset })).toBeNull();
  });

  it('-Remaining: 0 without a -Reset is a minute', () => {
    expect(pause(200, { 'X-RateLimit-Limit': '60', 'X-RateLimit-Remaining': '0' })).toBe(60);
  });

  it('-Remaining: 0 with a -Reset that has passed is no pause', () => {
    expect(pause(200, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOON / SECOND - 1) })).toBeNull();
  });

  it('-Limit alone says nothing', () => {
    expect(pause(200, { 'X-RateLimit-Limit': '0' })).toBeNull();
  });
});

it('a 429 without a header is a minute', () => {
  expect(pause(429, {})).toBe(60);
});

it('any answer gives no pause, or one of a second to a quarter of an hour', () => {
  const text = fc.oneof(
    fc.integer().map(String),
    fc.double().map(String),
    fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'Invalid Date' : date.toUTCString())),
    fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) }),
  );
  const headers = fc.record(
    {
      Date: text,
      'Retry-After': text,
      'X-RateLimit-Limit': text,
      'X-RateLimit-Remaining': text,
      'X-RateLimit-Reset': text,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.constantFrom(200, 401, 429, 500, 503), headers, fc.nat(1e13), (status, values, now) => {
      const until = pauseAfter(status, new Headers(values), now);
      if (until === null) expect(status).not.toBe(429);
      else {
        expect(until - now).toBeGreaterThan(0);
        expect(until - now).toBeLessThanOrEqual(LONGEST_PAUSE_MS);
      }
    }),
    { numRuns: 10_000 },
  );
});
