import browser from 'webextension-polyfill';
import { type Mark, markItem } from '../shared/mark';

const BADGES: Record<Mark, string> = { connected: '✓', 'needs-you': '!' };

/** Whether a page is open that shows outcomes: the popup, wherever it is; not Settings. */
export async function isPopupOpen(): Promise<boolean> {
  const popups = await browser.runtime.getContexts({ documentUrls: [browser.runtime.getURL('popup.html')] });
  return popups.length > 0;
}

/** Brings the agent back when something ends with no page of ours open. `titles` are the icon's words. */
export function createAttention(titles: Record<Mark | 'none', () => string>) {
  async function show(mark: Mark | null) {
    await Promise.all([
      browser.action.setBadgeText({ text: mark ? BADGES[mark] : '' }),
      browser.action.setTitle({ title: titles[mark ?? 'none']() }),
      mark ? markItem.setValue(mark) : markItem.removeValue(),
    ]);
  }

  return {
    /** Opens the popup again where the browser lets it; otherwise the icon stays marked. */
    async call(mark: Mark): Promise<void> {
      if (await isPopupOpen()) return;
      // Marked first: Firefox may say that it opened the popup and not do it. A popup that opens takes the mark off.
      await show(mark);
      // Refused where no browser window has the focus, or another panel is open.
      await browser.action.openPopup().catch(() => undefined);
    },

    /** Marks the icon, and opens nothing: for what nobody is waiting for at this moment. */
    mark: (mark: Mark) => show(mark),

    /** Takes the mark off. */
    seen: () => show(null),
  };
}

/** What {@link createAttention} gives. */
export type Attention = ReturnType<typeof createAttention>;
