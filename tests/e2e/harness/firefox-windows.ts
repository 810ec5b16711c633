import type { BrowserContext, Page, ViewportSize } from '@playwright/test';
import { leadTo } from './extension-page';

/**
 * Windows with the extension's pages in Firefox. To open one costs the browser half a second of work, so a headless
 * browser only leaves a page that is closed, and the next one is opened in its window. With windows that are shown, and
 * popups that open in them, every page has a new one: where one popup has closed, Firefox may open none the next time.
 */
export class FirefoxWindows {
  readonly #context: BrowserContext;
  readonly #areReused: boolean;
  /** Ids of their tabs. */
  readonly #tabs = new Map<Page, number>();
  readonly #unused: Page[];

  constructor(context: BrowserContext, { headed }: { headed: boolean }) {
    this.#context = context;
    this.#areReused = !headed;
    this.#unused = this.#areReused ? context.pages() : [];
  }

  /** Opens one of the extension's pages, in a window of its own and of this size in CSS pixels. */
  async open(url: string, size: ViewportSize = SIZE): Promise<Page> {
    const reused = this.#unused.pop();
    const page = reused ?? (await this.#context.newPage());
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await leadTo(page, url);
    // A window that opens has the focus, one that is used again has not.
    if (reused) await page.bringToFront();
    if (!this.#tabs.has(page)) {
      this.#tabs.set(page, await page.evaluate('browser.tabs.getCurrent().then(({ id }) => id)'));
      this.#makeClosable(page);
    }
    return page;
  }

  /** Ids of the tabs that are there to be used again. */
  get tabs(): number[] {
    return this.#areReused ? [...this.#tabs.values()] : [];
  }

  /** Leaves every page but one. Those whose tab is no longer open are forgotten. */
  async leaveAllBut(kept: Page, open: number[]): Promise<void> {
    for (const [page, id] of this.#tabs) if (!open.includes(id)) this.#tabs.delete(page);
    if (!this.#areReused) return;
    const used = [...this.#tabs.keys()].filter((page) => page !== kept && !this.#unused.includes(page));
    await Promise.all(used.map((page) => this.leave(page)));
  }

  /** Leaves a page. Its window stays. */
  async leave(page: Page): Promise<void> {
    await page.goto('about:blank', { waitUntil: 'commit' });
    if (this.#areReused) this.#unused.push(page);
  }

  /** Firefox does not report the end of an extension's page, for which `close()` would wait forever. */
  #makeClosable(page: Page): void {
    const close = page.close.bind(page);
    page.close = async (options) => {
      await this.leave(page);
      if (!this.#areReused) await close(options);
    };
  }
}

/** Playwright's own. */
const SIZE = { width: 1280, height: 720 };
