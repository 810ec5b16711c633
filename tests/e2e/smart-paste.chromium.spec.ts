import type { Page } from '@playwright/test';
import type { AppDefinition } from '../../lib/shared/definitions/definition';
import { CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'dw-0123456789abcdef';

const WITH_KEY_FILE: AppDefinition = {
  app: SHIPDAY.app,
  title: 'Filebox',
  authentication: {
    type: 'custom',
    fields: [
      { key: 'private_key', label: 'Private key', type: 'text' },
      { key: 'version', label: 'Version', isNoSecret: true },
      { key: 'comment', label: 'Comment', isNoSecret: true },
    ],
  },
};

const offerIn = (popup: Page) => popup.getByRole('dialog', { name: /fields? found in what you pasted/ });
const field = (popup: Page, name: string) => popup.getByRole('textbox', { name, exact: true });

test('a pasted .env file fills the form after Enter, and one Undo reverts it', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(DESKWELL);
  await field(popup, 'Time-out in seconds').fill('5');
  const env = `# Deskwell\nDESKWELL_SUBDOMAIN=https://acme.deskwell.example/\nDESKWELL_API_KEY="${KEY}"\nTIMEOUT=30\nLOG_LEVEL=debug`;
  await actions.paste(field(popup, 'Subdomain'), env);

  const offer = offerIn(popup);
  await expect(offer).toHaveAccessibleName('3 fields found in what you pasted');
  await expect(offer).toContainText('LOG_LEVEL');
  await expect(offer).not.toContainText('debug');
  await expect(offer).not.toContainText(KEY.slice(-4));
  await expect(offer).toContainText(`${KEY.length} characters`);
  await expect(offer).toContainText('replaces what is there');
  await expect(field(popup, 'API key')).toHaveValue('');
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain(KEY);
  await expect(popup.getByRole('button', { name: 'Fill 3 fields' })).toBeFocused();

  await popup.keyboard.press('Enter');
  await expect(offer).toBeHidden();
  await expect(popup.getByRole('status').filter({ hasText: 'Filled 3 fields.' })).toHaveCount(1);
  await expect(field(popup, 'Subdomain')).toHaveValue('acme');
  await expect(field(popup, 'API key')).toHaveValue(KEY);
  await expect(field(popup, 'Time-out in seconds')).toHaveValue('30');

  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(field(popup, 'Subdomain')).toHaveValue('');
  await expect(field(popup, 'Subdomain')).toBeFocused();
  await expect(field(popup, 'API key')).toHaveValue('');
  await expect(field(popup, 'Time-out in seconds')).toHaveValue('5');

  await popup.keyboard.press('ControlOrMeta+V');
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Subdomain')).toBeFocused();
  await popup.keyboard.press('ControlOrMeta+Z');
  await expect(field(popup, 'API key')).toHaveValue('');

  await popup.keyboard.press('ControlOrMeta+V');
  await expect(popup.getByRole('button', { name: 'Fill 3 fields' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Subdomain')).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { subdomain: 'acme', api_key: KEY, timeout: '30' } }]);
});

test('invisible characters are removed from pasted names and values', async ({ actions, zapier }) => {
  const popup = await actions.openForm(DESKWELL);
  await actions.paste(field(popup, 'API key'), `\ufeffSubdomain: ac\u00adme\u200b\nAPI key:\u00a0\u200b${KEY}\u2060\n`);
  await expect(offerIn(popup)).toHaveAccessibleName('2 fields found in what you pasted');
  await expect(offerIn(popup)).toContainText('invisible characters');
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Subdomain')).toHaveValue('acme');
  await expect(field(popup, 'API key')).toHaveValue(KEY);
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { subdomain: 'acme', api_key: KEY } }]);
});

test('a pasted curl command fills fields from its address and its Authorization header', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  await actions.paste(
    field(popup, 'API key'),
    `curl 'https://acme.deskwell.example/api/v2/tickets' \\\n  -H 'Accept: application/json' \\\n  -H 'Authorization: Bearer ${KEY}'`,
  );
  await expect(offerIn(popup)).toContainText('taken from an address');
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Subdomain')).toHaveValue('acme');
  await expect(field(popup, 'API key')).toHaveValue(KEY);
});

