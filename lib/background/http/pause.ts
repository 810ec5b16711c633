/** No pause is longer than this, in milliseconds, whatever an answer asks for. */
export const LONGEST_PAUSE_MS = 15 * 60_000;

/** A refusal is followed by at least this much silence, in milliseconds. */
const SHORTEST_PAUSE_MS = 1000;

/** What Zapier documents for a refusal that does not say how long, in milliseconds. */
const USUAL_PAUSE_MS = 60_000;

/** From this number on it is a time in epoch seconds, and not seconds to go: those would be thirty years. */
const FIRST_EPOCH_SECOND = 1_000_000_000;

/**
 * Until when an answer asks for silence, epoch milliseconds; null where it does not. Zapier's documents
 * disagree on what the limit is per and on whether `X-RateLimit-Reset` is a time, so either is understood,
 * and `X-RateLimit-Limit` is not needed.
 */
export function pauseAfter(status: number, headers: Headers, now: number): number | null {
  // A time is meant by the clock that wrote it, which need not be ours.
  const ahead = (httpDate(headers.get('Date') ?? '') ?? now) - now;
  const isRefusal = status === 429;
  const isSpent = Number.parseFloat(headers.get('X-RateLimit-Remaining') ?? '') <= 0;
  const after = isRefusal || status === 503 ? retryAfter(headers.get('Retry-After'), now, ahead) : null;
  const reset = isRefusal || isSpent ? resetAt(headers.get('X-RateLimit-Reset'), now, ahead) : null;
  const until = after ?? reset ?? (isRefusal || isSpent ? now + USUAL_PAUSE_MS : null);
  if (until === null || (!isRefusal && until <= now)) return null;
  return Math.min(Math.max(until, now + SHORTEST_PAUSE_MS), now + LONGEST_PAUSE_MS);
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function retryAfter(value: string | null, now: number, ahead: number): number | null {
  if (value === null) return null;
  if (/^\d+$/.test(value)) return now + Number(value) * 1000;
  const time = httpDate(value);
  return time === null ? null : time - ahead;
}

function resetAt(value: string | null, now: number, ahead: number): number | null {
  if (value === null || !/^\d+(\.\d+)?$/.test(value)) return null;
  const seconds = Number(value);
  return seconds >= FIRST_EPOCH_SECOND ? seconds * 1000 - ahead : now + seconds * 1000;
}

/** RFC 9110, section 5.6.7. The oldest of its three forms names no zone, and means Greenwich too. */
function httpDate(value: string): number | null {
  if (!/^[A-Z][a-z]{2,8},? .*\d{2}:\d{2}:\d{2}( \d{4}| GMT)$/.test(value)) return null;
  const time = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(time) ? null : time;
}
