import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { EVERYTHING } from './definitions';
import { expect, test } from './harness/test';

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in ${colorScheme} colours, every screen is accessible`, () => {
    async function look(page: Page, name: string) {
      const path = `test-results/screens/${name}-${colorScheme}.png`;
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path, animations: 'disabled' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ target }) => target).join(' ')}`),
      ).toEqual([]);
    }

    test('from not set up to a search without a hit', async ({ actions, openPopup }) => {
      const popup = await openPopup();
      await expect(popup.getByRole('button', { name: 'Open Settings' })).toBeFocused();
      await look(popup, '01-not-set-up');

      await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY, DESKWELL] });
      await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeFocused();
      await look(popup, '02-signed-out');

      await actions.signIn(popup);
      await expect(popup.getByRole('listbox')).toBeVisible();
      await expect(popup.getByText('Signed in as Maria Chen')).toBeVisible();
      await look(popup, '03-home-first');
      await popup.getByRole('button', { name: 'Dismiss' }).click();
      await expect(popup.getByText('Signed in as Maria Chen')).toBeHidden();
      await look(popup, '04-home');

      await popup.getByRole('button', { name: /^Account/ }).click();
      await expect(popup.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
      await look(popup, '05-account-menu');
      await popup.keyboard.press('Escape');

      await popup.getByRole('combobox', { name: 'Search apps' }).fill('des');
      await expect(popup.getByRole('option').nth(1)).toBeVisible();
      await look(popup, '06-results');
      await popup.getByRole('combobox', { name: 'Search apps' }).fill('xyzzy');
      await expect(popup.getByText('No app called "xyzzy".')).toBeVisible();
      await look(popup, '07-no-hit');
    });

    test('the form, from its first empty field to connected', async ({ actions, openPopup, zapier }) => {
      await actions.seedSettings({ clientId: CLIENT_ID, apps: [DESKWELL] });
      const popup = await openPopup();
      await actions.signIn(popup);
      await popup.getByRole('option', { name: /^Deskwell/ }).click();
      await expect(popup.getByRole('textbox', { name: 'Subdomain' })).toBeFocused();
      await look(popup, '08-form');
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('Enter the Subdomain.')).toBeVisible();
      await look(popup, '09-form-required');

      await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
      await popup.getByRole('textbox', { name: 'API key' }).fill('invalid-key');
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByRole('alert').filter({ hasText: 'is invalid' })).toBeVisible();
      await look(popup, '10-field-refused');

      await popup.getByRole('textbox', { name: 'API key' }).fill('deskwell-key-1');
      zapier.nextAnswers('POST /v2/authentications', answers.serverError());
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('A server error occurred.')).toBeVisible();
      await look(popup, '11-server-error');

      const hold = zapier.hold('POST /v2/authentications');
      await popup.getByRole('button', { name: 'Connect' }).click();
      await hold.arrived;
      await expect(popup.getByText('Connecting Maria Chen – Deskwell…')).toBeVisible();
      await look(popup, '12-connecting');
      hold.release();
      await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
      await look(popup, '13-connected');
    });

    test('free fields, a key in the search, and what can go wrong', async ({ actions, openPopup, zapier }) => {
      await actions.seedSettings({ clientId: CLIENT_ID });
      const popup = await openPopup();
      // On a connection that is used again, the browser itself would send a dropped POST once more.
      zapier.keepAlive(false);
      zapier.nextAuthorization({ error: 'access_denied', errorDescription: 'The request was denied.' });
      await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
      await expect(popup.getByText('Zapier said no: The request was denied.')).toBeVisible();
      await look(popup, '20-sign-in-refused');

      await actions.signIn(popup);
      const search = popup.getByRole('combobox', { name: 'Search apps' });
      await expect(search).toBeFocused();
      await look(popup, '21-home-without-definitions');
      const settings = await actions.openSettings();
      await settings.getByRole('textbox', { name: 'Client ID' }).fill('pat-eu1-0123456789abcdef0123456789abcdef');
      await settings.getByRole('textbox', { name: 'Client ID' }).press('ControlOrMeta+A');
      await settings.getByRole('textbox', { name: 'Client ID' }).press('ControlOrMeta+C');
      await popup.bringToFront();
      await search.press('ControlOrMeta+V');
      await expect(popup.getByText('That looked like a key')).toBeVisible();
      await search.fill('hubspot');
      await expect(popup.getByRole('option', { name: /^HubSpot/ }).first()).toBeVisible();
      await look(popup, '22-key-in-search');
      await popup
        .getByRole('option', { name: /^HubSpot/ })
        .first()
        .click();
      await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
      await look(popup, '23-free-fields');
      await popup.getByRole('textbox', { name: 'Field name' }).fill('access_token');
      await popup.getByRole('button', { name: 'Use it for Field value' }).click();
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('Nothing was created.')).toBeVisible();
      await look(popup, '24-refused');

      zapier.nextAnswers('POST /v2/authentications', answers.dropConnection('before'));
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('Not sure.')).toBeVisible();
      await look(popup, '25-answer-lost');

      zapier.expireAccessTokens();
      zapier.revokeRefreshTokens();
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('Zapier ended this sign-in.')).toBeVisible();
      await look(popup, '26-sign-in-ended');
    });

    test('every kind of field, and an import', async ({ actions, openSettings, zapier }) => {
      zapier.allowAllApps(true);
      const popup = await actions.openForm({
        app: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa',
        title: 'Fieldwise',
        authentication: EVERYTHING,
      });
      await popup.setViewportSize({ width: 380, height: 2400 });
      await look(popup, '40-every-field');
      await popup.getByRole('textbox', { name: 'Subdomain' }).fill('https://acme.fieldwise.example/login');
      await popup.getByRole('textbox', { name: 'Rate' }).fill('fast');
      await popup.getByRole('textbox', { name: 'Headers' }).fill('X-Team');
      await popup.getByRole('button', { name: 'Connect' }).click();
      await expect(popup.getByText('Enter a number')).toBeVisible();
      await look(popup, '41-every-field-checked');

      const settings = await openSettings();
      const group = settings.getByRole('group', { name: 'Import an app definition' });
      await group.getByRole('textbox', { name: 'App ID' }).fill('acme');
      await group.getByRole('textbox', { name: 'Definition' }).fill('{"type":"custom","fields":[{"label":"A"}]}');
      await group.getByRole('button', { name: 'Add to Apps' }).click();
      await expect(group.getByText('fields[0].key: This is missing.')).toBeVisible();
      await settings.setViewportSize({ width: 900, height: 2600 });
      await look(settings, '42-import-refused');
      await group.getByRole('textbox', { name: 'App ID' }).fill('c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11');
      await group.getByRole('textbox', { name: 'App title' }).fill('Fieldwise');
      await group.getByRole('textbox', { name: 'Definition' }).fill(JSON.stringify(EVERYTHING));
      await group.getByRole('button', { name: 'Add to Apps' }).click();
      await expect(group.getByText('Added Fieldwise')).toBeVisible();
      await look(settings, '43-imported');
    });

    test('the wrong account, and the same one again', async ({ actions, openPopup, zapier }) => {
      await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
      const popup = await openPopup();
      zapier.session.signIn(BEN);
      zapier.session.consent = 'allow';
      await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill('acme.example');
      await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
      await expect(popup.getByText('This is not the customer you named.')).toBeVisible();
      await look(popup, '30-wrong-account');

      await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
      await popup.getByRole('button', { name: /^Account/ }).click();
      await popup.getByRole('menuitem', { name: 'Sign out' }).click();
      await actions.signIn(popup, BEN);
      await expect(popup.getByText('Still ben@globex.example')).toBeVisible();
      await look(popup, '31-same-account-again');
    });
  });
