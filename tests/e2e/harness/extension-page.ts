import { type BrowserContext, expect, type Page } from '@playwright/test';

/** Opens one of the extension's pages in a tab. */
export async function openExtensionPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await leadTo(page, url);
  return page;
}

/**
 * Navigates a tab to one of the extension's pages. Retries, because the extension starts a little after the browser.
 */
export async function leadTo(page: Page, url: string): Promise<void> {
  // `load` never fires for these pages in Firefox.
  const commits = () => page.goto(url, { waitUntil: 'commit', timeout: 1_000 });
  await expect(commits, `${url} opens`).toPass({ timeout: 30_000 });
  // For one page in ten, Firefox tells Playwright that code can run there only after some input.
  if (url.startsWith('moz-extension:')) await page.mouse.move(0, 0);
  await expect.poll(() => page.evaluate(() => 'browser' in globalThis || 'chrome' in globalThis)).toBe(true);
}
