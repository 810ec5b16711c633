import type { Page } from '@playwright/test';
import { CLIENT_ID, DESKWELL } from '../zapier/zapier';
import { BASIC, EVERYTHING } from './definitions';
import { expect, test } from './harness/test';

const APP = 'c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11';
const OTHER_APP = 'c0ffee00-2f1e-4f0a-8d5f-6a3c5e7f9b22';

const importGroup = (settings: Page) => settings.getByRole('group', { name: 'Import an app definition' });

async function paste(
  settings: Page,
  { app = APP, title = 'Fieldwise', text }: { app?: string; title?: string; text: string },
) {
  const group = importGroup(settings);
  await group.getByRole('textbox', { name: 'App ID' }).fill(app);
  await group.getByRole('textbox', { name: 'App title' }).fill(title);
  await group.getByRole('textbox', { name: 'Definition' }).fill(text);
  await group.getByRole('button', { name: 'Add to Apps' }).click();
}

test('a pasted definition is added to Apps without its code, and Undo removes it', async ({ openSettings }) => {
  const settings = await openSettings();
  const apps = settings.getByRole('textbox', { name: 'Apps', exact: true });
  await paste(settings, { text: JSON.stringify(EVERYTHING) });

  const status = importGroup(settings).getByRole('status');
  await expect(status).toContainText('Added Fieldwise with 16 fields. Save to keep it.');
  await expect(status).toContainText('Code is never run here, so it was left out: test, sessionConfig.perform');
  await expect(apps).toHaveValue(/"key": "subdomain"/);
  await expect(apps).not.toHaveValue(/z\.request|session\.js/);

  await status.getByRole('button', { name: 'Undo' }).click();
  await expect(apps).toHaveValue('');
  await expect(importGroup(settings).getByRole('button', { name: 'Add to Apps' })).toBeFocused();
  await settings.keyboard.press('Enter');
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect(status.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('an imported and saved definition becomes a form that connects', async ({
  actions,
  openPopup,
  openSettings,
  zapier,
}) => {
  const settings = await openSettings();
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  const { app, title, authentication } = DESKWELL;
  await paste(settings, { app, title, text: JSON.stringify({ ...authentication, test: { source: 'return 1' } }) });
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await settings.close();

  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('deskw');
  await popup.getByRole('option', { name: /^Deskwell/ }).click();
  await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
  await popup.getByRole('textbox', { name: 'API key' }).fill('dw-0123456789abcdef');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([
    { app, fields: { subdomain: 'acme', api_key: 'dw-0123456789abcdef', region: 'eu' } },
  ]);
});

test('an invalid definition is refused with the place of its error and leaves Apps unchanged', async ({
  openSettings,
}) => {
  const settings = await openSettings();
  const errors = importGroup(settings).getByRole('alert').filter({ hasText: /./ });
  const cases: [text: string, words: string][] = [
    ['{"type":"custom","fields":[{"label":"A"}]}', 'fields[0].key: This is missing.'],
    ['{"type":"custom","fields":[{"key":"api_key","isNoSecret":true}]}', 'fields[0].isNoSecret: Zapier treats a field'],
    ['{"type":"custom","type":"basic"}', 'type: This occurs twice.'],
    ['{"type":"custom","__proto__":{"x":1}}', '__proto__: This name cannot be used.'],
    ['{"version":"1.0.0","authentication":{"type":"none"}}', 'authentication.type: This value is not known.'],
    ['module.exports = {}', 'This is not valid JSON.'],
    ['{"hello":1}', 'There is no authentication in this.'],
  ];
  for (const [text, words] of cases) {
    await paste(settings, { text });
    await expect(errors).toContainText(words);
  }
  await expect(settings.getByRole('textbox', { name: 'Apps', exact: true })).toHaveValue('');
});

test('an import ignores every part of an app but its authentication, faults in it too', async ({ openSettings }) => {
  const settings = await openSettings();
  const app = { authentication: BASIC, triggers: { deal: { key: 'deal' } }, creates: 'none', anything: [] };
  await paste(settings, { text: JSON.stringify(app) });
  await expect(importGroup(settings).getByRole('status')).toContainText('Added Fieldwise');
});

test('a definition file of 5 MB is refused for its size, and a valid one is read', async ({ openSettings }) => {
  const settings = await openSettings();
  const group = importGroup(settings);
  const file = group.getByLabel('Choose a file…');
  const mimeType = 'application/json';
  await file.setInputFiles({ name: 'huge.json', mimeType, buffer: Buffer.alloc(5_000_000, ' ') });
  await expect(group.getByRole('alert').filter({ hasText: /./ })).toHaveText(
    'huge.json is larger than 1 MB. Paste only its authentication object.',
  );

  const whole = { version: '1.0.0', platformVersion: '19.0.0', authentication: BASIC, triggers: {} };
  await file.setInputFiles({ name: 'app.json', mimeType, buffer: Buffer.from(JSON.stringify(whole)) });
  await expect(group.getByRole('textbox', { name: 'Definition' })).toHaveValue(/"type":"basic"/);
  await group.getByRole('textbox', { name: 'App ID' }).fill(OTHER_APP);
  await group.getByRole('textbox', { name: 'App title' }).fill('Plainly');
  await group.getByRole('button', { name: 'Add to Apps' }).click();
  await expect(group.getByRole('status')).toContainText('Added Plainly');
});
