import { LONGEST_WAIT_MS } from '../../shared/order';

/** Foreground (a user is waiting), background (nobody is waiting), or sent whatever the limit says. */
export type Urgency = 'awaited' | 'filling' | 'unpaced';

/** Recent requests, and when Zapier accepts requests again. Times are epoch milliseconds. */
export interface Traffic {
  /** When foreground requests were sent, oldest first. */
  awaited: number[];
  /** When background requests were sent, oldest first. */
  filling: number[];
  /** End of the latest pause Zapier asked for; 0 if none. */
  pausedUntil: number;
  /** How many requests it has refused since the last ten minutes without a pause. */
  refusals: number;
}

/** No requests recorded yet. */
export const NO_TRAFFIC: Traffic = { awaited: [], filling: [], pausedUntil: 0, refusals: 0 };

/** Zapier's minute plus a second, because requests take different times to arrive. */
const MINUTE_MS = 61_000;

/** How long background requests stop after a pause, in milliseconds: colleagues share the limit. */
const REST_AFTER_PAUSE_MS = 10 * 60_000;

/** Returns the entries that still count. Impossible times, left by a changed clock, are dropped. */
export function stillCounting({ awaited, filling, pausedUntil, refusals }: Traffic, now: number): Traffic {
  const counts = (time: number) => time > now - MINUTE_MS && time <= now;
  const isPause = pausedUntil > now - REST_AFTER_PAUSE_MS && pausedUntil <= now + LONGEST_WAIT_MS;
  return {
    awaited: awaited.filter(counts),
    filling: filling.filter(counts),
    pausedUntil: isPause ? pausedUntil : 0,
    refusals: isPause ? refusals : 0,
  };
}

/** Shortest pause after a first refusal, and the longest to which further ones double it, in milliseconds. */
const [FIRST_PAUSE_MS, LONGEST_DOUBLED_MS] = [1000, 60_000];

/**
 * Returns the shortest pause after a refusal, in milliseconds. It doubles with each: some servers go on asking for a
 * second, or for none, and would be asked without end.
 */
export const shortestPause = ({ refusals }: Traffic): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** refusals, LONGEST_DOUBLED_MS);

/**
 * Returns when one more request may be sent. Foreground requests may use the whole limit; background requests a tenth
 * of it, and only while at most half of it is used.
 */
export function opensAt({ awaited, filling, pausedUntil }: Traffic, urgency: Urgency, limit: number): number {
  if (urgency === 'unpaced') return 0;
  const all = [...awaited, ...filling].sort((one, other) => one - other);
  if (urgency === 'awaited') return Math.max(pausedUntil, roomAt(all, limit));
  return Math.max(
    pausedUntil === 0 ? 0 : pausedUntil + REST_AFTER_PAUSE_MS,
    // At least one, or a small limit would keep the directory unread forever.
    roomAt(filling, Math.max(1, Math.floor(limit / 10))),
    roomAt(all, Math.floor(limit / 2)),
  );
}

/** Returns when fewer than `most` of these times, oldest first, lie within one minute. */
function roomAt(times: number[], most: number): number {
  const leaving = times[times.length - most];
  return leaving === undefined ? 0 : leaving + MINUTE_MS;
}
