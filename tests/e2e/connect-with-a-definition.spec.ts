import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('an app with a definition is connected to the account shown with three keystrokes beyond typing', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const presses = await popup.evaluateHandle(() => {
    const keys: string[] = [];
    // The popup dispatches keys again that were pressed before its list was ready; those are not trusted.
    document.addEventListener('keydown', ({ key, isTrusted }) => isTrusted && keys.push(key), { capture: true });
    return keys;
  });
  /** Counts the presses of keys that type no character, plus one for the shortcut that opens the popup. */
  const strokes = async () => 1 + (await presses.jsonValue()).filter((key) => key.length > 1).length;

  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toBeFocused();
  await popup.keyboard.type('acme');
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toHaveAttribute('aria-selected', 'true');
  await popup.keyboard.press('Enter');

  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Maria Chen – Acme CRM');
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toHaveAccessibleDescription(
    'Into acme.example maria@acme.example',
  );
  await popup.keyboard.insertText('acme_live_123');
  await popup.keyboard.press('Enter');

  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Maria Chen – Acme CRM');
  await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeFocused();
  expect(await strokes()).toBe(3);
  expect(zapier.connections).toMatchObject([
    {
      app: ACME_CRM.app,
      title: 'Maria Chen – Acme CRM',
      fields: { api_key: 'acme_live_123' },
      owner: { email: 'maria@acme.example' },
    },
  ]);

  await popup.keyboard.press('ControlOrMeta+C');
  await expect(popup.getByRole('button', { name: 'Connect another' })).toBeFocused();
  expect(await strokes()).toBe(4);
  await popup.keyboard.press('Enter');
  await expect(search).toBeFocused();
  expect(await strokes()).toBe(5);
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain('acme_live_123');
});

test("Copy on the receipt copies the connection's id and announces it", async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  const copy = popup.getByRole('button', { name: /^Cop(y|ied)$/ });
  await expect(copy).toHaveAccessibleDescription('Connection');
  await copy.click();
  await expect(copy).toHaveText('Copied');
  const status = popup.getByRole('status').filter({ hasText: 'Connected: Maria Chen – Acme CRM' });
  await expect(status).toContainText('Copied');
  await expect(copy).toHaveText('Copy');

  const settings = await actions.openSettings();
  const clientId = settings.getByRole('textbox', { name: 'Client ID' });
  await clientId.fill('');
  await clientId.press('ControlOrMeta+V');
  await expect(clientId).toHaveValue(String(zapier.connections[0]?.id));
});

test('a form whose fields were changed meanwhile sends nothing, and the new form keeps what still has a place', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'Connection name' }).fill('Acme, main');
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const [key] = ACME_CRM.authentication.fields;
  const changed = { ...ACME_CRM, authentication: { ...ACME_CRM.authentication, fields: [{ ...key, key: 'token' }] } };
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [changed] });
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'The fields of this app have changed' });
  await expect(alert.getByRole('button', { name: 'Show the new form' })).toBeFocused();
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('');
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Acme, main');
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const fields = () => zapier.requestsTo('POST /v2/authentications').map(({ body }) => body);
  await expect.poll(fields).toMatchObject([{ data: { authentication_fields: { token: 'acme_live_1' } } }]);
});
