import type { Page } from '@playwright/test';

/**
 * Lets a page have the focus only while it is in front, as it is for people: Playwright has every page of Chromium
 * believe that it has the focus. `bringToFront` gives it the focus.
 */
export async function withRealFocus(page: Page): Promise<void> {
  const context = page.context();
  if (page.url().startsWith('moz-extension:')) return;
  const session = await context.newCDPSession(page);
  // Only a change of this session's own setting reaches the page.
  for (const enabled of [true, false]) await session.send('Emulation.setFocusEmulationEnabled', { enabled });
}
