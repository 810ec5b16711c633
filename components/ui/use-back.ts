import { useLayoutEffect, useRef } from 'preact/hooks';
import { isComposing } from './composing';

/** Functions that leave what is open, the latest last. */
const opened: (() => void)[] = [];

function leaveLatest(event: KeyboardEvent) {
  if (event.key !== 'Escape' || isComposing(event)) return;
  event.preventDefault();
  opened.at(-1)?.();
}

/**
 * Has Escape leave what was opened last: a menu, a dialog, or the screen. The key's default has to be prevented, or
 * the browser closes the popup; Chromium does so despite a close watcher and a modal dialog too.
 */
export function useBack(back: () => void): void {
  const latest = useRef(back);
  latest.current = back;
  // Before the paint, so that what is seen can be left at once.
  useLayoutEffect(() => {
    // In the capture phase, because dialogs stop the propagation of keys.
    const leave = () => latest.current();
    if (opened.push(leave) === 1) document.addEventListener('keydown', leaveLatest, { capture: true });
    return () => {
      opened.splice(opened.lastIndexOf(leave), 1);
      if (opened.length === 0) document.removeEventListener('keydown', leaveLatest, { capture: true });
    };
  }, []);
}
