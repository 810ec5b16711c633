import Combobox from '@github/combobox-nav';
import { effect, type ReadonlySignal } from '@preact/signals';

/**
 * Arrow keys and Enter for the search box, with the first option always active. `rows` changes
 * whenever the options do. Answers with the way to take it off.
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
    combobox.resetSelection();
  }
  // The combobox takes the mark off at each input; the options are in the page one render later than the signal.
  function activateFirstLater() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(activateFirst);
  }
  /** A key that comes in the same frame as the text before it finds the first option active all the same. */
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
