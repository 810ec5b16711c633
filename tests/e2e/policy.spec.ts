import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({
  policy: {
    clientId: CLIENT_ID,
    apps: JSON.stringify([ACME_CRM]),
    tokenUrl: 'http://not-secure.example/',
    requestsPerMinute: 30,
  },
});

test("an administrator's values are in force and shown as locked; what cannot be used is named", async ({
  actions,
  extension,
  openPopup,
  openSettings,
}) => {
  expect(await extension.readStorage('managed')).toMatchObject({ clientId: CLIENT_ID });

  const settings = await openSettings();
  const clientId = settings.getByRole('textbox', { name: 'Client ID' });
  await expect(clientId).toHaveValue(CLIENT_ID);
  await expect(clientId).not.toBeEditable();
  await expect(clientId).toHaveAccessibleDescription(/Set by your administrator/);
  await expect(settings.getByRole('textbox', { name: 'Apps' })).not.toBeEditable();
  await expect(settings.getByText(/policy holds values that cannot be used: tokenUrl/)).toBeVisible();
  await expect(settings.getByRole('textbox', { name: 'Token URL' })).toBeEditable();
  const rate = settings.getByRole('textbox', { name: 'Requests per minute' });
  await expect(rate).toHaveValue('30');
  await expect(rate).not.toBeEditable();

  const popup = await openPopup();
  await actions.signIn(popup);
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
});
