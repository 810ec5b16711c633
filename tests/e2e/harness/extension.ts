import { type BrowserContext, expect, type Page, type ViewportSize } from '@playwright/test';
import type { Browser } from 'webextension-polyfill';
import { profileFolder } from './chromium';
import { closeWorker, haltWorker } from './chromium-worker';
import type { ErrorLog } from './error-log';
import type { Launched, LaunchOptions } from './launch';
import { SOON } from './soon';
import { isReady, launch, MARKER, open, openDriver, reloadWhenLeft } from './start-up';

/** Storage areas that tests can read. */
export type StorageArea = 'local' | 'session' | 'managed';

/**
 * The packaged extension in a browser with its own profile. A tab with the package's manifest.json stays open
 * throughout: it runs no product code, yet has every extension API.
 */
export class Extension {
  readonly browserName: 'chromium' | 'firefox';
  #options: LaunchOptions;
  readonly #errors: ErrorLog;
  #launched: Launched;
  #driver: Page;

  private constructor(parts: {
    browserName: 'chromium' | 'firefox';
    options: LaunchOptions;
    errors: ErrorLog;
    launched: Launched;
    driver: Page;
  }) {
    this.browserName = parts.browserName;
    this.#options = parts.options;
    this.#errors = parts.errors;
    this.#launched = parts.launched;
    this.#driver = parts.driver;
  }

  /** Starts a browser and waits until the extension responds. */
  static async start(
    browserName: 'chromium' | 'firefox',
    options: LaunchOptions,
    errors: ErrorLog,
  ): Promise<Extension> {
    const { launched, driver } = await launch(browserName, options, errors);
    return new Extension({ browserName, options, errors, launched, driver });
  }

