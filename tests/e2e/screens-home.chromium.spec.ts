import { ACME_CRM, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of the home screens', () => {
  test('screens from set-up to a search without results are accessible in light and dark colours', async ({
    actions,
    openPopup,
  }) => {
    const popup = await openPopup();
    await expect(popup.getByRole('button', { name: 'Open Settings' })).toBeFocused();
    await look(popup, '01-not-set-up');

    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY, DESKWELL] });
    await expect(popup.getByRole('textbox', { name: "Customer's e-mail or domain" })).toBeFocused();
    await look(popup, '02-signed-out');
    await popup.getByText('Opens api.zapier.com.').click();
    await expect(popup.getByRole('listitem')).toHaveCount(4);
    await look(popup, '02-signed-out-asked-for');

    await actions.signIn(popup);
    await expect(popup.getByRole('listbox')).toBeVisible();
    await expect(popup.getByText('Signed in as Maria Chen')).toBeVisible();
    await look(popup, '03-home-first');
    await popup.getByRole('button', { name: 'Dismiss' }).click();
    await expect(popup.getByText('Signed in as Maria Chen')).toBeHidden();
    await look(popup, '04-home');

    await popup.getByRole('button', { name: /^Account/ }).click();
    await expect(popup.getByRole('menuitem', { name: 'Sign out', exact: true })).toBeVisible();
    await look(popup, '05-account-menu');
    await popup.keyboard.press('Escape');

    await popup.getByRole('combobox', { name: 'Search apps' }).fill('des');
    await expect(popup.getByRole('option').nth(1)).toBeVisible();
    await look(popup, '06-results');
    await popup.getByRole('combobox', { name: 'Search apps' }).fill('xyzzy');
    await expect(popup.getByText('No app called "xyzzy".')).toBeVisible();
    await look(popup, '07-no-hit');
  });

  test('an offline order and a popup that cannot start are accessible in light and dark colours', async ({
    actions,
    context,
    errorLog,
    extension,
    openPopup,
  }) => {
    const popup = await actions.openForm(ACME_CRM);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    await context.setOffline(true);
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByRole('status').filter({ hasText: /Offline/ })).toBeVisible();
    await look(popup, '97-offline');
    await context.setOffline(false);

    errorLog.allow(/TypeError/);
    await extension.evaluate((browser) => browser.storage.session.set({ accounts: { current: '1' } }));
    const broken = await openPopup();
    await expect(broken.getByRole('button', { name: 'Try again' })).toBeFocused();
    await look(broken, '98-broken');
  });

  test('a loading directory, close matches and Recent are accessible in light and dark colours', async ({
    actions,
    openPopup,
    zapier,
  }) => {
    zapier.fillDirectory(9000);
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
    const popup = await openPopup();
    await actions.signIn(popup);
    await popup.getByRole('button', { name: 'Dismiss' }).click();
    await actions.growCatalogue();
    await expect.poll(() => actions.catalogue()).toMatchObject({ growing: { apps: 600 } });
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    await search.fill('tele');
    await expect(popup.getByText('600 of 9,000.')).toBeVisible();
    await expect(popup.getByText('Searching Zapier…')).toBeHidden();
    await look(popup, '80-still-loading');
    await popup.getByRole('option', { name: /^Telegram/ }).click();
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByRole('group', { name: 'Recent' })).toBeVisible();
    await look(popup, '81-home-recent');
    await search.fill('telegarm');
    await expect(popup.getByText('Nothing exact for "telegarm"')).toBeVisible();
    await look(popup, '82-close-match');
  });
});
