import { ACME_CRM, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('Escape leaves a form, which waits under Unfinished with what was typed', async ({ actions, openPopup }) => {
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

test('Ctrl+. opens the account menu, arrow keys move in it, and what had the focus has it again when it closes', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.keyboard.press('Control+.');
  await expect(popup.getByRole('menuitem', { name: 'Customer name…' })).toBeFocused();
  await popup.keyboard.press('ArrowUp');
  await expect(popup.getByRole('menuitem', { name: 'Sign out of everything' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('menu')).toHaveCount(0);
  await popup.keyboard.type('ac');
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toHaveValue('ac');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.keyboard.type('#4711');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: /^Account/ })).toContainText('#4711');
  await popup.keyboard.type('me');
  await expect(search).toHaveValue('acme');
});

test('Ctrl+. opens the account menu from the moment the account appears', async ({ actions, openPopup }) => {
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

test("the agent's own name for a customer appears in the bar and in the connection name", async ({
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

test('a ticket typed in the account menu over home is kept, key by key', async ({ actions, openPopup }) => {
  // With nothing to choose from, the list of apps looks for the focus.
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  const ticket = popup.getByRole('textbox', { name: 'Ticket' });
  await expect(ticket).toBeFocused();
  await popup.keyboard.type('#4711');
  await expect(ticket).toBeFocused();
  await expect(ticket).toHaveValue('#4711');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: /^Account/ })).toContainText('· #4711');
});

test('Enter in a drop-down moves to a field that is still empty, or connects if none is', async ({
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

test('Escape on the receipt returns to the search', async ({ actions }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  await expect(popup.getByRole('group', { name: 'Unfinished' })).toHaveCount(0);
});

test('an order continues after its form is left, and home shows the outcome', async ({ actions, zapier }) => {
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

test('a slow answer brings a notice that Zapier can take up to 25 seconds, and the form keeps its place', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  const clickedAt = Date.now();
  await popup.getByRole('button', { name: 'Connect' }).click();
  await hold.arrived;
  const status = popup.getByRole('status').filter({ hasText: 'Connecting Maria Chen – Acme CRM…' });
  await expect(status).not.toContainText('Still waiting');
  const key = popup.getByRole('textbox', { name: 'API key' });
  const place = await key.boundingBox();
  await expect(status).toContainText('Still waiting for Zapier. It can take up to 25 seconds.');
  expect(Date.now() - clickedAt).toBeGreaterThanOrEqual(4_000);
  expect(await key.boundingBox(), 'the form keeps its place').toEqual(place);
  hold.release();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toHaveCount(1);
});

test('Ctrl+/, or ? outside a text field, lists the shortcuts and closing restores the focus', async ({
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
  // Chromium assigns no shortcut to an extension that is loaded for a test.
  const [opens] = await extension.evaluate((browser) => browser.commands.getAll());
  await expect(list.getByText('Open Quick Connect')).toHaveCount(opens?.shortcut ? 1 : 0);
  await popup.keyboard.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(key).toBeFocused();

  const back = popup.getByRole('button', { name: 'Back' });
  await back.focus();
  await popup.keyboard.press('?');
  await expect(list).toBeVisible();
  // Escape and another ? before the browser has told of the closed dialog.
  await list.evaluate(async (dialog) => {
    const press = (at: Element | null, key: string) =>
      at?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press(dialog, 'Escape');
    await null;
    press(document.activeElement, '?');
  });
  await expect(list).toBeVisible();
  await list.getByRole('button', { name: 'Close' }).click();
  await expect(back).toBeFocused();
});

test('Search stays in view while arrow keys go down a long list, and so does the app they are at', async ({
  actions,
  openPopup,
}) => {
  const apps = Array.from({ length: 20 }, (_, index) => ({
    ...ACME_CRM,
    app: `00000000-0000-4000-8000-0000000000${index + 10}`,
    title: `Qiver ${index + 10}`,
  }));
  await actions.seedSettings({ clientId: CLIENT_ID, apps });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('qiver');
  const options = popup.getByRole('option', { name: /^Qiver/ });
  await expect(options).toHaveCount(20);
  for (let presses = 1; presses < 20; presses++) await search.press('ArrowDown');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(search).toBeInViewport({ ratio: 1 });
  await expect(options.last()).toBeInViewport({ ratio: 1 });
  for (let presses = 1; presses < 20; presses++) await search.press('ArrowUp');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  const [box, row] = [await search.boundingBox(), await options.first().boundingBox()];
  expect(row?.y).toBeGreaterThanOrEqual((box?.y ?? 0) + (box?.height ?? 0));
});

test('a held Enter connects once, and presses nothing that gets the focus next', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  const hold = zapier.hold('POST /v2/authentications');
  // Further presses without a release are repeats, as of a held key.
  await popup.keyboard.down('Enter');
  await hold.arrived;
  await popup.keyboard.down('Enter');
  hold.release();
  const copy = popup.getByRole('button', { name: 'Copy for ticket' });
  await expect(copy).toBeFocused();
  for (let repeats = 0; repeats < 5; repeats++) await popup.keyboard.down('Enter');
  await popup.keyboard.up('Enter');
  await expect(popup.getByRole('heading', { name: 'Maria Chen – Acme CRM' })).toBeVisible();
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
  await expect(copy).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Connect another' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});
