import { expect, type Page, type ViewportSize } from '@playwright/test';
import type { Browser } from 'webextension-polyfill';
import { launchChromium } from './chromium';
import type { ErrorLog } from './error-log';
import { openExtensionPage } from './extension-page';
import { launchFirefox } from './firefox';
import type { Launched, LaunchOptions } from './launch';

/** Key in `storage.session` of an extension that is about to be reloaded. */
export const MARKER = 'endingForTheNextTest';

/** Starts a browser and waits until the extension responds. */
export async function launch(browserName: 'chromium' | 'firefox', options: LaunchOptions, errors: ErrorLog) {
  const launched = await (browserName === 'firefox' ? launchFirefox(options) : launchChromium(options));
  // Shorter than a test's time limit, so that the error names the step that got stuck.
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

/** Opens the harness's own tab, once the background responds and is not about to end. */
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
 * Returns true once policies are read, which takes Chromium seconds after its start and which the configuration waits
 * for, and the background responds, even if only to refuse. A worker stopped before its first response may not be
 * registered yet, and Chromium then never starts it again.
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
 * Makes Firefox reload the extension once this page is left, because reloading closes the extension's tabs. The
 * background does it: a page being left has no API any more. Runs in the browser.
 */
export async function reloadWhenLeft(browser: Browser, marker: string): Promise<void> {
  await browser.storage.session.set({ [marker]: true });
  const background = (await browser.runtime.getBackgroundPage()) as Window & { browser: Browser };
  addEventListener('pagehide', () => background.browser.runtime.reload());
}
