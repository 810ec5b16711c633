import { computed, signal } from '@preact/signals';

/** Kinds of typed data on this page. Each kind is written to storage as a whole. */
type Typed = 'place' | 'form' | 'customer' | 'pasted key';

const lost = signal<ReadonlySet<Typed>>(new Set());

/** True while something typed could not be stored and will be lost with the page. */
export const notKept = computed(() => lost.value.size > 0);

/**
 * Tracks the outcome of a write that nothing awaits, so that it can be made in the same task as the keystroke. A write
 * fails if the extension's quota is used up: 10 MB for `storage.session` in both browsers.
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
