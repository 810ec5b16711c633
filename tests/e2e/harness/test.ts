import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { startZapier, type ZapierStandIn } from '../../zapier/zapier';
import { Actions } from './actions';
import { misplacedSecrets } from './canary';
import { startDisplay } from './display';
import { ErrorLog } from './error-log';
import { Extension } from './extension';
import { RealPopup } from './real-popup';

export { expect } from '@playwright/test';

/** Options that a file sets with `test.use`. Tests with the same options share a browser, one after the other. */
export interface HarnessOptions {
  /** Shows windows, on a separate X server. Headless browsers never close a popup that loses the focus. */
  headed: boolean;
  /** An administrator's policy for the extension. Default: no policy. */
  policy: Record<string, unknown> | undefined;
  /** Files by name of another extension beside ours. Chromium only. Default: none. */
  neighbour: Record<string, string> | undefined;
  /** Milliseconds until Firefox stops an idle event page. Default: the browser's 30 s. */
  backgroundIdleTimeout: number | undefined;
}

/** State that a worker process keeps between tests. */
interface Running {
  zapier: ZapierStandIn;
  extension: Extension;
  errorLog: ErrorLog;
  /** True once a test has run on it. */
  used: boolean;
}

/** A test's fixtures. */
export interface HarnessFixtures {
  /** A stand-in in its initial state. The test fails if it objects to anything. */
  zapier: ZapierStandIn;
  /** The packaged extension as newly installed, in the browser of `context`. */
  extension: Extension;
  /** Errors on the extension's consoles. The test fails on any it does not allow. */
  errorLog: ErrorLog;
  /** Recurring steps; the fixtures below are the most common ones. */
  actions: Actions;
  /** Opens the popup's page in a tab of the popup's size. */
  openPopup: () => Promise<Page>;
  /** Opens the Settings page in a tab. */
  openSettings: () => Promise<Page>;
  /** Returns the sign-in window, waiting until it is open, or another page of Zapier's at this path. */
  authWindow: (path?: string) => Promise<Page>;
  /** The popup that the toolbar button opens. */
  realPopup: RealPopup;
}

/** Playwright's `test` with the packaged extension, redirected to a stand-in. */
export const test = base.extend<HarnessFixtures & { ready: Running }, HarnessOptions & { running: Running }>({
  headed: [false, { option: true, scope: 'worker' }],
  policy: [undefined, { option: true, scope: 'worker' }],
  neighbour: [undefined, { option: true, scope: 'worker' }],
  backgroundIdleTimeout: [undefined, { option: true, scope: 'worker' }],

  running: [
    async ({ browserName, headed, policy, neighbour, backgroundIdleTimeout }, use) => {
      if (browserName === 'webkit') throw new Error('The extension runs in Chromium and in Firefox.');
      const folder = await mkdtemp(join(tmpdir(), 'quick-connect-browser-'));
      const display = headed && process.platform === 'linux' ? await startDisplay(folder) : undefined;
      const zapier = await startZapier();
      const errorLog = new ErrorLog();
      const extension = await Extension.start(
        browserName,
        { folder, port: zapier.port, headed, display: display?.name, policy, neighbour, backgroundIdleTimeout },
        errorLog,
      );
      await use({ zapier, extension, errorLog, used: false });
      await extension.close();
      await zapier.close();
      await display?.close();
      // A browser's helper processes may still be writing after the browser itself has ended.
      await rm(folder, { recursive: true, force: true, maxRetries: 10 });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  ready: async ({ running }, use) => {
    const { zapier, extension, errorLog } = running;
    if (running.used) await extension.reset();
    running.used = true;
    zapier.reset();
    zapier.registerRedirectUri(extension.redirectUri);
    errorLog.clear();
    await use(running);
    await errorLog.assertNone();
    zapier.assertClean();
    const misplaced = await misplacedSecrets(running);
    if (misplaced.length > 0) throw new Error(`Secrets were where they may not be:\n${misplaced.join('\n')}`);
  },

  zapier: ({ ready }, use) => use(ready.zapier),
  errorLog: ({ ready }, use) => use(ready.errorLog),
  extension: ({ ready }, use) => use(ready.extension),
  context: ({ extension }, use) => use(extension.context),
  actions: ({ extension, zapier }, use) => use(new Actions(extension, zapier)),
  openPopup: ({ actions }, use) => use(() => actions.openPopup()),
  openSettings: ({ actions }, use) => use(() => actions.openSettings()),
  authWindow: ({ actions }, use) => use((path) => actions.authWindow(path)),
  realPopup: ({ extension }, use) => use(new RealPopup(extension)),
});
