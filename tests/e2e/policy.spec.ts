import { ACME_CRM, BROKER_HOST, CONFIDENTIAL_CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({
  policy: {
    clientId: CONFIDENTIAL_CLIENT_ID,
    clientAuthentication: 'broker',
    tokenBrokerUrl: `https://${BROKER_HOST}/token`,
    staySignedIn: true,
    apps: JSON.stringify([ACME_CRM]),
    tokenUrl: 'http://not-secure.example/',
    requestsPerMinute: 30,
    receiptTemplate: 'Made: {id}\nTicket: {ticket}',
    ticketPattern: 'SUP-\\d+',
  },
});

test("an administrator's policy is in force and locked in Settings, and unusable values are named", async ({
  actions,
  extension,
  openPopup,
  openSettings,
  zapier,
}) => {
  expect(await extension.readStorage('managed')).toMatchObject({ clientId: CONFIDENTIAL_CLIENT_ID });

  const settings = await openSettings();
  await settings.getByText('Advanced', { exact: true }).click();
  const textbox = (name: string) => settings.getByRole('textbox', { name, exact: true });
  await expect(textbox('Client ID')).toHaveValue(CONFIDENTIAL_CLIENT_ID);
  for (const name of [
    'Client ID',
    'Token broker URL',
    'Requests per minute',
    'Receipt template',
    'Ticket pattern',
    'Apps',
  ]) {
    await expect(textbox(name)).not.toBeEditable();
    await expect(textbox(name)).toHaveAccessibleDescription(/Set by your administrator/);
  }
  const radios = settings.getByRole('radiogroup', { name: 'Client authentication' });
  await expect(radios).toHaveAccessibleDescription(/Set by your administrator/);
  for (const name of ['None (PKCE only)', 'Token broker', 'Secret from policy'])
    await expect(radios.getByRole('radio', { name })).toBeDisabled();
  await expect(radios.getByRole('radio', { name: 'Token broker' })).toBeChecked();
  const stay = settings.getByRole('checkbox', { name: 'Stay signed in' });
  await expect(stay).toBeChecked();
  await expect(stay).toBeDisabled();
  await expect(settings.getByText(/policy holds values that cannot be used: tokenUrl/)).toBeVisible();
  await expect(textbox('Token URL')).toBeEditable();
  await expect(textbox('Requests per minute')).toHaveValue('30');
  await expect(textbox('Receipt template')).toHaveValue('Made: {id}\nTicket: {ticket}');

  zapier.enableBroker();
  const popup = await openPopup();
  await actions.signIn(popup);
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
  await expect.poll(() => extension.readStorage('local')).toHaveProperty('tokens');
});
