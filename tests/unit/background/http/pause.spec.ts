import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseAfter } from '../../../../lib/background/http/pause';
import { LONGEST_WAIT_MS } from '../../../../lib/shared/order';

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
    ['zero as one second', '0', 1],
    ['a date', 'Thu, 01 Jan 2026 12:00:41 GMT', 41],
    ['a date in RFC 850 form', 'Thursday, 01-Jan-26 12:00:41 GMT', 41],
    ['a date in asctime form', 'Thu Jan  1 12:00:41 2026', 41],
    ['a date that has passed as one second', 'Thu, 01 Jan 2026 11:00:00 GMT', 1],
    ['epoch seconds', String(NOON / SECOND + 41), 41],
    ['epoch seconds with a fraction', `${NOON / SECOND + 41}.5`, 41.5],
    ['epoch seconds that have passed as one second', String(NOON / SECOND - 3600), 1],
    ['a year as fifteen minutes', '31536000', 900],
    ['more than a number holds as fifteen minutes', '9'.repeat(400), 900],
    ['a date in a far year as fifteen minutes', 'Sun, 06 Nov 2094 08:49:37 GMT', 900],
  ])('reads a Retry-After of %s', (_what, value, seconds) => {
    expect(pause(429, { 'Retry-After': value })).toBe(seconds);
    // After a 503, a date in the past means no pause.
    expect(pause(503, { 'Retry-After': value })).toBe(seconds === 1 ? null : seconds);
  });

  it.each(['', 'soon', '-5', '60, 60', '2026-01-01T12:00:41Z', 'Thu, 99 Foo 2026 12:00:41 GMT'])(
    'ignores a Retry-After of %j: a 429 pauses a minute, a 503 not',
    (value) => {
      expect(pause(429, { 'Retry-After': value })).toBe(60);
      expect(pause(503, { 'Retry-After': value })).toBeNull();
    },
  );

  it("measures a date in Retry-After by the answer's own Date", () => {
    const headers = { Date: 'Thu, 01 Jan 2026 11:30:00 GMT', 'Retry-After': 'Thu, 01 Jan 2026 11:30:41 GMT' };
    expect(pause(429, headers)).toBe(41);
    expect(pause(429, { Date: headers.Date, 'Retry-After': '41' })).toBe(41);
    const epoch = String(NOON / SECOND - 1800 + 41);
    expect(pause(429, { Date: headers.Date, 'Retry-After': epoch })).toBe(41);
    expect(pause(429, { Date: headers.Date, 'X-RateLimit-Reset': epoch })).toBe(41);
    expect(pause(429, { Date: headers.Date, 'X-RateLimit-Reset': '41' })).toBe(41);
    expect(pause(429, { Date: 'yesterday', 'Retry-After': 'Thu, 01 Jan 2026 12:00:41 GMT' })).toBe(41);
  });

  it('ignores Retry-After with a 200 or a 500', () => {
    expect(pause(200, { 'Retry-After': '41' })).toBeNull();
    expect(pause(500, { 'Retry-After': '41' })).toBeNull();
  });

  it('prefers Retry-After to X-RateLimit-Reset', () => {
    expect(pause(429, { 'Retry-After': '41', 'X-RateLimit-Reset': '7' })).toBe(41);
  });
});

describe('X-RateLimit headers', () => {
  it.each([
    ['seconds to go', '41', 41],
    ['epoch seconds', String(NOON / SECOND + 41), 41],
    ['epoch seconds with a fraction', `${NOON / SECOND + 41}.5`, 41.5],
    ['epoch milliseconds', String(NOON + 41_000), 41],
  ])('reads an X-RateLimit-Reset of %s', (_what, reset, seconds) => {
    expect(pause(429, { 'X-RateLimit-Reset': reset })).toBe(seconds);
    expect(pause(200, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': reset })).toBe(seconds);
    expect(pause(200, { 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': reset })).toBeNull();
  });

  it('does not pause when X-RateLimit-Remaining is negative, which means no limit', () => {
    expect(pause(200, { 'X-RateLimit-Remaining': '-1' })).toBeNull();
  });

  it('reads a Retry-After of epoch milliseconds', () => {
    expect(pause(429, { 'Retry-After': String(NOON + 5 * SECOND) })).toBe(5);
  });

  it('pauses a minute when X-RateLimit-Remaining is 0 and no reset is named', () => {
    expect(pause(200, { 'X-RateLimit-Limit': '60', 'X-RateLimit-Remaining': '0' })).toBe(60);
  });

  it('does not pause when X-RateLimit-Remaining is 0 but the reset has passed', () => {
    expect(pause(200, { 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOON / SECOND - 1) })).toBeNull();
  });

  it('ignores X-RateLimit-Limit by itself', () => {
    expect(pause(200, { 'X-RateLimit-Limit': '0' })).toBeNull();
  });
});

it('pauses a minute after a 429 without headers', () => {
  expect(pause(429, {})).toBe(60);
});

it('pauses at most fifteen minutes, and always after a 429, whatever the headers', () => {
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
        expect(until - now).toBeLessThanOrEqual(LONGEST_WAIT_MS);
      }
    }),
    { numRuns: 10_000 },
  );
});
