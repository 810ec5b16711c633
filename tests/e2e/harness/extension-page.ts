import { type BrowserContext, expect, type Page } from '@playwright/test';

/** Opens one of the extension's pages in a tab. */
export async function openExtensionPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await leadTo(page, url);
  return page;
}

/** Leads a tab to one of the extension's pages. The extension starts a little after the browser. */
export async function leadTo(page: Page, url: string): Promise<void> {
  // `load` never comes for these pages in Firefox.
  const commits = () => page.goto(url, { waitUntil: 'commit', timeout: 1_000 });
  await expect(commits, `${url} opens`).toPass({ timeout: 30_000 });
  // Of one page in ten Firefox tells Playwright that code can run there only when something is done to it.
  if (url.startsWith('moz-extension:')) await page.mouse.move(0, 0);
  await expect.poll(() => page.evaluate(() => 'browser' in globalThis || 'chrome' in globalThis)).toBe(true);
}
