import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA, SHIPDAY } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

test('a credential that was sent for another customer is pointed out until that customer signs out', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  const key = 'acme_live_0001';
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  zapier.nextAnswers('POST /v2/authentications', answers.refused(400, 'This key is not known.'));
  await popup.getByRole('textbox', { name: 'API key' }).fill(key);
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByText('Nothing was created.').first()).toBeVisible();

  await actions.addCustomer(popup, BEN);
  await popup.getByRole('option', { name: /^Shipday/ }).click();
  const password = popup.getByRole('textbox', { name: 'Password' });
  await password.fill('another_0001');
  await expect(password).toHaveAccessibleDescription(/^Kept hidden/);
  await password.fill(key);
  await expect(password).toHaveAccessibleDescription(`This Password was used for ${MARIA.email} 1 minute ago.`);
  await look(popup, '27-credential-of-another-customer');
  await popup.getByRole('textbox', { name: 'Username' }).fill('ben');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(JSON.stringify(await extension.readStorage('local'))).not.toContain('usedCredentials');

  const signOut = { name: 'account.signOut', request: { accountId: String(MARIA.id) } };
  await extension.evaluate((browser, message) => browser.runtime.sendMessage(message), signOut);
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await password.fill(key);
  await expect(password).toHaveAccessibleDescription(/^Same Password as “/i);
});
