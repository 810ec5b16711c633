import type { Page } from '@playwright/test';
import type { Extension } from 'webextension-polyfill';
import type { Launched } from './launch';

/** What the extension wrote to its consoles as errors, uncaught ones included. */
export class ErrorLog {
  readonly #seen = new Set<string>();
  readonly #allowed: RegExp[] = [];
  readonly #drivers: Page[] = [];

  /** Says that a test expects such an error. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Listens to a browser from now on. `driver` is a page of the extension's that stays open. */
  async watch({ context, origin }: Launched, driver: Page): Promise<void> {
    const isFirefox = origin.startsWith('moz-extension:');
    // Playwright hears Chromium's tabs, yet no toolbar popups, and nothing at all of an extension in Firefox.
    await driver.evaluate(`(${watchViews})((globalThis.browser ?? globalThis.chrome).extension, ${isFirefox})`);
    this.#drivers.push(driver);
    if (isFirefox) return;

    context.on('console', (message) => {
      const source = message.page()?.url() ?? message.worker()?.url() ?? '';
      if (message.type() === 'error' && source.startsWith(origin)) this.#seen.add(message.text());
    });
    context.on('weberror', (error) => {
      if (error.page()?.url().startsWith(origin)) this.#seen.add(String(error.error()));
    });
    // Playwright tells nothing of what a worker throws.
    const session = await context.newCDPSession(driver);
    session.on('ServiceWorker.workerErrorReported', ({ errorMessage }) => this.#seen.add(errorMessage.errorMessage));
    await session.send('ServiceWorker.enable');
  }

  /** Takes in what the browser still holds. To be called before it ends. */
  async collect(): Promise<void> {
    for (const driver of this.#drivers) {
      if (driver.isClosed()) continue;
      const errors = await driver.evaluate<string[]>('collectErrors()');
      for (const text of errors) this.#seen.add(text);
    }
  }

  /** Errors the test did not allow, so far. */
  async unexpected(): Promise<string[]> {
    await this.collect();
    return [...this.#seen].filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  /** Throws where there was an error that the test did not allow. */
  async assertNone(): Promise<void> {
    const unexpected = await this.unexpected();
    if (unexpected.length > 0) throw new Error(`The extension logged errors:\n${unexpected.join('\n')}`);
  }
}

/**
 * Listens to windows of the extension's, found anew all the time: in Firefox all of them, its event page
 * included, otherwise toolbar popups. Runs in the browser.
 */
function watchViews(extension: Extension.Static, isFirefox: boolean): void {
  const errors: string[] = [];
  const watched = new WeakSet<Window>();
  const watch = () => {
    for (const view of extension.getViews(isFirefox ? {} : { type: 'popup' }) as (Window & typeof globalThis)[]) {
      if (watched.has(view)) continue;
      watched.add(view);
      const { error } = view.console;
      view.console.error = (...parts: unknown[]) => {
        errors.push(parts.map(String).join(' '));
        error(...parts);
      };
      view.addEventListener('error', ({ message }) => errors.push(message));
      view.addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
    }
  };
  watch();
  setInterval(watch, 100);
  Object.assign(globalThis, {
    collectErrors() {
      watch();
      return errors;
    },
  });
}
