/** Most requests of one name in a minute. The extension renews its tokens twice a day. */
const MOST = 10;

const MINUTE_MS = 60_000;

/**
 * Creates a limit for each name, in this instance's memory.
 *
 * @param now returns epoch milliseconds
 * @returns counts a request; returns the seconds to wait if it was one too many, otherwise 0
 */
export function createLimit(now: () => number): (name: string) => number {
  /** The oldest first, because all of them last as long. */
  const windows = new Map<string, { count: number; ends: number }>();
  return (name) => {
    const at = now();
    for (const [old, { ends }] of windows) {
      if (ends > at) break;
      windows.delete(old);
    }
    const window = windows.get(name) ?? { count: 0, ends: at + MINUTE_MS };
    windows.set(name, window);
    window.count += 1;
    return window.count > MOST ? Math.ceil((window.ends - at) / 1000) : 0;
  };
}
