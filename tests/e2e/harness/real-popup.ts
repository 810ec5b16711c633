import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import type { Extension } from './extension';

/**
 * The popup the toolbar's button opens, and not a tab with its page: it dies a real death. It is reached
 * from another page of the extension, which neither keeps it alive nor takes its focus.
 * Needs `test.use({ headed: true })` wherever its closing matters.
 */
export class RealPopup {
  readonly #extension: Extension;

  constructor(extension: Extension) {
    this.#extension = extension;
  }

  /** Opens it, unless the background has just done so, and waits until its page is loaded and has the focus. */
  async open(): Promise<void> {
    // Refused where no window has the focus, which comes back a little after another window has closed.
    const opened = () =>
      this.#extension.evaluate(async (browser) => {
        if (browser.extension.getViews({ type: 'popup' }).length === 0) await browser.action.openPopup();
      });
    await expect(opened).toPass({ timeout: 10_000 });
    await this.expectOpen();
    const hasFocus = () => this.evaluate((popup) => popup.document.hasFocus());
    await expect.poll(hasFocus, { message: 'the popup has the focus' }).toBe(true);
  }

  /** Waits until it is there and its page is loaded, whoever opened it. */
  async expectOpen(): Promise<void> {
    const isLoaded = () =>
      this.#extension.evaluate(
        (browser) => browser.extension.getViews({ type: 'popup' })[0]?.document.readyState === 'complete',
      );
    await expect.poll(isLoaded, { message: 'the popup is open' }).toBe(true);
  }

  /**
   * Waits until the background calls, and sees the popup open: the background opens it where a window has the focus.
   * Where none has, the icon stays marked and this opens it, as the agent would.
   */
  async expectCall(): Promise<void> {
    const isMarked = async () => Boolean((await this.#extension.readStorage('session')).mark);
    const isCalled = async () => (await this.#extension.countContexts('POPUP')) > 0 || (await isMarked());
    await expect.poll(isCalled, { message: 'the background calls' }).toBe(true);
    await this.open();
  }

  /**
   * Runs a function on the popup's window, in one task where it awaits nothing.
   * It must not refer to anything outside itself.
   */
  async evaluate<R, A = undefined>(
    work: (popup: Window, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    return this.#run(`(${work})(popup, ${JSON.stringify(argument)})`);
  }

  /** Runs a function on the control with this accessible name, once it is there. */
  async withControl<R, A = undefined>(
    name: string,
    work: (control: HTMLElement, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    const control = `(${findByName})(popup, ${JSON.stringify(name)})`;
    await expect.poll(() => this.#run(`${control} !== undefined`), { message: `the popup shows "${name}"` }).toBe(true);
    return this.#run(`(${work})(${control}, ${JSON.stringify(argument)})`);
  }

  /** Types into a text control, behind what it holds. The page gets input events as from a keyboard, and no key events. */
  async type(name: string, text: string): Promise<void> {
    await this.withControl(
      name,
      (control, characters) => {
        control.focus();
        for (const character of characters) control.ownerDocument.execCommand('insertText', false, character);
      },
      text,
    );
  }

  /** Types into a text control and closes the popup in the same task. */
  async typeAndClose(name: string, text: string): Promise<void> {
    await this.withControl(
      name,
      (control, characters) => {
        control.focus();
        for (const character of characters) control.ownerDocument.execCommand('insertText', false, character);
        control.ownerDocument.defaultView?.close();
      },
      text,
    );
    await this.expectNoPopup();
  }

  /** What a text control holds. */
  async valueOf(name: string): Promise<string> {
    return this.withControl(name, (control) => ('value' in control ? String(control.value) : ''));
  }

  /** Clicks a control. */
  async click(name: string): Promise<void> {
    await this.withControl(name, (control) => control.click());
  }

  /** Clicks a control and closes the popup in the same task. */
  async clickAndClose(name: string): Promise<void> {
    await this.withControl(name, (control) => {
      control.click();
      control.ownerDocument.defaultView?.close();
    });
    await this.expectNoPopup();
  }

  /** Closes it by `window.close()` and waits until it is gone. */
  async closeByItself(): Promise<void> {
    await this.#extension.evaluate((browser) => {
      for (const popup of browser.extension.getViews({ type: 'popup' })) popup.close();
    });
    await this.expectNoPopup();
  }

  /** Takes the focus away, on which the browser closes it, and waits until it is gone. */
  async closeByFocusLoss(): Promise<void> {
    const { browserName } = this.#extension;
    await this.#extension.evaluate(async (browser, name) => {
      // Chromium keeps it open beside another window, Firefox beside another tab.
      if (name === 'firefox') await browser.windows.create({ url: 'about:blank' });
      else await browser.tabs.create({ active: true, url: 'about:blank' });
    }, browserName);
    await this.expectNoPopup();
  }

  /** Waits until no popup of the extension's is left. */
  async expectNoPopup(): Promise<void> {
    await expect.poll(() => this.#extension.countContexts('POPUP'), { message: 'no popup is left' }).toBe(0);
  }

  /**
   * The open popup as an ordinary page, for real clicks, keys and screenshots. Chromium only. Call `detach()`
   * before the popup is to close: the connection keeps it open.
   */
  async attach(): Promise<{ page: Page; detach(): Promise<void> }> {
    const [port] = (await readFile(join(this.#extension.profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    // Only a client that connects while the popup is open gets to see it.
    const client = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const pages = client.contexts().flatMap((context) => context.pages());
    const page = pages.find((candidate) => candidate.url() === this.#extension.url('popup.html'));
    if (!page) {
      await client.close();
      throw new Error('No popup is open that could be attached to.');
    }
    return { page, detach: () => client.close() };
  }

  async #run<R>(expression: string): Promise<R> {
    return this.#extension.evaluateExpression(
      `((popup) => { if (!popup) throw new Error('No popup is open.'); return ${expression}; })(` +
        `browser.extension.getViews({ type: 'popup' })[0])`,
    );
  }
}

/** The control whose accessible name is this one, or else begins with it. Runs in the browser. */
function findByName(popup: Window, name: string): HTMLElement | undefined {
  const textOf = (ids: string | null) =>
    ids
      ?.split(' ')
      .map((id) => popup.document.getElementById(id)?.textContent)
      .join(' ');
  const spokenText = (element: Element) => {
    const copy = element.cloneNode(true) as Element;
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    return copy.textContent;
  };
  const labelsOf = (control: Element) =>
    'labels' in control
      ? Array.from(control.labels as NodeListOf<HTMLElement>, (label) => label.textContent).join(' ')
      : '';
  const nameOf = (control: Element) =>
    (
      textOf(control.getAttribute('aria-labelledby')) ||
      control.getAttribute('aria-label') ||
      labelsOf(control) ||
      spokenText(control) ||
      ''
    ).trim();
  const controls = [
    ...popup.document.querySelectorAll<HTMLElement>('input, textarea, select, button, summary, a[href], [role]'),
  ].filter((control) => control.checkVisibility());
  return (
    controls.find((control) => nameOf(control) === name) ?? controls.find((control) => nameOf(control).startsWith(name))
  );
}
