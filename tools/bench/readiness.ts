/**
 * Waits until a popup's first control is there, has the focus and has been painted, and answers when that
 * was, in milliseconds since the page's navigation began. Runs in the browser, from the page's first moment.
 *
 * @param selector which control that is
 */
export function whenReady(page: Window, selector: string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!page.document.activeElement?.matches(selector)) {
        page.requestAnimationFrame(look);
        return;
      }
      // The frame that shows it is out when a task after the next frame's begin runs.
      page.requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(page.performance.now());
        port2.postMessage(null);
      });
    };
    look();
  });
}
