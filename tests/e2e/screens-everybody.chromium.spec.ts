import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

test('Settings for everybody is accessible in light and dark colours', async ({ openSettings }) => {
  const settings = await openSettings();
  const section = settings.getByRole('region', { name: 'Settings for everybody' });
  await section.scrollIntoViewIfNeeded();
  await look(settings, '99-settings-everybody-1');
  await settings.getByRole('textbox', { name: 'Client ID', exact: true }).fill(CLIENT_ID);
  await settings.getByRole('radio', { name: 'Secret from policy' }).check();
  await section.getByRole('radio', { name: 'Chrome on Windows' }).check();
  await section.getByRole('button', { name: 'Save as quick-connect.reg' }).scrollIntoViewIfNeeded();
  await look(settings, '99-settings-everybody-2');
  const values = { scopes: 'profile zap', nameTemplate: '{customer}', apps: JSON.stringify([ACME_CRM]), note: '' };
  await section.getByLabel('Import settings…').setInputFiles({
    name: 'team.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ format: 'quick-connect-settings', version: 1, settings: values })),
  });
  await expect(section.getByText('team.json changes 3 settings.')).toBeVisible();
  await section.getByRole('button', { name: 'Fill in' }).scrollIntoViewIfNeeded();
  await look(settings, '99-settings-everybody-3');
});
