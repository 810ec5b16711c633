import { ACME_CRM } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Firefox takes only its pages offline for a test, and not its background. The browser is shared with other tests.
test.afterEach(({ context }) => context.setOffline(false));

test('offline: said so, nothing sent, and Send again sends what is still there', async ({
  actions,
  context,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  await context.setOffline(true);
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Offline, or Zapier could not be reached.' });
  await expect(alert).toContainText('Nothing was sent, so nothing was created.');
  await expect(key).toHaveValue('acme_live_1');
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await context.setOffline(false);
  await alert.getByRole('button', { name: 'Send again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_1' } }]);
});
