import browser from 'webextension-polyfill';
import { secretsItem } from '../shared/draft';
import { signInStateItem } from '../shared/sign-in';
import { visitItem } from '../shared/visit';
import { isPopupOpen } from './attention';
import type { Schedule } from './schedule';

/** Alarm that re-checks a waiting update. */
export const UPDATE_ALARM = 'update';

/** Time until a waiting update is re-checked, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

interface Dependencies {
  /** True while a request to create a connection is being sent or is about to be. */
  isSending: () => boolean;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Installs updates of the extension when nothing is in progress, because an update stops the background and clears its
 * memory.
 */
export function createUpdate({ isSending, schedule, now }: Dependencies) {
  /** Returns whether an update would interrupt a request, a sign-in, a visit or the popup, or lose typed secrets. */
  async function isBusy(): Promise<boolean> {
    const [{ status }, isOpen, stored] = await Promise.all([
      signInStateItem.getValue(),
      isPopupOpen(),
      browser.storage.session.get(),
    ]);
    const isKept = Object.keys(stored).some((key) => secretsItem.isKey(key) || visitItem.isKey(key));
    return isSending() || status === 'window-open' || isOpen || isKept;
  }

  async function apply(): Promise<void> {
    if (await isBusy()) await schedule.at(UPDATE_ALARM, now() + LOOK_AGAIN_MS);
    else browser.runtime.reload();
  }

  return {
    /** Installs the waiting update, or schedules a re-check if something is in progress. */
    apply,

    /** Takes over the timing of updates, which a browser leaves to the extension only if there is a listener. */
    follow: () => browser.runtime.onUpdateAvailable.addListener(() => void apply()),
  };
}
