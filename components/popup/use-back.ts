import { useLayoutEffect } from 'preact/hooks';

/** Not in every browser that is supported: Firefox has none. */
declare class CloseWatcher extends EventTarget {
  destroy(): void;
}

/**
 * Escape goes one screen back. Chromium closes the popup on Escape unless a close watcher takes it;
 * a key handler alone is heeded in text fields only.
 */
export function useBack(back: () => void): void {
  // Before the paint: what is seen can be left at once.
  useLayoutEffect(() => {
    if ('CloseWatcher' in globalThis) {
      const watcher = new CloseWatcher();
      watcher.addEventListener('close', back);
      return () => watcher.destroy();
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
