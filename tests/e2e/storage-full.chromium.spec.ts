// Only for Chromium: in Firefox, storage.local is limited only by the disk, which no test may fill.
import { ACME_CRM } from '../zapier/zapier';
import { fillUp } from './fill-up';
import { expect, test } from './harness/test';

test('with a full disk nothing is sent, and Settings lists what could not be kept', async ({
  actions,
  extension,
  openSettings,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const giveBack = await fillUp(extension, 'local');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'no room left' });
  await expect(alert).toContainText('so nothing was sent. Free up some disk space.');
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  const settings = await openSettings();
  const diagnostics = settings.getByRole('region', { name: 'Diagnostics' });
  await expect(diagnostics).toContainText('Connections under way: could not be kept');
  await settings.getByRole('textbox', { name: 'Name template' }).fill(`{app} ${'x'.repeat(200)}`);
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('alert').filter({ hasText: 'Not saved.' })).toContainText('Diagnostics on this page');
  await expect(diagnostics).toContainText('Settings: could not be kept');

  await giveBack();
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});
