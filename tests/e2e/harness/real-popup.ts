import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, expect, type Page } from '@playwright/test';
import type { Extension } from './extension';

/**
 * The popup that the toolbar button opens, rather than a tab with its page, so that it really closes. It is controlled
 * from another page of the extension, which neither keeps it open nor takes its focus. Needs `test.use({ headed: true
 * })` wherever its closing matters.
 */
export class RealPopup {
  readonly #extension: Extension;

  constructor(extension: Extension) {
    this.#extension = extension;
  }

  /** Opens it, unless the background has just done so, and waits until its page is loaded and focused. */
  async open(): Promise<void> {
    // Refused if no window has the focus, which returns a little after another window has closed.
    const opened = () =>
      this.#extension.evaluate(async (browser) => {
        if (browser.extension.getViews({ type: 'popup' }).length === 0) await browser.action.openPopup();
      });
    await expect(opened).toPass({ timeout: 10_000 });
    await this.expectOpen();
    const hasFocus = () => this.evaluate((popup) => popup.document.hasFocus());
    await expect.poll(hasFocus, { message: 'the popup has the focus' }).toBe(true);
  }

  /** Waits until it is open and loaded, whoever opened it. */
  async expectOpen(): Promise<void> {
    const isLoaded = () =>
      this.#extension.evaluate(
        (browser) => browser.extension.getViews({ type: 'popup' })[0]?.document.readyState === 'complete',
      );
    await expect.poll(isLoaded, { message: 'the popup is open' }).toBe(true);
  }

  /**
   * Waits until the background calls the agent, and until the popup is open. The background opens it if a window has
   * the focus; otherwise the icon stays marked and this method opens it, as the agent would.
   */
  async expectCall(): Promise<void> {
    const isMarked = async () => Boolean((await this.#extension.readStorage('session')).mark);
    const isCalled = async () => (await this.#extension.countContexts('POPUP')) > 0 || (await isMarked());
    await expect.poll(isCalled, { message: 'the background calls' }).toBe(true);
    await this.open();
  }

  /**
   * Runs a function on the popup's window, in one task if it awaits nothing. The function must not refer to anything
   * outside itself.
   */
  async evaluate<R, A = undefined>(
    work: (popup: Window, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    return this.#run(`(${work})(popup, ${JSON.stringify(argument)})`);
  }

  /** Runs a function on the control with this accessible name, as soon as it exists. */
  async withControl<R, A = undefined>(
    name: string,
    work: (control: HTMLElement, argument: A) => R | Promise<R>,
    ...[argument]: A extends undefined ? [] : [argument: A]
  ): Promise<R> {
    const control = `(${findByName})(popup, ${JSON.stringify(name)})`;
    await expect.poll(() => this.#run(`${control} !== undefined`), { message: `the popup shows "${name}"` }).toBe(true);
    return this.#run(`(${work})(${control}, ${JSON.stringify(argument)})`);
  }

  /** Types at the end of a text control. The page gets the input events of a keyboard, but no key events. */
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

  /** Returns a text control's value. */
  async valueOf(name: string): Promise<string> {
    return this.withControl(name, (control) => ('value' in control ? String(control.value) : ''));
  }

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

  /** Closes it with `window.close()` and waits until it is gone. */
  async closeByItself(): Promise<void> {
    await this.#extension.evaluate((browser) => {
      for (const popup of browser.extension.getViews({ type: 'popup' })) popup.close();
    });
    await this.expectNoPopup();
  }

  /** Takes the focus away, so that the browser closes it, and waits until it is gone. */
  async closeByFocusLoss(): Promise<void> {
    const { browserName } = this.#extension;
    await this.#extension.evaluate(async (browser, name) => {
      // Chromium keeps it open when a window opens, Firefox when a tab opens.
      if (name === 'firefox') await browser.windows.create({ url: 'about:blank' });
      else await browser.tabs.create({ active: true, url: 'about:blank' });
    }, browserName);
    await this.expectNoPopup();
  }

  /** Waits until the extension has no popup open. */
  async expectNoPopup(): Promise<void> {
    await expect.poll(() => this.#extension.countContexts('POPUP'), { message: 'no popup is left' }).toBe(0);
  }

  /**
   * Returns the open popup as an ordinary page, for real clicks, keys and screenshots. Chromium only. Call `detach()`
   * before the popup closes: the connection keeps it open.
   */
  async attach(): Promise<{ page: Page; detach(): Promise<void> }> {
    const [port] = (await readFile(join(this.#extension.profile, 'DevToolsActivePort'), 'utf8')).split('\n');
    // Only a client that connects while the popup is open can see it.
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

/** Returns the control whose accessible name equals, or else starts with, this name. Runs in the browser. */
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
