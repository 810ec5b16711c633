import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('an app with a definition is connected in five keystrokes, into the account that is shown', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);

  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toBeFocused();
  await popup.keyboard.type('acme');
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toHaveAttribute('aria-selected', 'true');
  await popup.keyboard.press('Enter');

  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Maria Chen – Acme CRM');
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
  await popup.keyboard.insertText('acme_live_123');
  await popup.keyboard.press('Enter');

  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Maria Chen – Acme CRM');
  await expect(popup.getByRole('button', { name: 'Connect another' })).toBeFocused();
  expect(zapier.connections).toMatchObject([
    {
      app: ACME_CRM.app,
      title: 'Maria Chen – Acme CRM',
      fields: { api_key: 'acme_live_123' },
      owner: { email: 'maria@acme.example' },
    },
  ]);

  await popup.keyboard.press('Enter');
  await expect(search).toBeFocused();
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain('acme_live_123');
});
