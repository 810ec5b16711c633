import { type BrowserContext, expect, type Page, type ViewportSize } from '@playwright/test';
import type { Browser } from 'webextension-polyfill';
import { profileFolder } from './chromium';
import { closeWorker, haltWorker } from './chromium-worker';
import type { ErrorLog } from './error-log';
import type { Launched, LaunchOptions } from './launch';
import { SOON } from './soon';
import { isReady, launch, MARKER, open, openDriver, reloadWhenLeft } from './start-up';

/** The storage areas a test may look into. */
export type StorageArea = 'local' | 'session' | 'managed';

/**
 * The packaged extension in a browser with a profile of its own. A tab with the package's
 * manifest.json stays open throughout: it runs nothing of the product's, yet has every extension API.
 */
export class Extension {
  readonly browserName: 'chromium' | 'firefox';
  readonly #options: LaunchOptions;
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

  /** Starts a browser and waits until the extension answers in it. */
  static async start(
    browserName: 'chromium' | 'firefox',
    options: LaunchOptions,
    errors: ErrorLog,
  ): Promise<Extension> {
    const { launched, driver } = await launch(browserName, options, errors);
    return new Extension({ browserName, options, errors, launched, driver });
  }

  /** Ends the browser and starts it again on the same profile. Pages and contexts taken before are dead then. */
  async restart(): Promise<void> {
    await this.close();
    const { launched, driver } = await launch(this.browserName, this.#options, this.#errors);
    this.#launched = launched;
    this.#driver = driver;
  }

  /**
   * As newly installed, without the seconds that a browser takes to start: every other page closed,
   * everything stored gone, the background started anew.
   */
  async reset(): Promise<void> {
    const { windows } = this.#launched;
    const open = await this.evaluate(closeEverything, windows?.tabs ?? []);
    // Firefox offers no way to stop a background, Chromium none to load an unpacked extension again.
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

  /** Ends the browser. */
  async close(): Promise<void> {
    await this.#errors.collect();
    await this.context.close();
  }

  get context(): BrowserContext {
    return this.#launched.context;
  }

  /** `chrome-extension://…` or `moz-extension://…`, without a slash at its end. */
  get origin(): string {
    return this.#launched.origin;
  }

  /** The id in the origin. Firefox's add-on id is another: `GECKO_ID`. */
  get id(): string {
    return new URL(this.origin).host;
  }

  /** What `identity.getRedirectURL()` answers. */
  get redirectUri(): string {
    return this.#launched.redirectUri;
  }

  /** Where Chromium says on which port it can be debugged. */
  get profile(): string {
    return profileFolder(this.#options.folder);
  }

  /** Address of one of the package's files. */
  url(path: string): string {
    return `${this.origin}/${path}`;
  }

  /** Opens one of the package's pages in a tab of this size in CSS pixels, whose console is heard from now on. */
  async openPage(path: string, size?: ViewportSize): Promise<Page> {
    const page = await open(this.#launched, this.url(path), size);
    await this.#errors.collect();
    return page;
  }

  /** Runs a function in a page of the extension's origin. It must not refer to anything outside itself. */
  async evaluate<R, A = undefined>(
    work: (browser: Browser, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    return this.evaluateExpression(`(${work})(browser, ${JSON.stringify(argument)})`);
  }

  /** Evaluates source text there, in which `browser` is the extension API. */
  async evaluateExpression<R>(expression: string): Promise<R> {
    return this.#driver.evaluate(`((browser) => ${expression})(globalThis.browser ?? globalThis.chrome)`);
  }

  /** Everything in a storage area. In Firefox there is no managed one where no policy is. */
  async readStorage(area: StorageArea): Promise<Record<string, unknown>> {
    return this.evaluate((browser, name) => browser.storage[name].get(null), area);
  }

  /** How many pages of this kind the extension has open, the harness's own tab not counted. */
  async countContexts(type: 'POPUP' | 'TAB' | 'BACKGROUND'): Promise<number> {
    return this.evaluate(async (browser, wanted) => {
      const contexts = await browser.runtime.getContexts({ contextTypes: [wanted] });
      return contexts.filter(({ documentUrl }) => documentUrl !== location.href).length;
    }, type);
  }

  /**
   * What has the focus in the pages that are open, by role or tag and with its words. Playwright may lose sight of a
   * page in Firefox that loads itself anew.
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
   * First headings of the pages that are open. Playwright may never hear of a page that the extension itself opens in
   * Firefox.
   */
  async headings(): Promise<string[]> {
    return this.evaluate((browser) =>
      browser.extension.getViews().map(({ document }) => document.querySelector('h1')?.textContent ?? ''),
    );
  }

  /**
   * Stops the background, as the browser does when it is idle, and waits until it is gone. Chromium's is
   * stopped at once. Firefox offers no such thing: there the test says `test.use({ backgroundIdleTimeout })`,
   * and this waits until that time has passed.
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
   * Has Chromium halt the background at the very next statement it executes. Answers with a function that waits until
   * it has halted, and ends it there: between an answer's arrival and the first thing that is done about it.
   */
  async haltBackground(): Promise<() => Promise<void>> {
    this.#allowCutOffCalls();
    return haltWorker(this.#launched);
  }

  /** A call of the browser's API that a worker does not live to see the end of is an error in Chromium's log. */
  #allowCutOffCalls(): void {
    this.#errors.allow(/^Uncaught \(in promise\) Error: No SW$/);
  }
}

/**
 * Closes every page but the harness's own and those in these tabs, and takes back what a user granted. Answers with the
 * ids of the tabs that were open. Runs in the browser.
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
