// Opening the popup and its account menu with 50 customers signed in, beside the same with five. The time of the popup is
// that until Search is painted and has the focus; that of the menu runs from the key until the list is laid out and has
// the focus: rows below those in view are made after the paint.
import { expect, type Page } from '@playwright/test';
import type { Accounts } from '../../lib/shared/account';
import { type Browser, OURS, signIn } from './browser';
import type { Subject } from './report';

const [MANY, FEW] = ['50 customers', '5 customers'] as const;
const COUNTS = { [MANY]: 50, [FEW]: 5 };

/** How often each is opened in one browser. A round before that warms up and is not counted. */
const TURNS = 6;

export const customers: Subject = {
  title: 'Customers',
  columns: [MANY, FEW],
  statistics: ['median'],
  async measure(browser, note) {
    await (await signIn(browser)).close();
    const driver = await browser.open(OURS, 'manifest.json');
    for (let turn = 0; turn <= TURNS; turn++)
      // Each round starts with another one.
      for (const [who, count] of turn % 2 ? Object.entries(COUNTS) : Object.entries(COUNTS).reverse()) {
        await driver.evaluate(`chrome.storage.session.set(${JSON.stringify({ accounts: signedIn(count) })})`);
        const { popup, opened } = await openPopup(browser);
        const listed = await openMenu(popup, count);
        await popup.close();
        if (turn === 0) continue;
        note('popup painted and focused, in a tab', who, opened);
        note('from the key to the list', who, listed);
      }
  },
};

/** Returns accounts as they are stored, of companies with names of their own. */
function signedIn(count: number): Accounts {
  const accounts = Array.from({ length: count }, (_, index) => ({
    id: String(9_000_000 + index),
    email: `integrations@customer-${index}.example`,
    fullName: `Maria Chen ${index}`,
    signIn: 'active' as const,
  }));
  return { current: '9000000', byId: Object.fromEntries(accounts.map((account) => [account.id, account])) };
}

async function openPopup({ open, origins }: Browser): Promise<{ popup: Page; opened: number }> {
  // Brings the tab into the extension's process first, so that this is not part of the time.
  const popup = await open(OURS, 'manifest.json');
  await popup.addInitScript(
    "globalThis.ready = whenPainted(window, () => document.activeElement?.role === 'combobox')",
  );
  await popup.goto(`${origins[OURS]}/popup.html`);
  return { popup, opened: await popup.evaluate<number>('ready') };
}

async function openMenu(popup: Page, count: number): Promise<number> {
  await popup.evaluate(timeKey);
  await popup.keyboard.press('Control+.');
  const milliseconds = await popup.evaluate<number>('listed');
  await expect(popup.getByRole('textbox', { name: 'Switch customer' })).toBeFocused();
  await expect(popup.locator('.customer')).toHaveCount(Math.min(count - 1, 9));
  return milliseconds;
}

/** Runs in the page: `listed` becomes the time of the next shortcut. */
function timeKey(): void {
  const listed = new Promise<number>((resolve) => {
    let pressed = 0;
    const isShortcut = ({ key }: KeyboardEvent) => key === '.';
    const press = (event: KeyboardEvent) => {
      if (isShortcut(event)) pressed = performance.now();
    };
    addEventListener('keydown', press, { capture: true });
    // The last listener to be called. Preact has rendered by then, in a microtask after its own.
    addEventListener('keydown', (event) => {
      if (!isShortcut(event)) return;
      document.body.getBoundingClientRect();
      resolve(performance.now() - pressed);
    });
  });
  Object.assign(globalThis, { listed });
}
