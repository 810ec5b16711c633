import browser from 'webextension-polyfill';
import { secretsItem } from '../shared/draft';
import { signInStateItem } from '../shared/sign-in-state';
import { visitItem } from '../shared/visit';
import { isPopupOpen } from './attention';
import type { Schedule } from './schedule';

/** Name under which a waiting update is looked at again. */
export const UPDATE_ALARM = 'update';

/** How long an update waits before it is looked at again, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

interface Dependencies {
  /** Whether a request to create a connection is out, or about to be. */
  isSending: () => boolean;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Installs updates of the extension when nothing is under way: they end the background and empty its memory. */
export function createUpdate({ isSending, schedule, now }: Dependencies) {
  /** Whether the extension's end would break something off: a request, a sign-in, a visit, a page, a typed credential. */
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
    /** Installs the update that waits, unless something is under way. */
    apply,

    /** A browser with a listener leaves it to the extension when an update is installed. */
    follow: () => browser.runtime.onUpdateAvailable.addListener(() => void apply()),
  };
}
