// The longest task while 64 KB of text, the most that is looked into, are pasted into a form's field and into Search,
// beside the same paste into a bare text input. Longer tasks than 50 ms would be felt.
import { expect, type Page } from '@playwright/test';
import { BLANK, OURS, signIn } from './browser';
import type { Subject } from './report';

const LENGTH = 65_536;
const BARE = 'bare text input';

/** The beginnings of long texts of each kind, with a part that is repeated and an end. */
const KINDS: Record<string, [head: string, part: string, end: string]> = {
  'a mail': ['', 'Hello, please connect HubSpot for us, as we said on Monday.\n', 'API key: acme_live_1\n'],
  'name and value': ['', 'Setting of ours: 12 of them\n', 'API key: acme_live_1\n'],
  variables: ['', 'DESK_SETTING=some value # of ours\n', 'API_KEY=acme_live_1\n'],
  'a table': ['Name\tAPI key\tNotes\n', 'acme\tacme_live_1\tof ours\n', ''],
  JSON: ['{"settings": [', '{"name": "setting", "value": 12},', '{}], "api_key": "acme_live_1"}'],
  XML: ['<settings>', '<setting name="one">12</setting>', '<api_key>acme_live_1</api_key></settings>'],
  'a command': ["curl -H 'X-Api-Key: acme_live_1' ", "-d 'setting=12' ", 'https://acme.example'],
  'one word': ['', 'a', ''],
  quotes: ['', '"\'', ''],
};

const texts = Object.entries(KINDS).map(([kind, [head, part, end]]): [string, string] => [
  kind,
  head + part.repeat(Math.floor((LENGTH - head.length - end.length) / part.length)) + end,
]);

export const paste: Subject = {
  title: 'Paste of 64 KB: longest task',
  columns: [OURS, BARE],
  statistics: ['median'],
  async measure(browser, note) {
    const bare = await browser.open(BLANK, 'popup.html');
    const ours = await signIn(browser);
    for (const [kind, text] of texts) {
      const search = ours.getByRole('combobox', { name: 'Search apps' });
      await search.focus();
      note(`${kind}, into Search`, OURS, await longestTask(ours, text));
      note(`${kind}, into Search`, BARE, await longestInBare(bare, text));
      await ours.getByRole('button', { name: 'Forget it' }).click();
    }
    await openForm(ours);
    for (const [kind, text] of texts) {
      await ours.getByRole('textbox', { name: 'API key' }).focus();
      note(`${kind}, into a field`, OURS, await longestTask(ours, text));
      note(`${kind}, into a field`, BARE, await longestInBare(bare, text));
      await ours.reload();
      await ours.getByRole('button', { name: 'Clear' }).click();
      await expect(ours.getByRole('textbox', { name: 'API key' })).toHaveValue('');
    }
  },
};

async function openForm(page: Page): Promise<void> {
  await page.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(page.getByRole('textbox', { name: 'API key' })).toBeVisible();
}

async function longestInBare(page: Page, text: string): Promise<number> {
  await page.bringToFront();
  await page.locator('input').fill('');
  await page.locator('input').focus();
  return longestTask(page, text);
}

/** Pastes a text where the focus is, and returns the longest time that nothing else could run meanwhile. */
async function longestTask(page: Page, text: string): Promise<number> {
  await page.bringToFront();
  return page.evaluate(async (pasted) => {
    let longest = 0;
    let isOver = false;
    const { port1, port2 } = new MessageChannel();
    const beat = new Promise<void>((resolve) => {
      let before = performance.now();
      port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - before);
        before = now;
        if (isOver) resolve();
        else port2.postMessage(null);
      };
      port2.postMessage(null);
    });
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const target = document.activeElement as HTMLInputElement;
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    if (target.dispatchEvent(event)) document.execCommand('insertText', false, pasted);
    await whenPainted(
      window,
      () => document.querySelector('dialog[open], .alert-info') ?? (target.value !== '' || undefined),
    );
    isOver = true;
    await beat;
    return longest;
  }, text);
}
