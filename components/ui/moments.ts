/** Formats the time of day. */
export function timeOf(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString(undefined, { timeStyle: 'short' });
}

/** Formats the day, without its year: nothing is kept for so long that the year would matter. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
}

/** Formats day and time. */
export function momentOf(epochMs: number): string {
  return new Date(epochMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Formats day and time with the time zone, for readers elsewhere. */
export function momentAnywhereOf(epochMs: number): string {
  return new Date(epochMs).toLocaleString(undefined, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
}

/** Says how long ago a time is: minutes, and hours from the first on. */
export function agoOf(epochMs: number): string {
  const minutes = Math.max(1, Math.round((Date.now() - epochMs) / 60_000));
  const ago = new Intl.RelativeTimeFormat();
  return minutes < 60 ? ago.format(-minutes, 'minute') : ago.format(-Math.floor(minutes / 60), 'hour');
}
