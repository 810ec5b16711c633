import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('a policy file from Settings, put into its place, is in force in this browser', async ({
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  const section = settings.getByRole('region', { name: 'Settings for everybody' });
  await expect(section.getByText('To make a file, correct this above first: Client ID.')).toBeVisible();
  await settings.getByRole('textbox', { name: 'Client ID', exact: true }).fill(CLIENT_ID);
  await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill(JSON.stringify([ACME_CRM], null, 2));
  await settings.getByRole('textbox', { name: 'Receipt template' }).fill('Made: {id} “now”\nTicket: {ticket}');
  await section.getByRole('checkbox', { name: 'Delete and Undo' }).check();
  await section.getByRole('checkbox', { name: 'Sign-ins that outlast the browser' }).check();
  const isFirefox = extension.browserName === 'firefox';
  await section.getByRole('radio', { name: isFirefox ? 'Firefox' : 'Chrome on Linux' }).check();
  const policyFile = await section.getByRole('textbox', { name: 'Policy file' }).inputValue();
  await settings.close();

  await extension.restart(undefined, { policyFile });
  const config = async () => (await extension.readStorage('local')).config;
  await expect.poll(config).toMatchObject({
    ...{ clientId: CLIENT_ID, allowDelete: false, allowZapierPage: true, staySignedIn: false },
    apps: [{ title: ACME_CRM.title }],
    receiptTemplate: 'Made: {id} “now”\nTicket: {ticket}',
    locked: ['clientId', 'staySignedIn', 'receiptTemplate', 'apps', 'allowDelete'],
    unusable: [],
  });
  // Others share the browser.
  await extension.restart(undefined, { policyFile: undefined });
});

test('settings from a file are listed before they are filled in, and a file that is none changes nothing', async ({
  actions,
  openSettings,
}) => {
  await actions.configure({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const settings = await openSettings();
  const section = settings.getByRole('region', { name: 'Settings for everybody' });
  const chosen = section.getByLabel('Import settings…');
  const choose = (name: string, text: string) =>
    chosen.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const scopes = settings.getByRole('textbox', { name: 'Scopes' });
  const file = (values: object) =>
    JSON.stringify({ format: 'quick-connect-settings', version: 1, settings: { apps: '[]', ...values } });
  await settings.getByText('Advanced', { exact: true }).click();
  await scopes.fill('profile typed');

  await choose('big.json', ' '.repeat(4_000_001));
  await expect(section.getByRole('alert').filter({ hasText: 'big.json is larger than 4 MB.' })).toBeVisible();
  await choose('proto.json', file({ x: 1 }).replace('"x":1', '"__proto__":{"clientId":"a"}'));
  await expect(section.getByText('settings.__proto__: This name cannot be used.')).toBeVisible();
  await choose('wrong.json', file({ clientId: 5, requestsPerMinute: 'many' }));
  await expect(section.getByText('Client ID: This value cannot be used.')).toBeVisible();
  await expect(section.getByText('Requests per minute: Enter a whole number from 6 to 600.')).toBeVisible();
  await expect(section.getByText('Nothing was changed.')).toBeVisible();
  await expect(scopes).toHaveValue('profile typed');

  await choose('team.json', file({ scopes: 'profile zap', staySignedIn: true, clientSecret: 'no' }));
  const proposal = section.getByRole('status').filter({ hasText: 'team.json changes 3 settings.' });
  await expect(proposal.getByText('profile typed → profile zap')).toBeVisible();
  await expect(proposal.getByText('Removed: Acme CRM')).toBeVisible();
  await expect(proposal.getByText('Not a setting, so it is left out: clientSecret.')).toBeVisible();
  await expect(scopes).toHaveValue('profile typed');
  await proposal.getByRole('button', { name: 'Fill in' }).click();
  await expect(scopes).toHaveValue('profile zap');
  await expect(section.getByText('Filled in 3 settings.')).toBeVisible();
  await section.getByRole('button', { name: 'Undo' }).click();
  await expect(scopes).toHaveValue('profile typed');
  await expect(settings.getByText('Unsaved changes')).toBeVisible();
});
