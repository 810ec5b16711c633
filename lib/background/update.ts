import browser from 'webextension-polyfill';
import { storage } from 'wxt/utils/storage';
import { secretsItem } from '../shared/draft';
import type { ItemKey } from '../shared/items';
import { isPlacedKey, isUnderWay, isWithCustomer, ordersItem } from '../shared/order';
import { isSigningIn, signInStateItem } from '../shared/sign-in';
import { isPopupOpen } from './attention';
import type { Schedule } from './schedule';

/** Alarm that re-checks a waiting update. */
export const UPDATE_ALARM = 'update';

/** Time until a waiting update is re-checked, in milliseconds. */
const LOOK_AGAIN_MS = 60_000;

/** How long an update waits for the agent, in milliseconds: it may mend a security fault. */
const LONGEST_WAIT_MS = 60 * 60_000;

/** Since when an update of the extension waits, in epoch milliseconds. Used only by the background. */
const waitingSinceItem = storage.defineItem<number>('session:updateWaitsSince' satisfies ItemKey);

interface Dependencies {
  /** True while a request to create a connection is being sent or is about to be. */
  isSending: () => boolean;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Installs updates of the extension when nothing is in progress, because an update stops the background and clears its
 * memory. An update waits an hour at most, but always for a request that is out.
 */
export function createUpdate({ isSending, schedule, now }: Dependencies) {
  /** Returns whether an update would interrupt a sign-in, an order or the popup, or lose typed secrets. */
  async function isInUse(): Promise<boolean> {
    const [signIn, isOpen, orders, stored] = await Promise.all([
      signInStateItem.getValue(),
      isPopupOpen(),
      ordersItem.getValue(),
      browser.storage.session.get(),
    ]);
    const isKept =
      orders.some((order) => isUnderWay(order) || isWithCustomer(order)) ||
      Object.keys(stored).some((key) => secretsItem.isKey(key) || isPlacedKey(key));
    return isSigningIn(signIn) || isOpen || isKept;
  }

  async function apply(): Promise<void> {
    const since = (await waitingSinceItem.getValue()) ?? now();
    // A time in the future, after the clock was set back, does not count.
    const mayWait = Math.abs(now() - since) < LONGEST_WAIT_MS;
    const hasToWait = mayWait && (await isInUse());
    if (!hasToWait && !isSending()) return browser.runtime.reload();
    await schedule.at(UPDATE_ALARM, now() + LOOK_AGAIN_MS);
    await waitingSinceItem.setValue(since);
  }

  return {
    /** Installs the waiting update, or schedules a re-check if something is in progress. */
    apply,

    /** Takes over the timing of updates, which a browser leaves to the extension only if there is a listener. */
    follow: () => browser.runtime.onUpdateAvailable.addListener(() => void apply()),
  };
}
