import { CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('free fields are sent exactly as entered, without cookies or a referrer', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.allowAllApps(true);
  const popup = await openPopup();
  await actions.signIn(popup);

  await popup.getByRole('combobox', { name: 'Search apps' }).fill('typeform');
  await popup.getByRole('option', { name: /^Typeform/ }).click();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await popup.getByRole('textbox', { name: 'Connection name' }).fill('Acme – Typeform, éxtra ✓');
  await popup.getByRole('textbox', { name: 'Field name' }).fill('api_token');
  const value = popup.getByRole('textbox', { name: 'Field value' });
  await value.fill('tf-1 2/3');
  await expect(value).toHaveAttribute('type', 'password');
  await popup.getByRole('button', { name: 'Show' }).click();
  await expect(value).toHaveAttribute('type', 'text');

  await popup.getByRole('button', { name: 'Add field' }).click();
  const second = popup.getByRole('group', { name: 'Field 2' });
  await expect(second.getByRole('textbox', { name: 'Field name' })).toBeFocused();
  await popup.keyboard.type('workspace');
  await popup.keyboard.press('Enter');
  await popup.keyboard.type('acme');
  await expect(value.first()).toHaveAttribute('type', 'password');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Acme – Typeform, éxtra ✓');

  const [request, ...others] = zapier.requestsTo('POST /v2/authentications');
  expect(others).toEqual([]);
  expect(request?.body).toEqual({
    data: {
      title: 'Acme – Typeform, éxtra ✓',
      app: zapier.connections[0]?.app,
      authentication_fields: { api_token: 'tf-1 2/3', workspace: 'acme' },
    },
  });
  expect(request?.headers).toMatchObject({
    accept: 'application/json',
    'content-type': 'application/json',
    authorization: expect.stringMatching(/^Bearer \S+$/),
  });
  expect(request?.headers).not.toHaveProperty('cookie');
  expect(request?.headers).not.toHaveProperty('referer');
});
