import { ACME_CRM, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('Escape goes one screen back, and what was typed waits as unfinished', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.press('ArrowDown');
  await expect(popup.getByRole('option', { name: /^Shipday/ })).toHaveAttribute('aria-selected', 'true');
  await search.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Username' })).toBeFocused();
  await popup.keyboard.type('acme');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await popup.keyboard.press('Escape');

  await expect(search).toBeFocused();
  const unfinished = popup.getByRole('group', { name: 'Unfinished' }).getByRole('option', { name: /^Shipday/ });
  await expect(unfinished).toHaveAttribute('aria-selected', 'true');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Username' })).toHaveValue('acme');
  await expect(popup.getByRole('textbox', { name: 'Password' })).toBeFocused();
});

test('Ctrl+. opens the account menu, arrows move in it, Escape gives the focus back', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.keyboard.press('Control+.');
  await expect(popup.getByRole('menuitem', { name: 'Customer name…' })).toBeFocused();
  await popup.keyboard.press('ArrowUp');
  await expect(popup.getByRole('menuitem', { name: 'Sign out' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('menu')).toHaveCount(0);
  await expect(popup.getByRole('button', { name: /^Account/ })).toBeFocused();
});

test('a key that comes with the very first sight of the account opens its menu', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await popup.evaluate(() => {
    const key = new KeyboardEvent('keydown', { key: '.', ctrlKey: true, bubbles: true });
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[aria-haspopup=menu]')) return;
      seen.disconnect();
      document.body.dispatchEvent(key);
    });
    seen.observe(document.body, { childList: true, subtree: true });
  });
  await actions.signIn(popup);
  await expect(popup.getByRole('menuitem', { name: 'Customer name…' })).toBeFocused();
});

test("the agent's own name for a customer is in the bar and in the connection's name", async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Customer name…' }).click();
  await popup.getByRole('textbox', { name: 'Customer name' }).fill('Acme GmbH');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Account Acme GmbH, maria@acme.example' })).toBeVisible();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Acme GmbH – Acme CRM');
});

test('Enter in a choice goes to the field that is still empty, and connects when none is', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(DESKWELL);
  await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
  const region = popup.getByRole('combobox', { name: 'Region' });
  await region.selectOption('us');
  await region.press('Enter');
  const key = popup.getByRole('textbox', { name: 'API key' });
  await expect(key).toBeFocused();
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await key.fill('desk_1');
  await region.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { subdomain: 'acme', api_key: 'desk_1', region: 'us' } }]);
});

test('Escape on the receipt goes back to the search', async ({ actions }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByRole('button', { name: 'Connect another' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  await expect(popup.getByRole('group', { name: 'Unfinished' })).toHaveCount(0);
});

test('a form that is left while it is sent goes on, and home says how it ends', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await hold.arrived;
  const connecting = popup.getByRole('button', { name: 'Connecting…' });
  await expect(connecting).toHaveAttribute('aria-disabled', 'true');
  await expect(connecting).toBeFocused();
  await popup.getByRole('button', { name: 'Back' }).click();
  const row = popup.getByRole('option', { name: /^Acme CRM/ });
  await expect(row).toContainText('Connecting…');
  hold.release();
  await expect(row).toContainText('Connected');
  await row.click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Maria Chen – Acme CRM');
});

test('an answer that takes long is waited for in words', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  const clickedAt = Date.now();
  await popup.getByRole('button', { name: 'Connect' }).click();
  await hold.arrived;
  const status = popup.getByRole('status').filter({ hasText: 'Connecting Maria Chen – Acme CRM…' });
  await expect(status).not.toContainText('Still waiting');
  await expect(status).toContainText('Still waiting for Zapier. It can take up to 25 seconds.');
  expect(Date.now() - clickedAt).toBeGreaterThanOrEqual(4_000);
  hold.release();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toHaveCount(1);
});

test('Ctrl+/ lists the shortcuts, and so does ? outside of text; Escape gives the focus back', async ({
  actions,
  extension,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const list = popup.getByRole('dialog', { name: 'Keyboard shortcuts' });
  const key = popup.getByRole('textbox', { name: 'API key' });
  await expect(key).toBeFocused();
  await popup.keyboard.press('?');
  await expect(key).toHaveValue('?');
  await expect(list).toHaveCount(0);
  await popup.keyboard.press('Control+/');
  await expect(list).toContainText('Ctrl/This list');
  // Chromium gives none to an extension that is loaded for a test.
  const [opens] = await extension.evaluate((browser) => browser.commands.getAll());
  await expect(list.getByText('Open Quick Connect')).toHaveCount(opens?.shortcut ? 1 : 0);
  await popup.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(key).toBeFocused();

  const back = popup.getByRole('button', { name: 'Back' });
  await back.focus();
  await popup.keyboard.press('?');
  await expect(list).toBeVisible();
  await list.getByRole('button', { name: 'Close' }).click();
  await expect(back).toBeFocused();
});
