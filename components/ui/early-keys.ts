import { afterRender } from './focus';
import { insertText, isTextControl } from './text-control';

/** What came before there was a field for it, in order. */
type Early = { typed: string } | { pasted: string };

const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/**
 * Keeps what is typed or pasted while the next screen is not there yet, which takes some milliseconds, and enters it
 * into the text field that gets the focus with that screen. Any other key, Enter above all, ends that: what follows is
 * meant for something that nobody has seen yet.
 */
export function keepEarlyKeys(): void {
  let kept: Early[] = [];
  let isEnded = false;
  const isWaiting = () => document.activeElement === document.body && !document.querySelector('main > *');
  const forget = () => {
    kept = [];
    isEnded = false;
  };

  addEventListener(
    'keydown',
    (event) => {
      const { key, ctrlKey, altKey, metaKey } = event;
      if (!isWaiting()) return forget();
      const isShortcut = (ctrlKey || altKey || metaKey) && !event.getModifierState('AltGraph');
      if (isEnded || isShortcut || MODIFIERS.includes(key)) return;
      if (key.length !== 1) {
        isEnded = true;
        return;
      }
      kept.push({ typed: key });
      // Neither a search of the browser's nor a shortcut of ours.
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true },
  );
  addEventListener('paste', ({ clipboardData }) => {
    const pasted = clipboardData?.getData('text/plain');
    if (isWaiting() && !isEnded && pasted) kept.push({ pasted });
  });
  // Whoever points at a field means it for what comes next.
  addEventListener('pointerdown', forget, { capture: true });
  addEventListener('focusin', () => {
    const early = kept;
    forget();
    // The screen may still select what the field holds.
    if (early.length > 0) afterRender(() => enter(early));
  });
}

function enter(early: Early[]) {
  for (const one of early) {
    const { activeElement } = document;
    if (!isTextControl(activeElement)) return;
    if ('typed' in one) insertText(activeElement, one.typed);
    else if (!isTaken(activeElement, one.pasted)) insertText(activeElement, one.pasted);
  }
}

/** Returns whether the screen takes a paste into its own hands. Firefox gives no text to a paste that a page makes. */
function isTaken(control: HTMLElement, text: string): boolean {
  const paste = new Event('paste', { bubbles: true, cancelable: true });
  return !control.dispatchEvent(Object.assign(paste, { clipboardData: { getData: () => text } }));
}
