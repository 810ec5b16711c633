import type { Locator, Page } from '@playwright/test';
import type { Actions } from './harness/actions';
import { expect, test } from './harness/test';

/**
 * Works through tickets as an agent does, with real mouse and keys, and writes down each action by name. An action is
 * one thing that the hand does: a key press, a word typed, a click. Two hold a pair that nobody tells apart: selecting
 * is a drag, and pasting into the ticket is the click into the reply that closes the popup, with the key for pasting.
 *
 * The popup is its page in a tab, because Firefox's real one cannot be driven with keys. It is closed where the real one
 * closes: when the agent returns to the ticket.
 */
export class CountingAgent {
  /** The actions since the ticket in front was opened. */
  done: string[] = [];
  readonly #actions: Actions;
  readonly #desk: Page;
  #popup: Page | null = null;

  constructor(actions: Actions, desk: Page) {
    this.#actions = actions;
    this.#desk = desk;
  }

  /** The open popup. */
  get popup(): Page {
    if (!this.#popup) throw new Error('The popup is not open.');
    return this.#popup;
  }

  /** The reply to the ticket. */
  get reply(): Locator {
    return this.#desk.getByRole('textbox', { name: 'Reply' });
  }

  /** Has a ticket in front. Here the count begins. */
  async takeTicket(address: string): Promise<void> {
    await this.#desk.goto(address);
    await this.#desk.bringToFront();
    this.done = [];
  }

  /** Selects the whole mail with the mouse. */
  async select(): Promise<void> {
    await this.#act('select', async () => {
      const box = await this.#desk.getByRole('article', { name: 'Mail' }).boundingBox();
      if (!box) throw new Error('There is no mail.');
      await this.#desk.mouse.move(box.x + 1, box.y + 1);
      await this.#desk.mouse.down();
      await this.#desk.mouse.move(box.x + box.width - 1, box.y + box.height - 1);
      await this.#desk.mouse.up();
    });
  }

  async copy(): Promise<void> {
    await this.#act('copy', () => this.#desk.keyboard.press('ControlOrMeta+C'));
  }

  /** Opens the popup. */
  async open(name = 'open'): Promise<void> {
    await this.#act(name, async () => {
      this.#popup = await this.#actions.openPopup();
    });
  }

  /** Closes the popup, as the browser does when another window gets the focus. Not an action of the agent's. */
  async losePopup(): Promise<void> {
    await this.popup.close();
    this.#popup = null;
  }

  async press(name: string, key: string): Promise<void> {
    await this.#act(name, () => this.popup.keyboard.press(key));
  }

  /** Pastes where the focus is, which has to be a text field by itself. */
  async paste(): Promise<void> {
    await expect(this.popup.locator('input:focus')).toHaveCount(1);
    await this.press('paste', 'ControlOrMeta+V');
  }

  async type(name: string, text: string): Promise<void> {
    await this.#act(name, () => this.popup.keyboard.type(text));
  }

  async click(name: string, control: Locator): Promise<void> {
    await this.#act(name, () => control.click());
  }

  /** Returns to the ticket, and pastes into the reply. */
  async pasteInTicket(): Promise<void> {
    await this.#act('paste it in the ticket', async () => {
      await this.losePopup();
      await this.reply.click();
      await this.#desk.keyboard.press('ControlOrMeta+V');
    });
  }

  async #act(name: string, work: () => Promise<void>): Promise<void> {
    this.done.push(name);
    await test.step(`${this.done.length}. ${name}`, work);
  }
}
