import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';

/** A Chromium with its own profile, the extension, and every host redirected to the stand-in. */
export interface Browser {
  context: BrowserContext;
  /** Returns the URL of one of the extension's pages. */
  page(path: string): string;
  /** Redirect URI that the extension sends to Zapier here. */
  redirectUri: string;
  /** Closes the browser and removes its profile. */
  close(): Promise<void>;
}

const EXTENSION = join(import.meta.dirname, '..', '..', '.output', 'chrome-mv3');

/** Opens the unpacked Chrome build. `port` is the stand-in's. */
export async function openBrowser(port: number, headless: boolean): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'quick-connect-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM_PATH ?? '',
    headless,
    // A visible window has whatever size the user gives it.
    viewport: headless ? { width: 900, height: 700 } : null,
    args: [
      `--disable-extensions-except=${EXTENSION}`,
      `--load-extension=${EXTENSION}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${port}`,
      '--ignore-certificate-errors',
      '--no-first-run',
    ],
    // `npm start` handles Ctrl+C in its own order: browser, profile, stand-in.
    handleSIGINT: false,
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const { host } = new URL(worker.url());
  return {
    context,
    page: (path) => `chrome-extension://${host}/${path}`,
    redirectUri: `https://${host}.chromiumapp.org/`,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
