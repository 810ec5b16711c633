import browser from 'webextension-polyfill';
import { type Mark, markItem, PAGE_LOCK } from './mark';

const BADGES: Record<Mark, string> = { connected: '✓', 'needs-you': '!' };

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
    /** Opens the popup again where the browser lets it; otherwise marks the icon. */
    async call(mark: Mark): Promise<void> {
      const { held } = await navigator.locks.query();
      if (held?.some(({ name }) => name === PAGE_LOCK)) return;
      try {
        await browser.action.openPopup();
      } catch {
        // No focused browser window, or Firefox without a click: the mark waits for the agent.
        await show(mark);
      }
    },

    /** Takes the mark off. */
    seen: () => show(null),
  };
}

/** What {@link createAttention} gives. */
export type Attention = ReturnType<typeof createAttention>;
