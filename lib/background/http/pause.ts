import { LONGEST_WAIT_MS } from '../../shared/order';

/** Shortest pause, in milliseconds. */
const SHORTEST_PAUSE_MS = 1000;

/** Pause that Zapier documents for a refusal without a time, in milliseconds. */
const USUAL_PAUSE_MS = 60_000;

/** Smaller numbers are seconds to wait, larger ones epoch seconds: this many seconds would be thirty years. */
const FIRST_EPOCH_SECOND = 1_000_000_000;

/** Larger ones are epoch milliseconds: this many seconds would be in the year 5138. */
const LAST_EPOCH_SECOND = 100_000_000_000;

/**
 * Returns the end of the pause that a response asks for, in epoch milliseconds, or null if it asks for none. Zapier's
 * documents disagree on what the limit is per and on whether `X-RateLimit-Reset` is a time, so both forms are accepted,
 * in `Retry-After` too, and `X-RateLimit-Limit` is ignored.
 */
export function pauseAfter(status: number, headers: Headers, now: number): number | null {
  // Times refer to the server's clock, which may differ from ours.
  const ahead = (httpDate(headers.get('Date') ?? '') ?? now) - now;
  const isRefusal = status === 429;
  // A negative number means no limit.
  const isSpent = Number.parseFloat(headers.get('X-RateLimit-Remaining') ?? '') === 0;
  const after = isRefusal || status === 503 ? retryAfter(headers.get('Retry-After'), now, ahead) : null;
  const reset = isRefusal || isSpent ? secondsOrEpoch(headers.get('X-RateLimit-Reset'), now, ahead) : null;
  const until = after ?? reset ?? (isRefusal || isSpent ? now + USUAL_PAUSE_MS : null);
  if (until === null || (!isRefusal && until <= now)) return null;
  return Math.min(Math.max(until, now + SHORTEST_PAUSE_MS), now + LONGEST_WAIT_MS);
}

/** Parses `Retry-After`: seconds, or a date (RFC 9110, section 10.2.3); some servers write epoch seconds instead. */
function retryAfter(value: string | null, now: number, ahead: number): number | null {
  const time = httpDate(value ?? '');
  return time === null ? secondsOrEpoch(value, now, ahead) : time - ahead;
}

/** Parses seconds to wait, epoch seconds or epoch milliseconds. */
function secondsOrEpoch(value: string | null, now: number, ahead: number): number | null {
  if (value === null || !/^\d+(\.\d+)?$/.test(value)) return null;
  const seconds = Number(value);
  if (seconds > LAST_EPOCH_SECOND) return seconds - ahead;
  return seconds >= FIRST_EPOCH_SECOND ? seconds * 1000 - ahead : now + seconds * 1000;
}

/** Parses an HTTP date (RFC 9110, section 5.6.7). The oldest of its three forms names no time zone but is GMT too. */
function httpDate(value: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}( \d{4}| GMT)$/.test(value)) return null;
  const time = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(time) ? null : time;
}
