import type { Page } from '@playwright/test';
import type { Extension } from './extension';

/** A page's clock, which stands still. */
export interface PageClock {
  /** Moves the clock, to a time in epoch milliseconds, and runs the timers that are due by then. */
  set(time: number): Promise<void>;
}

interface Held {
  setHeldClock: (time: number) => void;
}

/**
 * Stops a page's clock, at a time in epoch milliseconds or now, so that a countdown depends on no real seconds. Timers
 * of more than a second wait for the clock, shorter ones run as usual. Playwright's own clock would hold in every page
 * of the browser, and tests share one.
 */
export async function holdClock(page: Page, at?: number): Promise<PageClock> {
  await page.evaluate((start) => {
    const { setTimeout: runLater, clearTimeout: forget } = window;
    const held = new Map<number, { due: number; work: () => void }>();
    let [now, lastId] = [start ?? Date.now(), 0];
    Date.now = () => now;
    const setTimeout = (work: () => void, delay = 0) => {
      if (delay <= 1000) return runLater(work, delay);
      lastId -= 1;
      held.set(lastId, { due: now + delay, work });
      return lastId;
    };
    const clearTimeout = (id?: number) => {
      if (id === undefined || !held.delete(id)) forget(id);
    };
    const setHeldClock = (time: number) => {
      now = time;
      for (const [id, { due, work }] of held) if (due <= now && held.delete(id)) work();
    };
    Object.assign(window, { setTimeout, clearTimeout, setHeldClock });
  }, at);
  return { set: (time) => page.evaluate((now) => (window as unknown as Held).setHeldClock(now), time) };
}

/** Returns the end of the pause that Zapier asked for, in epoch milliseconds. */
export async function pausedUntil(extension: Extension): Promise<number> {
  const { requests } = await extension.readStorage('session');
  return (requests as { pausedUntil: number }).pausedUntil;
}

/** Ends the pause that Zapier asked for. */
export async function endPause(extension: Extension): Promise<void> {
  await extension.evaluate(async (browser) => {
    const { requests } = await browser.storage.session.get('requests');
    await browser.storage.session.set({ requests: { ...(requests as object), pausedUntil: Date.now() } });
  });
}
