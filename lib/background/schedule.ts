import browser from 'webextension-polyfill';

/**
 * The shortest delay that Chrome grants the alarm of a packed extension, in milliseconds.
 * https://developer.chrome.com/docs/extensions/reference/api/alarms
 */
export const SHORTEST_ALARM_MS = 30_000;

/**
 * Has named work done at a time, also by a background that is started for it.
 *
 * An alarm under {@link SHORTEST_ALARM_MS} is not kept, so nothing may be wrong when the work is done that much
 * later: the alarm is set no earlier, and a timer keeps a nearer time for as long as this background lives.
 */
export function createSchedule(now: () => number) {
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let ring: (name: string) => void = () => undefined;

  function dropTimer(name: string) {
    clearTimeout(timers.get(name));
    timers.delete(name);
  }

  async function at(name: string, when: number): Promise<void> {
    dropTimer(name);
    const delay = when - now();
    if (delay < SHORTEST_ALARM_MS)
      timers.set(
        name,
        setTimeout(() => {
          timers.delete(name);
          ring(name);
        }, delay),
      );
    await browser.alarms.create(name, { when: Math.max(when, now() + SHORTEST_ALARM_MS) });
  }

  return {
    /** Has the work of this name done at `when`, epoch milliseconds, or up to half a minute later. Replaces an earlier time. */
    at,

    /** Takes it back. */
    async cancel(name: string): Promise<void> {
      dropTimer(name);
      await browser.alarms.clear(name);
    },

    /** Whether a time is set for it. */
    has: async (name: string): Promise<boolean> => (await browser.alarms.get(name)) !== undefined,

    /**
     * Does the work when its time has come. It may come twice, by timer and by alarm. Must be called in the
     * background's first task, or the alarm that wakes it is lost.
     */
    follow(work: (name: string) => void): void {
      ring = work;
      browser.alarms.onAlarm.addListener(({ name }) => {
        dropTimer(name);
        work(name);
      });
    },
  };
}

/** What {@link createSchedule} gives. */
export type Schedule = ReturnType<typeof createSchedule>;
