import { type ReadonlySignal, signal } from '@preact/signals';

const isLost = signal(false);

/** Whether what was typed last could not be kept: then it goes with the page. */
export const notKept: ReadonlySignal<boolean> = isLost;

/**
 * Follows a write that nobody waits for, in the very task of the keystroke. It fails where the browser's room for the
 * extension is used up: 10 MB of memory in both browsers, for `storage.session`.
 */
export function keep(write: Promise<void>): void {
  write.then(
    () => {
      isLost.value = false;
    },
    () => {
      isLost.value = true;
    },
  );
}
