import { type BrowserContext, expect, type Page } from '@playwright/test';

/** Milliseconds a page of the extension's gets to answer before another is tried. */
const PATIENCE = 3_000;

/**
 * Opens one of the extension's pages in a tab. The extension starts a little after the browser, and
 * Firefox tells Playwright nothing of a page that it loads while it starts the extension's process.
 */
export async function openExtensionPage(context: BrowserContext, url: string): Promise<Page> {
  let opened: Page | undefined;
  await expect(async () => {
    const page = await context.newPage();
    // `load` never comes for these pages in Firefox.
    const ready = page
      .goto(url, { waitUntil: 'commit', timeout: PATIENCE })
      .then(() => page.evaluate(() => 'browser' in globalThis || 'chrome' in globalThis));
    if (await within(ready, PATIENCE)) opened = page;
    // A page that comes late after all would be one more of the extension's.
    else
      await within(
        leave(page).then(() => true),
        PATIENCE,
      );
    expect(opened, `${url} opens`).toBeDefined();
  }).toPass({ timeout: 30_000 });
  if (!opened) throw new Error(`${url} did not open.`);
  if (url.startsWith('moz-extension:')) makeClosable(opened);
  return opened;
}

/** Firefox does not report the end of an extension's page, for which `close()` would wait forever. */
function makeClosable(page: Page): void {
  const close = page.close.bind(page);
  page.close = async (options) => {
    await leave(page);
    await close(options);
  };
}

async function leave(page: Page): Promise<void> {
  await page.goto('about:blank', { waitUntil: 'commit' });
}

/** Whether something turns out true before the time is up. */
async function within(condition: Promise<boolean>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  return Promise.race([condition.catch(() => false), late]).finally(() => clearTimeout(timer));
}
