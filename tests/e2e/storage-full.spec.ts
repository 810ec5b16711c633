import { ACME_CRM } from '../zapier/zapier';
import { fillUp } from './fill-up';
import { expect, test } from './harness/test';

test('with full session storage the form warns and sends nothing until there is room again', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  const alert = popup.getByRole('alert').filter({ hasText: 'What you type here cannot be kept.' });
  await expect(alert).toHaveCount(0);
  const promise = popup.getByText('Kept hidden for');
  await expect(promise).toBeVisible();

  const giveBack = await fillUp(extension, 'session');
  await key.fill(`acme_live_${'1'.repeat(500)}`);
  await expect(alert).toContainText('it is lost when this window closes');
  await expect(promise).toHaveCount(0);
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'no room left' }).last()).toContainText('nothing was sent');
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);
  await expect(alert).toBeVisible();

  await giveBack();
  await key.fill('acme_live_12');
  await expect(alert).toHaveCount(0);
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});
