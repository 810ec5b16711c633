import { LONGEST_PAUSE_MS } from './pause';

/** Whom a request is for: somebody who waits for the answer, or the catalogue, for which nobody does. */
export type Urgency = 'awaited' | 'filling';

/** What has left lately, and when Zapier takes requests again. Times are epoch milliseconds. */
export interface Traffic {
  /** When awaited requests left, oldest first. */
  awaited: number[];
  /** When those of the catalogue left, oldest first. */
  filling: number[];
  /** End of the latest pause that Zapier asked for; 0 where there is none to remember. */
  pausedUntil: number;
}

/** Nothing is known of. */
export const NO_TRAFFIC: Traffic = { awaited: [], filling: [], pausedUntil: 0 };

/** The minute that Zapier counts, and a second more: requests do not all take equally long to get there. */
const MINUTE_MS = 61_000;

/** How long the catalogue stays silent after a pause of Zapier's: colleagues share the limit. */
const REST_AFTER_PAUSE_MS = 10 * 60_000;

/** What of it still counts. Times that cannot be are the clock's doing, and dropped. */
export function stillCounting({ awaited, filling, pausedUntil }: Traffic, now: number): Traffic {
  const counts = (time: number) => time > now - MINUTE_MS && time <= now;
  const isPause = pausedUntil > now - REST_AFTER_PAUSE_MS && pausedUntil <= now + LONGEST_PAUSE_MS;
  return {
    awaited: awaited.filter(counts),
    filling: filling.filter(counts),
    pausedUntil: isPause ? pausedUntil : 0,
  };
}

/**
 * From when on one more request may leave. What somebody waits for may use the whole limit; the catalogue a
 * tenth of it, and only while at most half is used.
 */
export function opensAt({ awaited, filling, pausedUntil }: Traffic, urgency: Urgency, limit: number): number {
  const all = [...awaited, ...filling].sort((one, other) => one - other);
  if (urgency === 'awaited') return Math.max(pausedUntil, roomAt(all, limit));
  return Math.max(
    pausedUntil === 0 ? 0 : pausedUntil + REST_AFTER_PAUSE_MS,
    // One at least, or a small limit would leave the catalogue unread for ever.
    roomAt(filling, Math.max(1, Math.floor(limit / 10))),
    roomAt(all, Math.floor(limit / 2)),
  );
}

/** When fewer than `most` of these, oldest first, are in one minute. */
function roomAt(times: number[], most: number): number {
  const leaving = times[times.length - most];
  return leaving === undefined ? 0 : leaving + MINUTE_MS;
}
