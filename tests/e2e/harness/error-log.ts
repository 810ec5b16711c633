import type { Page } from '@playwright/test';
import type { Extension } from 'webextension-polyfill';
import type { Finding } from '../../../lib/shared/findings';
import type { Launched } from './launch';

/**
 * What the extension wrote to its consoles, and which of it as errors, uncaught ones included; and what it could not
 * read of what it had stored.
 */
export class ErrorLog {
  readonly #seen = new Set<string>();
  readonly #written = new Set<string>();
  readonly #allowed: RegExp[] = [];
  #driver: Page | undefined;

  /** Forgets what an earlier test saw and allowed. */
  clear(): void {
    this.#seen.clear();
    this.#written.clear();
    this.#allowed.length = 0;
  }

  /** Says that a test expects such an error. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Listens to a browser from now on. */
  watchBrowser({ context, origin }: Launched): void {
    // Playwright hears nothing at all of an extension in Firefox.
    if (isFirefox(origin)) return;
    context.on('console', (message) => {
      const source = message.page()?.url() ?? message.worker()?.url() ?? '';
      if (!source.startsWith(origin)) return;
      this.#written.add(message.text());
      if (message.type() === 'error') this.#seen.add(message.text());
    });
    context.on('weberror', (error) => {
      if (error.page()?.url().startsWith(origin)) this.#seen.add(String(error.error()));
    });
  }

  /** Listens to an extension from now on, until it is loaded again. `driver` is a page of its that stays open. */
  async watchExtension({ context, origin }: Launched, driver: Page): Promise<void> {
    this.#driver = driver;
    // In Chromium Playwright hears tabs, yet no toolbar popups.
    await driver.evaluate(`(${watchViews})((globalThis.browser ?? globalThis.chrome).extension, ${isFirefox(origin)})`);
    if (isFirefox(origin)) return;
    // Nor does it tell what a worker throws.
    const session = await context.newCDPSession(driver);
    session.on('ServiceWorker.workerErrorReported', ({ errorMessage }) => this.#seen.add(errorMessage.errorMessage));
    await session.send('ServiceWorker.enable');
  }

  /** Takes in what the browser still holds. To be called before it ends. */
  async collect(): Promise<void> {
    if (!this.#driver || this.#driver.isClosed()) return;
    const { errors, written } = await this.#driver.evaluate<Collected>('collectConsoles()');
    for (const text of errors) this.#seen.add(text);
    for (const text of written) this.#written.add(text);
    // Where a shape no longer is what the product writes, a background that starts anew takes sound items away.
    const { findings = [] } = await this.#driver.evaluate<{ findings?: Finding[] }>(
      "(globalThis.browser ?? globalThis.chrome).storage.session.get('findings')",
    );
    for (const { code, key } of findings) if (code === 'unreadable') this.#seen.add(`Stored ${key} could not be read.`);
  }

  /** Everything that was written so far, at whatever level, and every error. */
  async everything(): Promise<string[]> {
    await this.collect();
    return [...this.#written, ...this.#seen];
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

/** What `watchViews` has heard. */
interface Collected {
  errors: string[];
  written: string[];
}

const isFirefox = (origin: string) => origin.startsWith('moz-extension:');

/**
 * Listens to windows of the extension's, found anew all the time: in Firefox all of them, its event page
 * included, otherwise toolbar popups. Runs in the browser.
 */
function watchViews(extension: Extension.Static, all: boolean): void {
  const errors: string[] = [];
  const written: string[] = [];
  // A page that is loaded anew keeps its window and gets another console.
  const watched = new WeakSet<Console>();
  const watch = () => {
    for (const view of extension.getViews(all ? {} : { type: 'popup' }) as (Window & typeof globalThis)[]) {
      if (watched.has(view.console)) continue;
      watched.add(view.console);
      for (const level of ['debug', 'log', 'info', 'warn', 'error'] as const) {
        const write = view.console[level];
        view.console[level] = (...parts: unknown[]) => {
          (level === 'error' ? errors : written).push(parts.map(String).join(' '));
          write(...parts);
        };
      }
      view.addEventListener('error', ({ message, filename, lineno }) =>
        errors.push(`${message} at ${filename}:${lineno}`),
      );
      view.addEventListener('unhandledrejection', ({ reason }) => errors.push(`${reason} at ${reason?.stack}`));
    }
  };
  watch();
  setInterval(watch, 100);
  Object.assign(globalThis, {
    collectConsoles() {
      watch();
      return { errors: errors.splice(0), written: written.splice(0) };
    },
  });
}
