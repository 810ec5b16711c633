import { ACME_CRM, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

// The toolbar popup closes on Escape unless the page calls preventDefault.
test('Escape closes what was opened last and is left to the browser where nothing is left to close', async ({
  actions,
  openPopup,
  zapier,
}) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const taken = await popup.evaluateHandle(() => {
    const escapes: boolean[] = [];
    window.addEventListener(
      'keydown',
      (event) => {
        // In a separate task, to run after all of the page's handlers.
        if (event.key === 'Escape') setTimeout(() => escapes.push(event.defaultPrevented));
      },
      { capture: true },
    );
    return escapes;
  });
  const press = async () => {
    const before = (await taken.jsonValue()).length;
    await popup.keyboard.press('Escape');
    await expect.poll(async () => (await taken.jsonValue()).length).toBe(before + 1);
    return (await taken.jsonValue()).at(-1);
  };

  const search = popup.getByRole('combobox', { name: 'Search apps' });
  const menu = popup.getByRole('menu');
  await popup.keyboard.press('Control+.');
  await expect(popup.getByRole('menuitem', { name: 'Customer name…' })).toBeFocused();
  expect(await press()).toBe(true);
  await expect(menu).toHaveCount(0);
  await popup.keyboard.press('Control+/');
  await expect(popup.getByRole('dialog')).toBeVisible();
  expect(await press()).toBe(true);
  await expect(popup.getByRole('dialog')).toHaveCount(0);

  await search.fill('acme');
  expect(await press()).toBe(true);
  await expect(search).toHaveValue('');

  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  const summary = popup.locator('summary');
  await summary.click();
  await popup.getByRole('button', { name: 'Delete Globex' }).click();
  await expect(popup.getByRole('dialog')).toBeVisible();
  expect(await press()).toBe(true);
  await expect(popup.getByRole('dialog')).toHaveCount(0);
  await popup.keyboard.press('Control+.');
  await expect(menu).toBeVisible();
  expect(await press()).toBe(true);
  await expect(menu).toHaveCount(0);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
  expect(await press()).toBe(true);

  await expect(search).toBeFocused();
  expect(await press()).toBe(false);

  const signIn = popup.getByRole('button', { name: 'Sign in to Zapier' });
  const choose = async (name: string) => {
    await popup.keyboard.press('Control+.');
    await popup.getByRole('menuitem', { name, exact: true }).click();
    await expect(signIn).toBeVisible();
  };
  await choose('Add a customer');
  expect(await press()).toBe(true);
  await expect(search).toBeVisible();
  await choose('Sign out');
  expect(await press()).toBe(false);
});
