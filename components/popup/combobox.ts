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
  let isFirstRun = true;
  const stopFollowing = effect(() => {
    rows.value;
    if (isFirstRun) {
      isFirstRun = false;
      return;
    }
    // The options are in the page one render later than the signal.
    const frame = requestAnimationFrame(() => combobox.resetSelection());
    return () => cancelAnimationFrame(frame);
  });
  return () => {
    stopFollowing();
    combobox.stop();
  };
}
