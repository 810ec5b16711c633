import { expect, type Page, type ViewportSize } from '@playwright/test';
import type { Browser } from 'webextension-polyfill';
import { launchChromium } from './chromium';
import type { ErrorLog } from './error-log';
import { openExtensionPage } from './extension-page';
import { launchFirefox } from './firefox';
import type { Launched, LaunchOptions } from './launch';

/** In `storage.session` of an extension that is about to be loaded again. */
export const MARKER = 'endingForTheNextTest';

/** Starts a browser, and waits until the extension answers in it. */
export async function launch(browserName: 'chromium' | 'firefox', options: LaunchOptions, errors: ErrorLog) {
  const launched = await (browserName === 'firefox' ? launchFirefox(options) : launchChromium(options));
  // Shorter than a test may take, so that it tells which step got stuck.
  launched.context.setDefaultTimeout(45_000);
  try {
    errors.watchBrowser(launched);
    return { launched, driver: await openDriver(launched, errors) };
  } catch (error) {
    await launched.context.close();
    throw error;
  }
}

/** Opens one of the extension's pages in a tab of this size in CSS pixels. */
export async function open({ context, windows }: Launched, url: string, size?: ViewportSize): Promise<Page> {
  if (windows) return windows.open(url, size);
  const page = await openExtensionPage(context, url);
  if (size) await page.setViewportSize(size);
  return page;
}

/** Opens the harness's own tab, in an extension whose background answers and which is not about to end. */
export async function openDriver(launched: Launched, errors: ErrorLog): Promise<Page> {
  let driver: Page | undefined;
  await expect(async () => {
    const opened = await open(launched, `${launched.origin}/manifest.json`);
    if (!(await isReady(opened))) {
      await opened.close();
      throw new Error('The background has not started.');
    }
    driver = opened;
  }).toPass({ timeout: 30_000 });
  if (!driver) throw new Error('The extension did not start.');
  await errors.watchExtension(launched, driver);
  return driver;
}

/**
 * Whether policies are read, for which Chromium takes seconds after its start and the configuration waits, and the
 * background answers, if only that it refuses. A worker that is stopped before its first answer may not be registered
 * yet, and Chromium then never starts it again.
 */
export function isReady(driver: Page): Promise<boolean> {
  return driver.evaluate(`(async ({ runtime, storage }) => {
    const { ${MARKER} } = await storage.session.get('${MARKER}');
    // Firefox refuses where there is no policy.
    await storage.managed.get(null).catch(() => undefined);
    const answer = await runtime.sendMessage({}).catch(() => undefined);
    return !${MARKER} && answer !== undefined;
  })(globalThis.browser ?? globalThis.chrome)`);
}

/**
 * Has Firefox load the extension again once this page is left: it closes the tabs that the extension has then. By its
 * background: a page that is being left has no API any more. Runs in the browser.
 */
export async function reloadWhenLeft(browser: Browser, marker: string): Promise<void> {
  await browser.storage.session.set({ [marker]: true });
  const background = (await browser.runtime.getBackgroundPage()) as Window & { browser: Browser };
  addEventListener('pagehide', () => background.browser.runtime.reload());
}
