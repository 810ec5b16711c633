import browser, { type Tabs } from 'webextension-polyfill';

/** In CSS pixels: wide enough for the usual layout of Zapier's page, no larger than a small laptop's screen. */
const SIZE = { width: 1000, height: 720 };

/** Receives events of watched tabs. */
export interface Watcher {
  /** The tab shows another page. Reported for Zapier's addresses only; the extension cannot see other hosts. */
  moved: (tabId: number, address: string) => void;
  /** The tab has loaded its page, on whichever host. */
  loaded?: (tabId: number) => void;
  gone: (tabId: number) => void;
}

/**
 * Opens Zapier's pages in windows and follows them by browser events of their tabs. A tab keeps its id whatever its
 * page does to its opener (Cross-Origin-Opener-Policy) and wherever the agent drags it; it is removed with its window.
 */
export function createPageWindow({ moved, loaded, gone }: Watcher) {
  const onUpdated = (tabId: number, { url, status }: Tabs.OnUpdatedChangeInfoType) => {
    if (url !== undefined) moved(tabId, url);
    if (status === 'complete') loaded?.(tabId);
  };

  return {
    /**
     * Starts listening. Must be called in the background's first task, otherwise the event that starts the background
     * is lost.
     */
    listen() {
      browser.tabs.onUpdated.addListener(onUpdated);
      browser.tabs.onRemoved.addListener(gone);
    },

    /** Stops listening; otherwise every page that any tab loads would start the background. */
    ignore() {
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.tabs.onRemoved.removeListener(gone);
    },

    /** Opens a page in a new window and returns its tab's id, or null if the browser opens none. */
    async open(url: string): Promise<number | null> {
      try {
        const opened = await browser.windows.create({ type: 'popup', url, ...SIZE });
        return opened.tabs?.[0]?.id ?? null;
      } catch {
        return null;
      }
    },

    /** Returns the tab's address, empty if the extension may not see it, or null if the tab is gone. */
    async addressOf(tabId: number): Promise<string | null> {
      return (await find(tabId)).map(({ url }) => url ?? '')[0] ?? null;
    },

    /** Brings the tab's window to the front. */
    async show(tabId: number): Promise<void> {
      for (const { windowId } of await find(tabId))
        if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    },

    async close(tabId: number): Promise<void> {
      if ((await find(tabId)).length > 0) await browser.tabs.remove(tabId).catch(() => {});
    },
  };
}

/** The object that {@link createPageWindow} returns. */
export type PageWindow = ReturnType<typeof createPageWindow>;

async function find(tabId: number): Promise<Tabs.Tab[]> {
  try {
    return [await browser.tabs.get(tabId)];
  } catch {
    return [];
  }
}
