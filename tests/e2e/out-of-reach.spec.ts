import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('nothing is sent if a token refresh cannot reach Zapier, and Send again retries', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  zapier.expireAccessTokens();
  zapier.everyAnswer('POST /oauth/token/', answers.dropConnection('before'));
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier could not be reached.' });
  await expect(alert).toContainText('Nothing was sent, so nothing was created.');
  await expect(key).toHaveValue('acme_live_1');
  expect(zapier.connections).toEqual([]);

  zapier.everyAnswer('POST /oauth/token/', null);
  await alert.getByRole('button', { name: 'Send again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_1' } }]);
});
