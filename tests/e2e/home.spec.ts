import { ACME_CRM, CLIENT_ID, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.beforeEach(async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await expect(popup.getByRole('button', { name: 'Dismiss' })).toBeHidden();
  await popup.close();
});

test('home is a small page that names the customer and has live regions ready', async ({ openPopup }) => {
  const popup = await openPopup();
  await expect(popup.getByRole('option')).toHaveCount(2);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toHaveAccessibleDescription(
    `Connections go into acme.example, ${MARIA.email}.`,
  );
  await expect(popup.getByRole('status')).toHaveText(['', '', '']);
  await expect(popup.getByRole('alert')).toHaveText(['']);
  expect(await popup.locator('body *').count()).toBeLessThan(70);
});

test('home keeps its layout after a form has been opened and left', async ({ openPopup }) => {
  const popup = await openPopup();
  // Loads what all lazy views share.
  await popup.getByRole('button', { name: /^Account/ }).click();
  await expect(popup.getByRole('menu')).toBeVisible();
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('menu')).toHaveCount(0);
  const row = popup.getByRole('option', { name: /^Shipday/ });
  const before = await row.boundingBox();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();
  // The picked app has a definition, so it stays in its place and does not move to Recent.
  await expect(row).toBeVisible();
  expect(await row.boundingBox()).toEqual(before);
});

test('Escape clears the search and keeps the focus there', async ({ openPopup }) => {
  const popup = await openPopup();
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.pressSequentially('ship');
  await expect(popup.getByRole('option')).toHaveCount(1);
  await popup.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(search).toBeFocused();
  await expect(popup.getByRole('option')).toHaveCount(2);
});

test("an app chosen with the arrow keys stays chosen when Zapier's results arrive", async ({ openPopup, zapier }) => {
  const popup = await openPopup();
  const hold = zapier.hold('GET /v2/apps');
  await popup.getByRole('combobox', { name: 'Search apps' }).pressSequentially('a');
  const options = popup.getByRole('option');
  await expect(options).toHaveCount(2);
  await popup.keyboard.press('ArrowDown');
  const selected = popup.getByRole('option', { selected: true });
  const shipday = popup.getByRole('option', { selected: true, name: /^Shipday/ });
  await expect(shipday).toBeVisible();
  await hold.arrived;
  hold.release();
  await expect(options).not.toHaveCount(2);
  await expect(selected).toHaveCount(1);
  await expect(shipday).toBeVisible();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: 'Shipday' })).toBeVisible();
});

test('the number of apps found is announced once typing pauses', async ({ openPopup }) => {
  const popup = await openPopup();
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.press('ArrowDown');
  // Records by the page's clock when a key was pressed and when a status is announced.
  await popup.evaluate(() => {
    const times = { typed: 0, said: [] as { words: string; after: number }[] };
    // In the capture phase: the field's listener starts the product's timer before the event bubbles up to here.
    addEventListener(
      'input',
      () => {
        times.typed = performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      const words = Array.from(document.querySelectorAll('[role=status]'), (status) => status.textContent).join('');
      if (words) times.said.push({ words, after: performance.now() - times.typed });
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { times });
  });
  await search.pressSequentially('ship', { delay: 100 });
  await expect(popup.getByRole('status').filter({ hasText: '1 app' })).toHaveCount(1);
  type Said = { words: string; after: number }[];
  const said = await popup.evaluate(() => (globalThis as unknown as { times: { said: Said } }).times.said);
  expect(said.at(-1)).toMatchObject({ words: '1 app' });
  // On a slow machine, the pause between two keys may also be that long.
  expect(Math.min(...said.map(({ after }) => after))).toBeGreaterThanOrEqual(500);
});

test('an app shows its icon, or its first letter when the icon does not load', async ({ errorLog, openPopup }) => {
  errorLog.allow(/404/);
  const popup = await openPopup();
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('hubspot');
  const hubspot = popup.getByRole('option', { name: /^HubSpot/ }).first();
  const drawn = (image: HTMLImageElement) => image.naturalWidth > 0;
  await expect.poll(() => hubspot.locator('img').evaluate(drawn)).toBe(true);
  await search.fill('broken picture');
  const broken = popup.getByRole('option', { name: /^Broken Picture Gallery/ });
  await expect(broken).toContainText(/^B/);
  await expect(broken.locator('img')).toHaveCount(0);
});
