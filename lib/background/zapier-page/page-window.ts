import browser, { type Tabs } from 'webextension-polyfill';

/** In CSS pixels: wide enough for Zapier's page as it is meant to be seen, and not larger than a small laptop's screen. */
const SIZE = { width: 1000, height: 720 };

/** What is told of a tab that is watched. */
export interface Watcher {
  /** It shows another page. Only addresses of Zapier's are told: those of other hosts are none of ours to see. */
  moved: (tabId: number, address: string) => void;
  gone: (tabId: number) => void;
}

/**
 * Windows with pages of Zapier's, followed by what the browser tells of their tab. A tab stays the same
 * whatever its page does to its opener (Cross-Origin-Opener-Policy), and wherever the agent drags it;
 * it is gone when its window is.
 */
export function createPageWindow({ moved, gone }: Watcher) {
  const onUpdated = (tabId: number, { url }: Tabs.OnUpdatedChangeInfoType) => {
    if (url !== undefined) moved(tabId, url);
  };

  return {
    /**
     * Begins to listen. Must be called in the background's first task: otherwise the event that wakes the
     * background is lost.
     */
    listen() {
      browser.tabs.onUpdated.addListener(onUpdated);
      browser.tabs.onRemoved.addListener(gone);
    },

    /** Ends that, or every page that any tab loads would start the background. */
    ignore() {
      browser.tabs.onUpdated.removeListener(onUpdated);
      browser.tabs.onRemoved.removeListener(gone);
    },

    /** Opens a page in a window of its own and answers with its tab's id, or null where the browser opens none. */
    async open(url: string): Promise<number | null> {
      try {
        const opened = await browser.windows.create({ type: 'popup', url, ...SIZE });
        return opened.tabs?.[0]?.id ?? null;
      } catch {
        return null;
      }
    },

    /** The tab's address, empty where it may not be seen, or null where the tab is gone. */
    async addressOf(tabId: number): Promise<string | null> {
      return (await find(tabId)).map(({ url }) => url ?? '')[0] ?? null;
    },

    /** Brings the tab to the front. */
    async show(tabId: number): Promise<void> {
      for (const { windowId } of await find(tabId))
        if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    },

    async close(tabId: number): Promise<void> {
      if ((await find(tabId)).length > 0) await browser.tabs.remove(tabId).catch(() => {});
    },
  };
}

/** What {@link createPageWindow} gives. */
export type PageWindow = ReturnType<typeof createPageWindow>;

async function find(tabId: number): Promise<Tabs.Tab[]> {
  try {
    return [await browser.tabs.get(tabId)];
  } catch {
    return [];
  }
}
