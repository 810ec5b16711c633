import { type Draft, draftItem, readDraft, type Secrets, secretsItem } from '../../shared/draft';
import type { PageFocus } from '../focus';

/** What is stored of a form. */
interface Stored {
  draft: Draft | null;
  secrets: Secrets | null;
}

/**
 * Follows what another page with the same form, or the background, stores of it. What was typed here since this page got
 * the focus is left alone, and so is what could not be stored.
 *
 * @param adopt is called with what is stored, whenever it may differ from what is shown
 */
export function followDraft(accountId: string, appId: string, focus: PageFocus, adopt: (stored: Stored) => void) {
  /** Counts this page's writes and looks at the storage: what an earlier look has found is no longer used. */
  let turn = 0;
  let lastWrite: Promise<boolean> = Promise.resolve(true);
  let isTypedHere = false;
  const isInHand = () => isTypedHere && focus.has();

  async function look(): Promise<void> {
    if (isInHand()) return;
    turn += 1;
    const own = turn;
    // Not the value of the event: it may be the echo of an earlier keystroke of this page.
    if (!(await lastWrite)) return;
    const stored = await readDraft(accountId, appId, Date.now());
    if (own === turn && !isInHand()) adopt(stored);
  }

  return {
    /** To be called with each write of this page. */
    wrote(write: Promise<void>) {
      turn += 1;
      isTypedHere = true;
      lastWrite = write.then(
        () => true,
        () => false,
      );
    },

    /** Follows the storage while the form is shown. Returns a function that stops. */
    follow(): () => void {
      const stops = [
        draftItem.watch(accountId, appId, () => void look()),
        secretsItem.watch(accountId, appId, () => void look()),
        focus.watch(() => {
          isTypedHere = false;
          void look();
        }),
      ];
      // Something may have been typed since the form was read.
      void look();
      return () => {
        turn += 1;
        for (const stop of stops) stop();
      };
    },
  };
}
