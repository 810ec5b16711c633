import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { choose, connectOnZapier, opened, openSignedIn } from './zapiers-page';

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test("an app that needs no connection says so instead of opening Zapier's page", async ({ zapier }) => {
  await choose(popup, 'Weather Oracle');
  await connectOnZapier(popup).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Weather Oracle needs no connection.' })).toBeVisible();
  expect(opened(zapier)).toEqual([]);
  await popup.getByRole('button', { name: 'Choose another app' }).click();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('a connect link to another host is shown as text and never opened', async ({ extension, zapier }) => {
  const link = 'https://zapier.com.example/engine/auth/start/HubSpotCLIAPI@1.7.1';
  zapier.connectLink('HubSpot', link);
  const pages = extension.context.pages().length;
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'not an https page on zapier.com' })).toContainText(link);
  expect(extension.context.pages()).toHaveLength(pages);
  expect(zapier.strangers).toEqual([]);
});

test("a 403 offers Zapier's page, which comes first the next time the app is opened", async ({
  actions,
  extension,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.nextAnswers('POST /v2/authentications', answers.forbidden('Only for your own app.'));
  await choose(popup, ACME_CRM.title);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'Only for your own app.' });
  await expect(alert).toContainText('Nothing was created.');
  await expect(alert).toContainText('Zapier takes this app only on its own page.');
  await expect(connectOnZapier(popup)).toBeFocused();
  await expect.poll(async () => (await extension.readStorage('local')).refusedApps).toEqual([ACME_CRM.app]);

  await popup.getByRole('button', { name: 'Clear' }).click();
  await popup.getByRole('button', { name: 'Back' }).click();
  await choose(popup, ACME_CRM.title);
  await expect(connectOnZapier(popup)).toBeFocused();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
});

test("a 403 that points at a field still offers Zapier's page", async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const refusal = answers.refused(403, 'Only for your own app.', '/data/authentication_fields/api_key');
  zapier.nextAnswers('POST /v2/authentications', refusal);
  await choose(popup, ACME_CRM.title);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveAccessibleDescription(/Only for your own app\./);
  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier takes this app only on its own page.' });
  await expect(alert).toContainText('Nothing was created.');
  await expect(connectOnZapier(popup)).toBeFocused();
});
