import browser from 'webextension-polyfill';

/**
 * Shortest alarm delay that Chrome allows a packed extension, in milliseconds.
 * https://developer.chrome.com/docs/extensions/reference/api/alarms
 */
export const SHORTEST_ALARM_MS = 30_000;

/**
 * Runs named work at a time, in a background started for it if necessary.
 *
 * A browser does not keep an alarm under {@link SHORTEST_ALARM_MS}, so the work must tolerate running that much later:
 * the alarm is set no earlier, and a timer keeps the exact time as long as this background runs.
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
    /**
     * Runs the work of this name at `when`, epoch milliseconds, or up to half a minute later. Replaces an earlier time.
     */
    at,

    /** Cancels the work of this name. */
    async cancel(name: string): Promise<void> {
      dropTimer(name);
      await browser.alarms.clear(name);
    },

    /**
     * Returns true if the work of this name is scheduled within this many milliseconds. A later time was set by a clock
     * that has been set back.
     */
    async has(name: string, within: number): Promise<boolean> {
      const alarm = await browser.alarms.get(name);
      return alarm !== undefined && alarm.scheduledTime <= now() + within;
    },

    /**
     * Calls `work` when a time has come, possibly twice, by timer and by alarm. Must be called in the background's
     * first task, otherwise the alarm that starts it is lost.
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

/** The object that {@link createSchedule} returns. */
export type Schedule = ReturnType<typeof createSchedule>;
