import { type BrowserContext, expect, type Page } from '@playwright/test';

/** Milliseconds a page of the extension's gets to answer before it is loaded once more. */
const PATIENCE = 1_000;

/**
 * Opens one of the extension's pages in a tab. The extension starts a little after the browser, and of one page in
 * ten Firefox tells Playwright nothing that it could run code in; loaded once more, it answers.
 */
export async function openExtensionPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await expect(async () => {
    // `load` never comes for these pages in Firefox.
    const ready = page
      .goto(url, { waitUntil: 'commit', timeout: PATIENCE })
      .then(() => page.evaluate(() => 'browser' in globalThis || 'chrome' in globalThis));
    expect(await within(ready, PATIENCE), `${url} opens`).toBe(true);
  }).toPass({ timeout: 30_000 });
  if (url.startsWith('moz-extension:')) makeClosable(page);
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

/** Whether something turns out true before the time is up. */
async function within(condition: Promise<boolean>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([condition.catch(() => false), late]).finally(() => clearTimeout(timer));
}
