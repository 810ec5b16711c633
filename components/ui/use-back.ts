import { useLayoutEffect, useRef } from 'preact/hooks';

/** What Escape leaves, the latest last. */
const opened: (() => void)[] = [];

function leaveLatest(event: KeyboardEvent) {
  if (event.key !== 'Escape' || event.isComposing) return;
  event.preventDefault();
  opened.at(-1)?.();
}

/**
 * Escape leaves what was opened last: a menu, a dialog, or the screen. The key itself has to be taken, or
 * the browser closes the popup: Chromium does so over a close watcher and over a modal dialog too.
 */
export function useBack(back: () => void): void {
  const latest = useRef(back);
  latest.current = back;
  // Before the paint: what is seen can be left at once.
  useLayoutEffect(() => {
    // On the way down: dialogs keep keys to themselves.
    const leave = () => latest.current();
    if (opened.push(leave) === 1) document.addEventListener('keydown', leaveLatest, { capture: true });
    return () => {
      opened.splice(opened.lastIndexOf(leave), 1);
      if (opened.length === 0) document.removeEventListener('keydown', leaveLatest, { capture: true });
    };
  }, []);
}
