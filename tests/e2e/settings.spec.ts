import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('without a client ID the popup leads to Settings and updates once one is saved', async ({
  actions,
  extension,
  openPopup,
}) => {
  const popup = await openPopup();
  await expect(popup.getByRole('heading', { name: 'Set up once for the whole team' })).toBeVisible();
  await popup.getByRole('button', { name: 'Open Settings' }).click();
  await expect.poll(() => extension.headings()).toContain('Settings');

  await actions.configure({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
});

test('invalid settings are refused at their fields without losing what was typed', async ({
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  await settings.getByText('Advanced', { exact: true }).click();
  const clientId = settings.getByRole('textbox', { name: 'Client ID' });
  const tokenUrl = settings.getByRole('textbox', { name: 'Token URL' });
  const apps = settings.getByRole('textbox', { name: 'Apps' });
  const rate = settings.getByRole('textbox', { name: 'Requests per minute' });
  await expect(rate).toHaveValue('60');
  const receipt = settings.getByRole('textbox', { name: 'Receipt template' });
  await expect(receipt).toHaveValue(/^Connected at Zapier: \{connection\}\nApp: \{app\}\n/);
  await receipt.fill('Made: {id}\nBy: {agent}');
  await rate.fill('many');
  await tokenUrl.fill('http://zapier.com/oauth/token/');
  await apps.fill('[{"title": "No id"}');
  await settings.getByRole('button', { name: 'Save settings' }).click();

  await expect(settings.getByText('Enter the client ID.')).toBeVisible();
  await expect(clientId).toBeFocused();
  await expect(tokenUrl).toHaveAccessibleDescription(/must start with https/);
  await expect(receipt).toHaveAccessibleDescription(/^Only \{customer\}, .+ can stand in braces\.$/);
  await expect(apps).toHaveAttribute('aria-invalid', 'true');
  await expect(rate).toHaveAccessibleDescription(/Enter a whole number from 6 to 600\./);
  await expect(apps).toHaveValue('[{"title": "No id"}');
  expect(await extension.readStorage('local')).not.toHaveProperty('settings');

  await clientId.fill(CLIENT_ID);
  await rate.fill('30');
  await receipt.fill('Made: {id}\nTicket: {ticket}');
  await tokenUrl.fill('https://hooks.zapier.com/hooks/catch/666/evil/');
  await apps.fill(JSON.stringify([ACME_CRM]));
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(tokenUrl).toHaveAccessibleDescription(
    /an address that Zapier documents: https:\/\/zapier\.com\/oauth\/token\/ or https/,
  );

  await tokenUrl.fill('https://zapier.com/oauth/token/');
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect
    .poll(async () => (await extension.readStorage('local')).config)
    .toMatchObject({
      clientId: CLIENT_ID,
      apps: [{ title: 'Acme CRM' }],
      requestsPerMinute: 30,
      receiptTemplate: 'Made: {id}\nTicket: {ticket}',
    });
});

test("Settings lists every browser's redirect URI and marks and copies this browser's", async ({
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  const mine = settings.getByRole('listitem').filter({ hasText: 'This browser' });
  await expect(mine).toContainText(extension.redirectUri);
  await expect(settings.getByText(/^https:\/\/[0-9a-f]{40}\.extensions\.allizom\.org\/$/)).toBeVisible();
  const unpacked = settings.getByRole('listitem').filter({ hasText: 'Chrome, from the unpacked build' });
  await expect(unpacked).toContainText('https://ffndnpfgiimnphdinneonnmnhcmnbfem.chromiumapp.org/');
  await expect(settings.getByText('for trying out', { exact: true })).toHaveCount(1);
  await expect(unpacked).toContainText('for trying out');

  await mine.getByRole('button', { name: 'Copy' }).click();
  await expect(mine.getByRole('button', { name: 'Copied' })).toBeVisible();
  const clientId = settings.getByRole('textbox', { name: 'Client ID' });
  await clientId.press('ControlOrMeta+V');
  await expect(clientId).toHaveValue(extension.redirectUri);
});
