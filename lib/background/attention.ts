import browser from 'webextension-polyfill';
import { type Mark, markItem } from '../shared/mark';

const BADGES: Record<Mark, string> = { connected: '✓', 'needs-you': '!' };

/** True if the popup is open, wherever it is shown. Settings does not count: it shows no outcomes. */
export async function isPopupOpen(): Promise<boolean> {
  const popups = await browser.runtime.getContexts({ documentUrls: [browser.runtime.getURL('popup.html')] });
  return popups.length > 0;
}

/** Alerts the agent when something ends while the popup is closed. `titles` are the icon's tooltips. */
export function createAttention(titles: Record<Mark | 'none', () => string>) {
  async function show(mark: Mark | null) {
    await Promise.all([
      browser.action.setBadgeText({ text: mark ? BADGES[mark] : '' }),
      browser.action.setTitle({ title: titles[mark ?? 'none']() }),
      mark ? markItem.setValue(mark) : markItem.removeValue(),
    ]);
  }

  return {
    /** Reopens the popup if the browser allows it; otherwise the icon stays marked. */
    async call(mark: Mark): Promise<void> {
      if (await isPopupOpen()) return;
      // Marked first, because Firefox may report an opened popup without opening it. Opening the popup removes the
      // mark.
      await show(mark);
      // Refused if no browser window has the focus or another panel is open.
      await browser.action.openPopup().catch(() => undefined);
    },

    /** Marks the icon without opening the popup, for results nobody is waiting for. */
    mark: (mark: Mark) => show(mark),

    /** Removes the mark. */
    seen: () => show(null),
  };
}

/** The object that {@link createAttention} returns. */
export type Attention = ReturnType<typeof createAttention>;
