import type { ReadonlySignal } from '@preact/signals';

const LIST_KEYS = new Set(['ArrowDown', 'ArrowUp', 'Enter']);

/** What is listed is in the page one render later. */
const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Arrow keys and Enter in the search box. Their code is loaded at the first key of any kind; a list key
 * that comes before it, and what `prepare` promises to be listed, is there is pressed again for it.
 */
export function createListKeys(prepare: () => Promise<void>) {
  let loading: Promise<() => void> | undefined;
  let isReady = false;
  return {
    /** Takes every key press in the box; once the code is there it listens by itself. */
    press(event: KeyboardEvent, input: HTMLInputElement, list: HTMLElement, rows: ReadonlySignal<unknown[]>): void {
      if (isReady) return;
      loading ??= Promise.all([import('./combobox'), prepare().then(nextFrame)]).then(([{ attachCombobox }]) => {
        isReady = true;
        return attachCombobox(input, list, rows);
      });
      if (!LIST_KEYS.has(event.key) || event.isComposing) return;
      event.preventDefault();
      const again = new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true });
      void loading.then(() => input.dispatchEvent(again));
    },
    detach: () => void loading?.then((stop) => stop()),
  };
}
