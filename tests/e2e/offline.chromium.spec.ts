import { ACME_CRM } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Only for Chromium: in Firefox, a test can take pages offline but not the background. The browser is shared with other
// tests.
test.afterEach(({ context }) => context.setOffline(false));

test('an order placed offline is sent once the network is back', async ({ actions, context, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await context.setOffline(true);
  await popup.getByRole('button', { name: 'Connect' }).click();

  await expect(popup.getByRole('status').filter({ hasText: 'Offline.' })).toContainText(
    'It will be sent when the network is back.',
  );
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await context.setOffline(false);
  // If Zapier cannot be reached at once, the order is sent half a minute later.
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible({ timeout: 40_000 });
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_1' } }]);
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});

test('an order that waits for the network can be withdrawn and is not sent later', async ({
  actions,
  context,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  await context.setOffline(true);
  await popup.getByRole('button', { name: 'Connect' }).click();
  await popup.getByRole('button', { name: "Don't send it" }).click();
  await expect(popup.getByText('Offline.')).toHaveCount(0);
  await expect(key).toBeEditable();
  await expect(key).toHaveValue('acme_live_1');

  await context.setOffline(false);
  await key.fill('acme_live_2');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_2' } }]);
});
