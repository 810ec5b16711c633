import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import { areAlive, NOBODY, PASTED_INTO_SEARCH, type Secrets, secretsItem } from '../shared/draft';
import { isPrivate } from '../shared/looks-like-key';
import { keep } from './not-kept';
import { LONGEST_TEXT } from './paste/pair';

const keyOf = (accountId: string | null) => secretsItem.key(accountId ?? NOBODY, PASTED_INTO_SEARCH);

/**
 * Holds what was pasted into the search, or on the sign-in screen, until an app is chosen: hidden, and stored with the
 * secrets of the customer shown, or of nobody before a sign-in.
 */
export function createHeldPaste(accountId: ReadonlySignal<string | null>) {
  const text = signal<string | null | undefined>(undefined);
  const isTooLong = signal(false);
  const reads = signal(false);
  /** Drops the answer of a read that is under way. */
  let tell = () => {};

  effect(() => {
    const key = keyOf(accountId.value);
    if (!reads.value) return;
    let isTold = false;
    tell = () => {
      isTold = true;
    };
    const show = (secrets: Secrets | null) => {
      text.value = areAlive(secrets, Date.now()) ? (secrets.values[PASTED_INTO_SEARCH] ?? null) : null;
    };
    void storage.getItem<Secrets>(key).then((secrets) => {
      if (!isTold) show(secrets);
    });
    const stop = storage.watch<Secrets>(key, (secrets) => {
      isTold = true;
      show(secrets);
    });
    return () => {
      isTold = true;
      text.value = undefined;
      isTooLong.value = false;
      stop();
    };
  });

  function hold(held: string | null) {
    tell();
    text.value = held;
    const key = keyOf(accountId.value);
    const secrets: Secrets = { values: { [PASTED_INTO_SEARCH]: held ?? '' }, editedAt: Date.now() };
    keep('pasted key', held === null ? storage.removeItem(key) : storage.setItem(key, secrets));
  }

  return {
    /** The text; null if there is none, undefined while it is being read. */
    text: text as ReadonlySignal<string | null | undefined>,
    /** True if a text was too long to be held, so that nothing of it is kept. */
    isTooLong: isTooLong as ReadonlySignal<boolean>,

    /** Reads the text from storage from now on: not before the first paint, which it would delay. */
    read() {
      reads.value = true;
    },

    /** Holds a pasted text that may be more than the name of an app. Returns false if it is not. */
    take(pasted: string): boolean {
      if (!isPrivate(pasted)) return false;
      isTooLong.value = pasted.length > LONGEST_TEXT;
      hold(isTooLong.value ? null : pasted.trim());
      return true;
    },

    forget() {
      isTooLong.value = false;
      hold(null);
    },

    /** Forgets what was pasted for a sign-in that nobody waits for any more. */
    forgetNobodys: () => void storage.removeItem(keyOf(null)),

    /** Hands a text over to another customer. */
    handOver(pasted: string, customerId: string) {
      const secrets: Secrets = { values: { [PASTED_INTO_SEARCH]: pasted }, editedAt: Date.now() };
      if (text.value === pasted) hold(null);
      keep('pasted key', storage.setItem(keyOf(customerId), secrets));
    },
  };
}

/** The object that {@link createHeldPaste} returns. */
export type HeldPaste = ReturnType<typeof createHeldPaste>;
