import type { Page } from '@playwright/test';
import { BEN, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

async function openTypeform(popup: Page) {
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('typeform');
  await popup.getByRole('option', { name: /^Typeform/ }).click();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
}

test('field names that worked are offered for every customer until they are forgotten', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.allowAllApps(true);
  const popup = await openPopup();
  await actions.signIn(popup);
  await openTypeform(popup);
  await popup.getByRole('textbox', { name: 'Field name' }).fill('api_token');
  await popup.getByRole('textbox', { name: 'Field value' }).fill('tf-secret-1');
  await popup.getByRole('button', { name: 'Add field' }).click();
  await popup.keyboard.type('workspace');
  await popup.keyboard.press('Enter');
  await popup.keyboard.type('acme');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(JSON.stringify(await extension.readStorage('local'))).not.toContain('tf-secret-1');

  await popup.getByRole('button', { name: 'Same app again' }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' }).first()).toHaveValue('api_token');
  await popup.getByRole('button', { name: 'Back' }).click();
  await expect(popup.getByRole('group', { name: 'Unfinished' })).toHaveCount(0);

  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await actions.signIn(popup, BEN);
  await openTypeform(popup);
  const second = popup.getByRole('group', { name: 'Field 2' });
  await expect(second.getByRole('textbox', { name: 'Field name' })).toHaveValue('workspace');
  const values = popup.getByRole('textbox', { name: 'Field value' });
  await expect(values.first()).toBeFocused();
  await expect(values.first()).toHaveValue('');
  await popup.keyboard.type('tf-secret-2');
  await popup.keyboard.press('Enter');
  await popup.keyboard.type('globex');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections.map(({ fields }) => fields)).toEqual([
    { api_token: 'tf-secret-1', workspace: 'acme' },
    { api_token: 'tf-secret-2', workspace: 'globex' },
  ]);

  await popup.getByRole('button', { name: 'Same app again' }).click();
  await popup.getByRole('button', { name: 'Forget these fields' }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('');
  await expect.poll(async () => (await extension.readStorage('local')).fieldNames).toEqual([]);
});