  /**
   * Closes the browser and restarts it with the same profile. Pages and contexts obtained before can no longer be used.
   * `whileClosed` runs in between. `changed` are options that are different from then on.
   */
  async restart(whileClosed?: () => Promise<void>, changed: Partial<LaunchOptions> = {}): Promise<void> {
    await this.close();
    await whileClosed?.();
    this.#options = { ...this.#options, ...changed };
    const { launched, driver } = await launch(this.browserName, this.#options, this.#errors);
    this.#launched = launched;
    this.#driver = driver;
  }

  /**
   * Restores the newly installed state without the seconds that a browser start takes: closes every other page, clears
   * all storage, restarts the background.
   */
  async reset(): Promise<void> {
    const { windows } = this.#launched;
    const open = await this.evaluate(closeEverything, windows?.tabs ?? []);
    // Firefox cannot stop a background on request, Chromium cannot reload an unpacked extension.
    if (windows) {
      await windows.leaveAllBut(this.#driver, open);
      await this.evaluate(forgetEverything);
      await this.evaluate(reloadWhenLeft, MARKER);
      await windows.leave(this.#driver);
      this.#driver = await openDriver(this.#launched, this.#errors);
    } else {
      await closeWorker(this.#launched);
      await this.evaluate(forgetEverything);
      await expect.poll(() => isReady(this.#driver), SOON).toBe(true);
    }
  }

  /** Closes the browser. */
  async close(): Promise<void> {
    await this.#errors.collect();
    await this.context.close();
  }

  get context(): BrowserContext {
    return this.#launched.context;
  }

  /** `chrome-extension://…` or `moz-extension://…`, without a trailing slash. */
  get origin(): string {
    return this.#launched.origin;
  }

  /** The id in the origin. Firefox's add-on id is different: `GECKO_ID`. */
  get id(): string {
    return new URL(this.origin).host;
  }

  /** The result of `identity.getRedirectURL()`. */
  get redirectUri(): string {
    return this.#launched.redirectUri;
  }

  /** The profile's folder. */
  get profile(): string {
    return profileFolder(this.#options.folder);
  }

  /** Returns the URL of a file in the package. */
  url(path: string): string {
    return `${this.origin}/${path}`;
  }

  /** Opens one of the package's pages in a tab of this size in CSS pixels and starts collecting its console output. */
  async openPage(path: string, size?: ViewportSize): Promise<Page> {
    const page = await open(this.#launched, this.url(path), size);
    await this.#errors.collect();
    return page;
  }

  /** Runs a function in a page of the extension's origin. The function must not refer to anything outside itself. */
  async evaluate<R, A = undefined>(
    work: (browser: Browser, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    return this.evaluateExpression(`(${work})(browser, ${JSON.stringify(argument)})`);
  }

  /** Evaluates source text in that page, with `browser` as the extension API. */
  async evaluateExpression<R>(expression: string): Promise<R> {
    return this.#driver.evaluate(`((browser) => ${expression})(globalThis.browser ?? globalThis.chrome)`);
  }

  /** Returns everything in a storage area. Firefox has no managed area without a policy. */
  async readStorage(area: StorageArea): Promise<Record<string, unknown>> {
    return this.evaluate((browser, name) => browser.storage[name].get(null), area);
  }

  /** Counts the extension's open pages of this kind, without the harness's own tab. */
  async countContexts(type: 'POPUP' | 'TAB' | 'BACKGROUND'): Promise<number> {
    return this.evaluate(async (browser, wanted) => {
      const contexts = await browser.runtime.getContexts({ contextTypes: [wanted] });
      return contexts.filter(({ documentUrl }) => documentUrl !== location.href).length;
    }, type);
  }

  /**
   * Returns the focused element of each open page, as its role or tag and its text. Playwright may lose track of a page
   * in Firefox that reloads itself.
   */
  async focused(): Promise<string[]> {
    return this.evaluate((browser) =>
      browser.extension.getViews().map(({ document: { activeElement: element } }) => {
        const kind = element?.getAttribute('role') ?? element?.localName;
        return `${kind} ${element?.textContent}`.trim();
      }),
    );
  }

  /**
   * Returns the first heading of each open page. Playwright may never notice a page that the extension itself opens in
   * Firefox.
   */
  async headings(): Promise<string[]> {
    return this.evaluate((browser) =>
      browser.extension.getViews().map(({ document }) => document.querySelector('h1')?.textContent ?? ''),
    );
  }

  /**
   * Stops the background as the browser does when it is idle, and waits until it is gone. Chromium's is stopped at
   * once. Firefox cannot do that: there the test sets `test.use({ backgroundIdleTimeout })`, and this waits until that
   * time has passed.
   */
  async stopBackground(): Promise<void> {
    this.#allowCutOffCalls();
    if (this.browserName === 'chromium') await closeWorker(this.#launched);
    else if (this.#options.backgroundIdleTimeout === undefined)
      throw new Error('Firefox stops its background in this test only with test.use({ backgroundIdleTimeout: … }).');
    await expect
      .poll(() => this.countContexts('BACKGROUND'), { ...SOON, message: 'the background is stopped' })
      .toBe(0);
  }

  /**
   * Makes Chromium halt the background at the next statement it executes. Returns a function that waits until it has
   * halted, then stops it there: between the arrival of a response and the first step of handling it.
   */
  async haltBackground(): Promise<() => Promise<void>> {
    this.#allowCutOffCalls();
    return haltWorker(this.#launched);
  }

  /** Chromium logs an error for a browser API call that is still running when the worker stops. */
  #allowCutOffCalls(): void {
    this.#errors.allow(/^Uncaught \(in promise\) Error: No SW$/);
  }
}

/**
 * Closes every page except the harness's own and those in the kept tabs, and revokes permissions granted by a user.
 * Returns the ids of the tabs that were open. Runs in the browser.
 */
async function closeEverything(browser: Browser, kept: number[]): Promise<number[]> {
  const own = await browser.tabs.getCurrent();
  const open = (await browser.tabs.query({})).flatMap(({ id }) => id ?? []);
  await browser.tabs.remove(open.filter((id) => id !== own?.id && !kept.includes(id)));
  for (const popup of browser.extension.getViews({ type: 'popup' })) popup.close();
  const granted = (await browser.permissions.getAll()).origins ?? [];
  const required = browser.runtime.getManifest().host_permissions ?? [];
  await browser.permissions.remove({ origins: granted.filter((origin) => !required.includes(origin)) });
  return open;
}

/** Runs in the browser. */
async function forgetEverything(browser: Browser): Promise<void> {
  await browser.alarms.clearAll();
  await browser.storage.local.clear();
  await browser.storage.session.clear();
  await browser.action.setBadgeText({ text: '' });
}
