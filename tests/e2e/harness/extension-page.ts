import { type BrowserContext, expect, type Page } from '@playwright/test';

/** Opens one of the extension's pages in a tab. The extension starts a little after the browser. */
export async function openExtensionPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  // `load` never comes for these pages in Firefox.
  const commits = () => page.goto(url, { waitUntil: 'commit', timeout: 1_000 });
  await expect(commits, `${url} opens`).toPass({ timeout: 30_000 });
  if (url.startsWith('moz-extension:')) {
    // Of one page in ten Firefox tells Playwright that code can run there only when something is done to it.
    await page.mouse.move(0, 0);
    makeClosable(page);
  }
  await expect.poll(() => page.evaluate(() => 'browser' in globalThis || 'chrome' in globalThis)).toBe(true);
  return page;
}

/** Firefox does not report the end of an extension's page, for which `close()` would wait forever. */
function makeClosable(page: Page): void {
  const close = page.close.bind(page);
  page.close = async (options) => {
    await page.goto('about:blank', { waitUntil: 'commit' });
    await close(options);
  };
}
