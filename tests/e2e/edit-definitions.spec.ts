import type { Page } from '@playwright/test';
import type { Config } from '../../lib/shared/config';
import { ACME_CRM, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const appsText = (settings: Page) => settings.getByRole('textbox', { name: 'Apps', exact: true });
const written = async (settings: Page) => JSON.parse((await appsText(settings).inputValue()) || '[]');
const titles = async (settings: Page) => (await written(settings)).map(({ title }: { title: string }) => title);

/** What is said of the list of definitions. */
const note = (settings: Page, words: string) => settings.getByRole('status').filter({ hasText: words });

test('an app without any JSON at hand gets a form in the editor, and an agent connects with it', async ({
  actions,
  openPopup,
  openSettings,
  zapier,
}) => {
  const settings = await openSettings();
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  await settings.getByRole('button', { name: 'Add an app' }).click();
  const editor = settings.getByRole('group', { name: 'New app' });
  await expect(editor.getByRole('textbox', { name: 'App title' })).toBeFocused();
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(editor.getByRole('textbox', { name: 'App ID' })).toHaveAccessibleDescription(/not a Zapier app id/);
  await expect(editor.getByRole('textbox', { name: 'Key' })).toHaveAccessibleDescription('This is empty.');
  await expect(editor.getByRole('textbox', { name: 'App title' })).toBeFocused();
  await expect(settings.getByText('Needs another look', { exact: true })).toBeVisible();

  await settings.keyboard.type(SHIPDAY.title);
  const form = settings.getByRole('group', { name: SHIPDAY.title, exact: true });
  await form.getByRole('textbox', { name: 'App ID' }).fill(SHIPDAY.app);
  const first = form.getByRole('group', { name: 'Field 1' });
  await first.getByRole('textbox', { name: 'Label' }).fill('Username');
  await first.getByRole('textbox', { name: 'Key' }).fill('username');
  await first.getByRole('textbox', { name: 'Example' }).fill('maria');
  await first.getByRole('checkbox', { name: 'Secret' }).uncheck();
  await form.getByRole('button', { name: 'Add a field to Shipday' }).click();
  const second = form.getByRole('group', { name: 'Field 2' });
  await expect(second.getByRole('textbox', { name: 'Label' })).toBeFocused();
  await settings.keyboard.type('Password');
  await second.getByRole('textbox', { name: 'Key' }).fill('password');
  await second.getByRole('textbox', { name: 'Help' }).fill('1. Open *Settings*\n2. Choose **API**');
  await second.getByRole('checkbox', { name: 'Secret' }).uncheck();
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(second.getByRole('checkbox', { name: 'Secret' })).toHaveAccessibleDescription(
    /^Zapier treats a field with such a key as a secret/,
  );
  await second.getByRole('combobox', { name: 'Kind' }).selectOption('Password');
  await expect(second.getByRole('checkbox', { name: 'Secret' })).toBeDisabled();
  await second.getByRole('combobox', { name: 'Kind' }).selectOption('One line');
  await second.getByRole('checkbox', { name: 'Secret' }).check();
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(note(settings, 'Saved')).toBeVisible();
  expect(await written(settings)).toEqual([
    {
      app: SHIPDAY.app,
      title: SHIPDAY.title,
      authentication: {
        type: 'custom',
        fields: [
          { key: 'username', label: 'Username', placeholder: 'maria', isNoSecret: true },
          { key: 'password', label: 'Password', helpText: '1. Open *Settings*\n2. Choose **API**' },
        ],
      },
    },
  ]);
  await settings.close();

  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Shipday/ }).click();
  await popup.getByRole('textbox', { name: 'Username' }).fill('maria');
  await popup.getByRole('textbox', { name: 'Password' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([
    { app: SHIPDAY.app, fields: { username: 'maria', password: 'acme_live_1' } },
  ]);
});

test('definitions are edited, ordered and removed with the keyboard, and Undo brings back what was removed', async ({
  actions,
  extension,
  openSettings,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, DESKWELL] });
  const settings = await openSettings();
  await settings.getByRole('button', { name: 'Move Deskwell up' }).press('Enter');
  expect(await titles(settings)).toEqual(['Deskwell', 'Acme CRM']);
  await expect(settings.getByRole('button', { name: 'Move Deskwell up' })).toBeFocused();
  await expect(note(settings, 'Deskwell is now 1 of 2.')).toBeVisible();
  await settings.keyboard.press('Enter');
  expect(await titles(settings)).toEqual(['Deskwell', 'Acme CRM']);

  await settings.getByRole('button', { name: 'Remove Acme CRM' }).press('Enter');
  expect(await titles(settings)).toEqual(['Deskwell']);
  await expect(note(settings, 'Removed Acme CRM.')).toBeVisible();
  await expect(note(settings, 'Removed Acme CRM.').getByRole('button', { name: 'Undo' })).toBeFocused();
  await settings.keyboard.press('Enter');
  await expect(note(settings, 'Acme CRM is back.')).toBeVisible();
  expect(await titles(settings)).toEqual(['Deskwell', 'Acme CRM']);

  await settings.getByRole('button', { name: 'Edit Deskwell' }).press('Enter');
  const form = settings.getByRole('group', { name: 'Deskwell', exact: true });
  await form.getByRole('button', { name: 'Move Subdomain down' }).press('Enter');
  await expect(form.getByRole('group', { name: 'Field 2' }).getByRole('textbox', { name: 'Label' })).toHaveValue(
    'Subdomain',
  );
  await form.getByRole('button', { name: 'Remove Subdomain' }).press('Enter');
  await note(settings, 'Removed Subdomain.').getByRole('button', { name: 'Undo' }).press('Enter');
  await form.getByRole('textbox', { name: 'App title' }).fill('Helpdesk');
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(note(settings, 'Saved')).toBeVisible();
  const { config } = (await extension.readStorage('local')) as { config: Pick<Config, 'apps'> };
  expect(config.apps.map(({ title }) => title)).toEqual(['Helpdesk', 'Acme CRM']);
  const keys = config.apps[0]?.authentication.fields.map(({ key }) => key);
  expect(keys).toEqual(['api_key', 'subdomain', 'region', 'timeout', 'sandbox', 'session_token']);
});

test('a text that the editor could harm is left alone, and can be corrected where it stands', async ({
  openSettings,
}) => {
  const settings = await openSettings();
  const add = settings.getByRole('button', { name: 'Add an app' });
  const place = () => appsText(settings).evaluate((box) => box.getBoundingClientRect().top + window.scrollY);
  const before = await place();
  for (const text of ['[{"title": "No id"}', '[{"app":"a","app":"b"}]', '[{"__proto__":{}}]', '[["a"]]']) {
    await appsText(settings).fill(text);
    await expect(note(settings, 'Apps below is no list of definitions now, or holds a name twice.')).toBeVisible();
    await add.focus();
    await expect(add).not.toBeFocused();
  }
  // Nothing moves under the hand that writes.
  expect(await place()).toBe(before);
  await appsText(settings).fill(JSON.stringify([ACME_CRM]));
  await expect(settings.getByRole('button', { name: 'Edit Acme CRM' })).toBeVisible();
});
