/** Whether a page has the focus: of several pages, the agent types into that one. */
export interface PageFocus {
  has(): boolean;
  /** Calls back when the page has got or lost it. Returns a function that stops. */
  watch(changed: () => void): () => void;
}

/** The focus of the page that this code runs in. */
export const pageFocus: PageFocus = {
  has: () => document.hasFocus(),
  watch(changed) {
    addEventListener('focus', changed);
    addEventListener('blur', changed);
    return () => {
      removeEventListener('focus', changed);
      removeEventListener('blur', changed);
    };
  },
};
