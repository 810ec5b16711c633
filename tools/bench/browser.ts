// The browser in which everything is measured: Chromium with three extensions side by side, each in its own process.
// They are the packaged extension, a blank page and a React hello-world.
import { cp, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { build } from 'vite';
import { POPUP_SIZE } from '../../tests/e2e/harness/actions';
import { openExtensionPage } from '../../tests/e2e/harness/extension-page';
import { browserEnvironment } from '../../tests/e2e/harness/launch';
import { packagePath, unpack, unpackedId } from '../../tests/e2e/harness/packages';
import { CLIENT_ID, MARIA, OWN_APPS, type ZapierStandIn } from '../../tests/zapier/zapier';

const PAGES = join(import.meta.dirname, 'pages');
const PATIENCE = { timeout: 30_000 };

export const OURS = 'this extension';
export const BLANK = 'blank page';
export const REACT = 'React hello-world';
export const EXTENSIONS = [OURS, BLANK, REACT] as const;
export type Who = (typeof EXTENSIONS)[number];

/** A running browser. */
export interface Browser {
  context: BrowserContext;
  zapier: ZapierStandIn;
  /** `chrome-extension://…`, without a slash at its end. */
  origins: Record<Who, string>;
  /** Opens a page of one of the extensions in a tab. */
  open(who: Who, path: string): Promise<Page>;
}

/** Unpacks, copies and builds the three extensions. Returns their folders. */
export async function prepareExtensions(folder: string): Promise<Record<Who, string>> {
  const folders = { [OURS]: join(folder, 'ours'), [BLANK]: join(folder, 'blank'), [REACT]: join(folder, 'react') };
  const root = join(PAGES, 'react');
  await unpack(packagePath('chrome'), folders[OURS]);
  await cp(join(PAGES, 'blank'), folders[BLANK], { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { outDir: folders[REACT], modulePreload: false, rollupOptions: { input: join(root, 'popup.html') } },
  });
  await cp(join(root, 'manifest.json'), join(folders[REACT], 'manifest.json'));
  return folders;
}

/** Starts a browser with a new profile in which every host name leads to the stand-in, and configures the extension. */
export async function startBrowser(options: {
  folder: string;
  extensions: Record<Who, string>;
  zapier: ZapierStandIn;
  display: string | undefined;
}): Promise<Browser> {
  const { extensions, zapier } = options;
  const home = await mkdtemp(join(options.folder, 'home-'));
  const loaded = EXTENSIONS.map((who) => extensions[who]).join(',');
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: false,
    viewport: POPUP_SIZE,
    env: browserEnvironment(home, options.display),
    args: [
      `--disable-extensions-except=${loaded}`,
      `--load-extension=${loaded}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${zapier.port}`,
      '--ignore-certificate-errors',
    ],
  });
  // tsx compiles functions to calls of `__name`, which pages do not have.
  await context.addInitScript(`globalThis.__name = (named) => named; globalThis.whenPainted = ${waitUntilPainted};`);
  const originOf = (who: Who) => `chrome-extension://${unpackedId(extensions[who])}`;
  const origins = { [OURS]: originOf(OURS), [BLANK]: originOf(BLANK), [REACT]: originOf(REACT) };
  const browser: Browser = {
    context,
    zapier,
    origins,
    open: (who, path) => openExtensionPage(context, `${origins[who]}/${path}`),
  };
  await configure(browser);
  return browser;
}

/** Stores what Settings would store, and waits until it is in force. */
async function configure({ open, zapier, origins }: Browser): Promise<void> {
  zapier.registerRedirectUri(`https://${new URL(origins[OURS]).host}.chromiumapp.org/`);
  const settings = { clientId: CLIENT_ID, apps: JSON.stringify(OWN_APPS), requestsPerMinute: 600 };
  // The background would read Zapier's directory half a minute after a sign-in, in the middle of what is measured.
  const complete = { id: 0, pages: 0, apps: 0, hasGaps: true, readAt: Date.now() };
  const catalogue = { complete, growing: null, outdated: null };
  const page = await open(OURS, 'manifest.json');
  await page.evaluate(`chrome.storage.local.set(${JSON.stringify({ settings, catalogue })})`);
  const config = () => page.evaluate<unknown>("chrome.storage.local.get('config').then(({ config }) => config)");
  await expect.poll(config, PATIENCE).toMatchObject({ clientId: CLIENT_ID });
  await page.close();
}

/** Signs Maria in. Returns the tab with the popup, which then shows home. */
export async function signIn({ open }: Browser): Promise<Page> {
  const page = await open(OURS, 'popup.html');
  await page.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await expect(page.getByRole('button', { name: /^Account/ })).toContainText(MARIA.email, PATIENCE);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeHidden(PATIENCE);
  return page;
}

declare global {
  /** {@link waitUntilPainted}, in every page. */
  var whenPainted: (page: Window, isThere: () => unknown) => Promise<number>;
}

/** Runs in pages: waits until something is there and painted, and returns the time on the page's own clock. */
function waitUntilPainted(page: Window, isThere: () => unknown): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isThere()) {
        page.requestAnimationFrame(look);
        return;
      }
      // A task that is posted at the start of a frame runs once that frame is painted.
      page.requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(page.performance.now());
        port2.postMessage(null);
      });
    };
    look();
  });
}