test('credentials pasted from an e-mail fill their fields, and the next empty one gets the focus', async ({
  actions,
}) => {
  const popup = await actions.openForm({
    ...SHIPDAY,
    authentication: { type: 'custom', fields: [...SHIPDAY.authentication.fields, { key: 'depot', label: 'Depot' }] },
  });
  await actions.paste(
    field(popup, 'Username'),
    'Hi,\n> here you are:\n> Login – maria\n> Password:\n> Horse, battery.\n',
  );
  await expect(offerIn(popup)).not.toContainText('Horse');
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Username')).toHaveValue('maria');
  await expect(field(popup, 'Password')).toHaveValue('Horse, battery.');
  await expect(field(popup, 'Depot')).toBeFocused();
});

test('Escape declines the offer and pastes the text as the browser would', async ({ actions }) => {
  const popup = await actions.openForm(SHIPDAY);
  await field(popup, 'Connection name').fill('');
  await actions.paste(field(popup, 'Connection name'), 'user: maria\npassword: Horse');
  // The connection's name is no credential, so the browser itself pasted there.
  const asTheBrowserDoes = await field(popup, 'Connection name').inputValue();
  expect(asTheBrowserDoes).toMatch(/^user: maria ?password: Horse$/);

  const username = field(popup, 'Username');
  await username.fill('[]');
  await username.press('ArrowLeft');
  await username.press('ControlOrMeta+V');
  await expect(popup.getByRole('button', { name: 'Fill 2 fields' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(offerIn(popup)).toBeHidden();
  await expect(username).toBeFocused();
  await expect(username).toHaveValue(`[${asTheBrowserDoes}]`);
  await expect(field(popup, 'Password')).toHaveValue('');

  await username.press('ControlOrMeta+V');
  await popup.getByRole('button', { name: 'Paste as it is' }).click();
  await expect(username).toHaveValue(`[${asTheBrowserDoes}${asTheBrowserDoes}]`);
});

test('a private key pasted into a multi-line field is inserted without an offer', async ({ actions }) => {
  const popup = await actions.openForm(WITH_KEY_FILE);
  const file = '-----BEGIN PRIVATE KEY-----\nVersion: 1\nComment: me\n\nMIIE\n-----END PRIVATE KEY-----';
  await actions.paste(field(popup, 'Private key'), file);
  await expect(field(popup, 'Private key')).toHaveValue(file);
  await expect(offerIn(popup)).toHaveCount(0);
  await actions.paste(field(popup, 'Version'), 'version: 1\ncomment: me');
  await expect(offerIn(popup)).toBeVisible();
});

test('a single pasted value is cleaned, with a note of what was removed', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  const key = field(popup, 'API key');
  await actions.paste(key, ` "${KEY}" `);
  await expect(key).toHaveValue(KEY);
  await expect(key).toHaveAccessibleDescription(/^Without the spaces and quotes around it\./);
  await expect(popup.getByRole('status').filter({ hasText: 'Without the spaces and quotes' })).toHaveCount(1);
  await key.press('ControlOrMeta+Z');
  await expect(key).toHaveValue('');
  await expect(key).not.toHaveAccessibleDescription(/Without/);
  await actions.paste(key, `\u200b${KEY}\u200e`);
  await expect(key).toHaveValue(KEY);
  await expect(key).toHaveAccessibleDescription(/^Without the invisible characters around it\./);
  await actions.paste(key, `API key: ${KEY}`);
  await expect(key).toHaveValue(KEY + KEY);
  await popup.getByRole('button', { name: 'Paste as it is' }).click();
  await expect(key).toHaveValue(`API key: ${KEY}`);
  await expect(key).toBeFocused();
});

test('pasted names and values become rows of free fields', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.allowAllApps(true);
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('typeform');
  await popup.getByRole('option', { name: /^Typeform/ }).click();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await actions.paste(field(popup, 'Field value'), `{"api_token": "${KEY}", "workspace": "acme"}`);
  await expect(offerIn(popup)).toHaveAccessibleName('2 fields found in what you pasted');
  await popup.keyboard.press('Enter');
  await expect(field(popup, 'Field value')).toHaveCount(2);
  await expect(field(popup, 'Field name').last()).toHaveValue('workspace');
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_token: KEY, workspace: 'acme' } }]);
});
