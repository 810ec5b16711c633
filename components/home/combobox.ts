import Combobox from '@github/combobox-nav';
import { effect, type ReadonlySignal } from '@preact/signals';

/**
 * Adds arrow keys and Enter to the search box, with the first option always active. `rows` has to change
 * whenever the options do. Returns a function that detaches it.
 */
export function attachCombobox(
  input: HTMLInputElement,
  list: HTMLElement,
  rows: ReadonlySignal<unknown[]>,
): () => void {
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: 'selected' });
  combobox.start();
  let frame = 0;
  function activateFirst() {
    cancelAnimationFrame(frame);
    frame = 0;
    // Without any option the combobox would take the focus instead, wherever somebody is typing.
    if (list.querySelector('[role=option]')) combobox.resetSelection();
  }
  // The combobox clears the selection at each input, and the new options appear only with the next render.
  function activateFirstLater() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(activateFirst);
  }
  /** Activates the first option at once for a key that comes in the same frame as the text before it. */
  function beforeKey() {
    if (frame !== 0) activateFirst();
  }
  const stopFollowing = effect(() => {
    rows.value;
    activateFirstLater();
  });
  input.addEventListener('input', activateFirstLater);
  input.addEventListener('keydown', beforeKey, { capture: true });
  return () => {
    stopFollowing();
    cancelAnimationFrame(frame);
    input.removeEventListener('input', activateFirstLater);
    input.removeEventListener('keydown', beforeKey, { capture: true });
    combobox.stop();
  };
}
