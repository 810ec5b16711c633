import browser from 'webextension-polyfill';
import type { Schedule } from './schedule';

/** Name under which a waiting update is looked at again. */
export const UPDATE_ALARM = 'update';

/** How long an update waits before it is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

interface Dependencies {
  /** Whether something is under way, or typed, that the extension's end would break off. */
  isBusy: () => Promise<boolean>;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Installs updates of the extension when nothing is under way: they end the background and empty its memory. */
export function createUpdate({ isBusy, schedule, now }: Dependencies) {
  async function apply(): Promise<void> {
    if (await isBusy()) await schedule.at(UPDATE_ALARM, now() + LOOK_AGAIN_MS);
    else browser.runtime.reload();
  }

  return {
    /** Installs the update that waits, unless something is under way. */
    apply,

    /** A browser with a listener leaves it to the extension when an update is installed. */
    follow: () => browser.runtime.onUpdateAvailable.addListener(() => void apply()),
  };
}
