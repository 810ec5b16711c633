import { BASIC, DIGEST, EVERYTHING } from './definitions';
import { expect, test } from './harness/test';

/** Id of an app in the stand-in's directory. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';
const FIELDWISE = { app: HUBSPOT, title: 'Fieldwise', authentication: EVERYTHING };

test('every field type is shown, validated and sent in its own shape', async ({ actions, zapier }) => {
  zapier.allowAllApps(true);
  const popup = await actions.openForm(FIELDWISE);
  const textbox = (name: string) => popup.getByRole('textbox', { name, exact: true });

  await expect(popup.getByText('<b>Not bold</b>')).toBeVisible();
  await expect(popup.getByRole('listitem')).toHaveText(['Open Settings', 'Choose API']);
  const link = popup.getByRole('link', { name: 'the guide' });
  await expect(link).toHaveAttribute('href', 'https://help.fieldwise.example/keys');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(link).toHaveAttribute('rel', 'noreferrer');
  await expect(popup.getByRole('link', { name: 'this' })).toHaveCount(0);
  await expect(popup.getByLabel('session_token')).toHaveCount(0);
  await expect(popup.getByText('.fieldwise.example', { exact: true })).toBeVisible();
  await expect(popup.getByRole('combobox', { name: 'Tier' }).getByRole('option')).toHaveText([
    'Choose…',
    'Two <i>',
    'One',
  ]);

  await textbox('Subdomain').fill('acme.evil/');
  await textbox('Limit').fill('12.5');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByText('Only letters, digits and hyphens, for example acme.')).toBeVisible();
  await expect(popup.getByText('Enter a whole number, for example 12.')).toBeVisible();
  await expect(popup.getByText('“API key” is required.')).toBeVisible();
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(0);

  await textbox('Subdomain').fill('https://Acme.fieldwise.example/login?next=1');
  await expect(textbox('Subdomain')).toHaveValue('Acme');
  await expect(popup.getByText('Took “Acme” from the address you pasted.')).toBeVisible();
  await textbox('Limit').fill('12');
  await expect(popup.getByText('Enter a whole number, for example 12.')).toBeHidden();
  await popup.getByLabel('API key').fill('k-1');
  await textbox('Certificate').fill('-----BEGIN-----\nabc');
  await popup.getByRole('combobox', { name: 'Plan' }).selectOption('paid');
  await popup.getByRole('combobox', { name: 'Tier' }).selectOption('One');
  await popup.getByRole('combobox', { name: 'Sandbox' }).selectOption('No');
  await textbox('Rate').fill('fast');
  await expect(popup.getByText('Enter a number, for example 12.5.')).toBeVisible();
  await textbox('Rate').fill(' 1.5 ');
  await popup.getByLabel('Since').fill('2026-11-24T09:30');
  await textbox('Scopes').fill('read\nwrite\n');
  await popup.getByRole('listbox', { name: 'Modules' }).selectOption(['crm', 'desk']);
  await textbox('Headers').fill('X-Team acme');
  await expect(popup.getByText('Write each line as a name, a colon and a value.')).toBeVisible();
  await textbox('Headers').fill('X-Team: acme');
  await popup.getByRole('group', { name: 'Proxy' }).getByRole('textbox', { name: 'Host' }).fill('proxy.example');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();

  expect(zapier.requestsTo('POST /v2/authentications').map(({ body }) => body)).toEqual([
    {
      data: {
        app: FIELDWISE.app,
        title: 'Maria Chen – Fieldwise',
        authentication_fields: {
          subdomain: 'acme',
          api_key: 'k-1',
          certificate: '-----BEGIN-----\nabc',
          region: 'eu',
          plan: 'paid',
          tier: 't1',
          sandbox: 'false',
          limit: '12',
          rate: '1.5',
          since: '2026-11-24T09:30',
          scopes: ['read', 'write'],
          modules: ['crm', 'desk'],
          headers: { 'X-Team': 'acme' },
          proxy: { host: 'proxy.example' },
        },
      },
    },
  ]);
});

for (const authentication of [BASIC, DIGEST])
  test(`${authentication.type} authentication asks for a username and a password`, async ({ actions, zapier }) => {
    zapier.allowAllApps(true);
    const popup = await actions.openForm({ app: FIELDWISE.app, title: 'Plainly', authentication });
    await popup.getByRole('textbox', { name: 'Username' }).fill('maria');
    await expect(popup.getByLabel('Password')).toHaveAttribute('type', 'password');
    await popup.getByLabel('Password').fill(' p ');
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
    expect(zapier.requestsTo('POST /v2/authentications')[0]?.body).toMatchObject({
      data: { authentication_fields: { username: 'maria', password: ' p ' } },
    });
  });

test('fields named like properties of forms or objects work like any other', async ({ actions, zapier }) => {
  zapier.allowAllApps(true);
  const keys = ['toString', 'valueOf', 'hasOwnProperty', 'title', 'elements', 'namedItem', 'requestSubmit'];
  const fields = keys.map((key) => ({ key, isNoSecret: true }));
  const authentication = { type: 'custom', fields };
  const popup = await actions.openForm({ app: FIELDWISE.app, title: 'Plainly', authentication });
  const field = (name: string) => popup.getByRole('textbox', { name, exact: true });
  await expect(field('toString')).toBeFocused();
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByText('“elements” is required.')).toBeVisible();
  await expect(field('toString')).toBeFocused();
  for (const key of keys) {
    await expect(field(key)).toBeFocused();
    await popup.keyboard.insertText(`of ${key}`);
    await popup.keyboard.press('Enter');
  }
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([
    { title: 'Maria Chen – Plainly', fields: Object.fromEntries(keys.map((key) => [key, `of ${key}`])) },
  ]);
});

test('a form of 500 fields with hostile labels shows them as text and stays usable', async ({ actions, zapier }) => {
  zapier.allowAllApps(true);
  const hostile = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **\u202e';
  const fields = Array.from({ length: 500 }, (_, index) => ({
    key: `field_${index}`,
    label: `${index} ${hostile}`,
    helpText: hostile,
    choices: index % 50 === 7 ? { [hostile]: hostile } : undefined,
    required: index === 0,
    isNoSecret: true,
  }));
  const popup = await actions.openForm({
    app: FIELDWISE.app,
    title: 'Ünïcode & <b>Söhne</b>',
    authentication: { type: 'custom', fields },
  });
  await popup.getByRole('textbox', { name: /^0 </ }).pressSequentially('value');
  await expect(popup.getByRole('textbox', { name: /^0 </ })).toHaveValue('value');
  await expect(popup.locator('main img')).toHaveCount(0);
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});
