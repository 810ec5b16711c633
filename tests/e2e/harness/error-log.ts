import type { Page } from '@playwright/test';
import type { Extension } from 'webextension-polyfill';
import type { Finding } from '../../../lib/shared/findings';
import type { Launched } from './launch';

/**
 * Collects the extension's console output and errors, uncaught ones included, and stored items that it could not read.
 */
export class ErrorLog {
  readonly #seen = new Set<string>();
  readonly #written = new Set<string>();
  readonly #allowed: RegExp[] = [];
  #driver: Page | undefined;

  /** Clears what an earlier test logged and allowed. */
  clear(): void {
    this.#seen.clear();
    this.#written.clear();
    this.#allowed.length = 0;
  }

  /** Allows errors that match the pattern. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  /** Starts listening to a browser. */
  watchBrowser({ context, origin }: Launched): void {
    // Playwright receives nothing from an extension in Firefox.
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

  /** Starts listening to an extension, until it is reloaded. `driver` is a page of the extension that stays open. */
  async watchExtension({ context, origin }: Launched, driver: Page): Promise<void> {
    this.#driver = driver;
    // In Chromium Playwright receives output of tabs but not of toolbar popups.
    await driver.evaluate(`(${watchViews})((globalThis.browser ?? globalThis.chrome).extension, ${isFirefox(origin)})`);
    if (isFirefox(origin)) return;
    // Playwright does not report errors thrown in a worker either.
    const session = await context.newCDPSession(driver);
    session.on('ServiceWorker.workerErrorReported', ({ errorMessage }) => this.#seen.add(errorMessage.errorMessage));
    await session.send('ServiceWorker.enable');
  }

  /** Collects what the browser still holds. Call it before the browser closes. */
  async collect(): Promise<void> {
    if (!this.#driver || this.#driver.isClosed()) return;
    const { errors, written } = await this.#driver.evaluate<Collected>('collectConsoles()');
    for (const text of errors) this.#seen.add(text);
    for (const text of written) this.#written.add(text);
    // If a schema no longer matches what the product writes, a new background deletes valid items.
    const { findings = [] } = await this.#driver.evaluate<{ findings?: Finding[] }>(
      "(globalThis.browser ?? globalThis.chrome).storage.session.get('findings')",
    );
    for (const { code, key } of findings) if (code === 'unreadable') this.#seen.add(`Stored ${key} could not be read.`);
  }

  /** Returns all console output so far, at every level, and all errors. */
  async everything(): Promise<string[]> {
    await this.collect();
    return [...this.#written, ...this.#seen];
  }

  /** Returns the errors so far that the test did not allow. */
  async unexpected(): Promise<string[]> {
    await this.collect();
    return [...this.#seen].filter((text) => !this.#allowed.some((pattern) => pattern.test(text)));
  }

  /** Throws if there was an error that the test did not allow. */
  async assertNone(): Promise<void> {
    const unexpected = await this.unexpected();
    if (unexpected.length > 0) throw new Error(`The extension logged errors:\n${unexpected.join('\n')}`);
  }
}

/** Output collected by `watchViews`. */
interface Collected {
  errors: string[];
  written: string[];
}

const isFirefox = (origin: string) => origin.startsWith('moz-extension:');

/**
 * Listens to the extension's windows and keeps looking for new ones: in Firefox all of them, including its event page,
 * otherwise toolbar popups. Runs in the browser.
 */
function watchViews(extension: Extension.Static, all: boolean): void {
  const errors: string[] = [];
  const written: string[] = [];
  // A reloaded page keeps its window but gets a new console.
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
