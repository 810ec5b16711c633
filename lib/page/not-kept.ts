import { computed, signal } from '@preact/signals';

/** What is typed on this page, as far as it is written to storage as a whole. */
type Typed = 'place' | 'form' | 'customer' | 'pasted key';

const lost = signal<ReadonlySet<Typed>>(new Set());

/** Whether something that was typed could not be kept: then it goes with the page. */
export const notKept = computed(() => lost.value.size > 0);

/**
 * Follows a write that nobody waits for, in the very task of the keystroke. It fails where the browser's room for the
 * extension is used up: 10 MB of memory in both browsers, for `storage.session`.
 */
export function keep(typed: Typed, write: Promise<void>): void {
  const others = () => [...lost.value].filter((one) => one !== typed);
  write.then(
    () => {
      if (lost.value.has(typed)) lost.value = new Set(others());
    },
    () => {
      lost.value = new Set([...others(), typed]);
    },
  );
}
