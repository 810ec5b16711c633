import type { BrowserContext, Page, ViewportSize } from '@playwright/test';
import { leadTo } from './extension-page';

/**
 * Firefox windows with the extension's pages. Opening one takes the browser half a second, so in a headless browser a
 * closed page only navigates away, and the next page opens in its window. In a headed browser, where popups open in the
 * windows, every page gets a new one: where one popup has closed, Firefox may not open another.
 */
export class FirefoxWindows {
  readonly #context: BrowserContext;
  readonly #areReused: boolean;
  /** Tab ids by page. */
  readonly #tabs = new Map<Page, number>();
  readonly #unused: Page[];

  constructor(context: BrowserContext, { headed }: { headed: boolean }) {
    this.#context = context;
    this.#areReused = !headed;
    this.#unused = this.#areReused ? context.pages() : [];
  }

  /** Opens one of the extension's pages in its own window of this size in CSS pixels. */
  async open(url: string, size: ViewportSize = SIZE): Promise<Page> {
    const reused = this.#unused.pop();
    const page = reused ?? (await this.#context.newPage());
    if (page.viewportSize()?.width !== size.width) await page.setViewportSize(size);
    await leadTo(page, url);
    // A new window has the focus, a reused one does not.
    if (reused) await page.bringToFront();
    if (!this.#tabs.has(page)) {
      this.#tabs.set(page, await page.evaluate('browser.tabs.getCurrent().then(({ id }) => id)'));
      this.#makeClosable(page);
    }
    return page;
  }

  /** Ids of the tabs kept for reuse. */
  get tabs(): number[] {
    return this.#areReused ? [...this.#tabs.values()] : [];
  }

  /** Navigates every page but one away, and drops pages whose tab is no longer open. */
  async leaveAllBut(kept: Page, open: number[]): Promise<void> {
    for (const [page, id] of this.#tabs) if (!open.includes(id)) this.#tabs.delete(page);
    if (!this.#areReused) return;
    const used = [...this.#tabs.keys()].filter((page) => page !== kept && !this.#unused.includes(page));
    await Promise.all(used.map((page) => this.leave(page)));
  }

  /** Navigates a page away. Its window stays open. */
  async leave(page: Page): Promise<void> {
    await page.goto('about:blank', { waitUntil: 'commit' });
    if (this.#areReused) this.#unused.push(page);
  }

  /** Replaces `close()`, which would wait forever because Firefox does not report the end of an extension's page. */
  #makeClosable(page: Page): void {
    const close = page.close.bind(page);
    page.close = async (options) => {
      await this.leave(page);
      if (!this.#areReused) await close(options);
    };
  }
}

/** Playwright's default. */
const SIZE = { width: 1280, height: 720 };
