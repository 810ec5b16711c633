/**
 * Does something with what the change just made puts on the page, before the next key press can come: Preact renders
 * in the microtask that the change has queued.
 */
export const afterRender = (work: () => void): void => queueMicrotask(work);
