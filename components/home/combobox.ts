import Combobox from '@github/combobox-nav';
import { effect, type ReadonlySignal } from '@preact/signals';
import { isComposing } from '../ui/composing';

const KEYS_FOR_OPTIONS = ['ArrowDown', 'ArrowUp', 'Enter'];

/**
 * Adds arrow keys and Enter to the search box. The first option is active until the agent moves to another one, with
 * keys or the pointer, which then stays active until the text changes. Keys of an input method stay with it, for the search box's own handlers too.
 *
 * @param rows has to change whenever the options do.
 * @param areReady is false while options are missing. Keys for them are held until it is true, so that Enter does not
 * open another app than the one that is about to come first; they are dropped when the text changes.
 * @returns a function that detaches it.
 */
export function attachCombobox(
  input: HTMLInputElement,
  list: HTMLElement,
  rows: ReadonlySignal<unknown[]>,
  areReady: ReadonlySignal<boolean>,
): () => void {
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false, firstOptionSelectionMode: 'selected' });
  combobox.start();
  let frame = 0;
  let movedTo: string | null = null;
  let held: string[] = [];

  function activate() {
    cancelAnimationFrame(frame);
    frame = 0;
    const keys = areReady.value ? held.splice(0) : [];
    const options = [...list.querySelectorAll('[role=option]')];
    // Without any option the combobox would take the focus instead, wherever somebody is typing.
    if (options.length === 0) return;
    const moved = options.find(({ id }) => id === movedTo);
    if (moved) select(moved);
    else combobox.resetSelection();
    for (const key of keys) input.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
  }
  /** Makes an option the active one where it is, without scrolling. */
  function select(option: Element) {
    combobox.clearSelection();
    option.setAttribute('aria-selected', 'true');
    input.setAttribute('aria-activedescendant', option.id);
  }
  // The combobox clears the selection at each input, and the new options appear only with the next render.
  function activateLater() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(activate);
  }
  const stopFollowing = effect(() => {
    rows.value;
    areReady.value;
    activateLater();
  });

  function onInput() {
    movedTo = null;
    held = [];
    activateLater();
  }
  function beforeKey(event: KeyboardEvent) {
    if (isComposing(event)) event.stopImmediatePropagation();
    else if (!areReady.value && KEYS_FOR_OPTIONS.includes(event.key)) {
      held.push(event.key);
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    // The key may come in the same frame as the text before it.
    else if (frame !== 0) activate();
  }
  function afterKey({ key }: KeyboardEvent) {
    if (key.startsWith('Arrow')) movedTo = input.getAttribute('aria-activedescendant');
  }
  function onPointerMove({ target, movementX, movementY }: PointerEvent) {
    // A list that appears or scrolls under a pointer at rest selects nothing.
    if (movementX === 0 && movementY === 0) return;
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    if (!option || option.id === input.getAttribute('aria-activedescendant')) return;
    movedTo = option.id;
    select(option);
  }
  list.addEventListener('pointermove', onPointerMove);
  input.addEventListener('input', onInput);
  // The combobox clears the selection here too, and Chrome sends the last input before it.
  input.addEventListener('compositionend', activateLater);
  input.addEventListener('keydown', beforeKey, { capture: true });
  input.addEventListener('keydown', afterKey);
  return () => {
    stopFollowing();
    cancelAnimationFrame(frame);
    list.removeEventListener('pointermove', onPointerMove);
    input.removeEventListener('input', onInput);
    input.removeEventListener('compositionend', activateLater);
    input.removeEventListener('keydown', beforeKey, { capture: true });
    input.removeEventListener('keydown', afterKey);
    combobox.stop();
  };
}
