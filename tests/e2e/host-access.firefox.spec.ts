import { ACME_CRM } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Users of Chromium cannot withdraw required host permissions.
test('withdrawn host access is explained, and Connect works once access is allowed again', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const origins = ['https://zapier.com/*', 'https://api.zapier.com/*'];
  await extension.evaluate((browser, hosts) => browser.permissions.remove({ origins: hosts }), origins);

  await popup.getByRole('button', { name: 'Connect' }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'The browser does not let Quick Connect talk to Zapier.' });
  await expect(alert).toContainText('Nothing was created.');
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await alert.getByRole('button', { name: 'Allow access to Zapier' }).click();
  await expect(alert.getByRole('button', { name: 'Allow access to Zapier' })).toBeHidden();
  await expect(popup.getByRole('button', { name: 'Connect' })).toBeFocused();
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});
