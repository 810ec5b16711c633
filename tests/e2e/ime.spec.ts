import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { openIme } from './harness/ime';
import { expect, test } from './harness/test';

// Chromium composes by itself; in Firefox, the events of an input method are dispatched.
test.describe('typing with an input method', () => {
  test('in the search, its Enter opens no app and its Escape empties nothing', async ({
    actions,
    browserName,
    openPopup,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
    await actions.signIn(await openPopup());
    const popup = await openPopup();
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    await expect(search).toBeFocused();
    const ime = await openIme(popup, browserName);
    // The very first key of this popup.
    await ime.compose('ac');
    await ime.press('Enter');
    await ime.commit();
    await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
    await expect(search).toHaveValue('ac');

    await ime.compose('me');
    await ime.press('Escape');
    await expect(search).toHaveValue('acme');
    await ime.press('Enter');
    await ime.commit();
    await expect(search).toHaveValue('acme');
    // A key of the agent's own still works.
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  });

  test('in a form, its Enter sends nothing and its Escape leaves nothing', async ({ actions, browserName, zapier }) => {
    const popup = await actions.openForm(ACME_CRM);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    const name = popup.getByRole('textbox', { name: 'Connection name' });
    await name.fill('A');
    const ime = await openIme(popup, browserName);
    await ime.compose('cme');
    await ime.press('Escape');
    await ime.press('Enter');
    await expect(name).toHaveValue('Acme');
    await expect(name).toBeFocused();
    await ime.commit();
    await expect(popup.getByRole('button', { name: 'Connect', exact: true })).not.toHaveAttribute(
      'aria-disabled',
      'true',
    );
    expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(0);
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Acme');
  });

  test('in the account menu, its Enter saves nothing and its Escape closes nothing', async ({
    actions,
    browserName,
    openPopup,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    await actions.signIn(popup);
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name: 'Customer name…' }).click();
    const label = popup.getByRole('textbox', { name: 'Customer name' });
    await label.fill('A');
    const ime = await openIme(popup, browserName);
    await ime.compose('cme');
    await ime.press('Escape');
    await ime.press('Enter');
    await expect(label).toHaveValue('Acme');
    await expect(label).toBeFocused();
    await ime.commit();
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('button', { name: /^Account Acme,/ })).toBeVisible();
  });
});
