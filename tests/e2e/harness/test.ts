import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startZapier, type ZapierStandIn } from '../../zapier/zapier';
import { Actions } from './actions';
import { ErrorLog } from './error-log';
import { Extension } from './extension';
import { RealPopup } from './real-popup';
import { startDisplay } from './xvfb';

export { expect } from '@playwright/test';

/** What a test or a file sets by `test.use`. */
export interface HarnessOptions {
  /** Shows windows, on an X server of the test's own. Headless browsers never close a popup that loses the focus. */
  headed: boolean;
  /** What an administrator's policy sets for the extension. Default: there is no policy. */
  policy: Record<string, unknown> | undefined;
  /** Milliseconds until Firefox stops an idle event page. Default: the browser's 30 s. */
  backgroundIdleTimeout: number | undefined;
}

/** What a test gets. */
export interface HarnessFixtures {
  /** A Zapier of the test's own. The test fails on what it objects to. */
  zapier: ZapierStandIn;
  /** The packaged extension, in the browser that `context` is. */
  extension: Extension;
  /** Errors on the extension's consoles. The test fails on those it does not allow. */
  errorLog: ErrorLog;
  /** Recurring steps; the fixtures below are its most wanted ones. */
  actions: Actions;
  /** Opens the popup's page in a tab of the popup's size. */
  openPopup: () => Promise<Page>;
  /** Opens the Settings page in a tab. */
  openSettings: () => Promise<Page>;
  /** The window that a sign-in has opened or is about to open. */
  authWindow: () => Promise<Page>;
  /** The popup that the toolbar's button opens. */
  realPopup: RealPopup;
  /** A folder of the test's own, for the browser's profile. */
  folder: string;
  /** Name of the X display, where the test is headed. */
  display: string | undefined;
}

/** Playwright's `test` with the packaged extension in a fresh browser, led to a fresh stand-in. */
export const test = base.extend<HarnessFixtures & HarnessOptions>({
  headed: [false, { option: true }],
  policy: [undefined, { option: true }],
  backgroundIdleTimeout: [undefined, { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
  zapier: async ({}, use) => {
    const zapier = await startZapier();
    await use(zapier);
    await zapier.close();
    zapier.assertClean();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  errorLog: async ({}, use) => {
    const errorLog = new ErrorLog();
    await use(errorLog);
    await errorLog.assertNone();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'quick-connect-browser-'));
    await use(folder);
    // A browser's helper processes may still be writing when the browser itself has ended.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  },

  display: async ({ headed }, use) => {
    const display = headed && process.platform === 'linux' ? await startDisplay() : undefined;
    await use(display?.name);
    await display?.close();
  },

  extension: async (
    { browserName, zapier, errorLog, folder, headed, display, policy, backgroundIdleTimeout, colorScheme },
    use,
  ) => {
    if (browserName === 'webkit') throw new Error('The extension runs in Chromium and in Firefox.');
    const extension = await Extension.start(
      browserName,
      {
        folder,
        port: zapier.port,
        headed,
        display,
        policy,
        backgroundIdleTimeout,
        colorScheme: colorScheme === 'dark' ? 'dark' : 'light',
      },
      errorLog,
    );
    zapier.registerRedirectUri(extension.redirectUri);
    await use(extension);
    await extension.close();
  },

  context: ({ extension }, use) => use(extension.context),
  actions: ({ extension, zapier }, use) => use(new Actions(extension, zapier)),
  openPopup: ({ actions }, use) => use(() => actions.openPopup()),
  openSettings: ({ actions }, use) => use(() => actions.openSettings()),
  authWindow: ({ actions }, use) => use(() => actions.authWindow()),
  realPopup: ({ extension }, use) => use(new RealPopup(extension)),
});
