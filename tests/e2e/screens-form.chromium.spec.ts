import { answers, CLIENT_ID, DESKWELL, SHIPDAY } from '../zapier/zapier';
import { BASIC, DIGEST, EVERYTHING, OAUTH2 } from './definitions';
import { letHalfAMinutePass } from './faults/fault';
import { look } from './harness/look';
import { expect, test } from './harness/test';

/** Id of HubSpot in the stand-in's directory. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of the forms', () => {
  test('a form is accessible from its first empty field to the receipt in light and dark colours', async ({
    actions,
    zapier,
  }) => {
    const popup = await actions.openForm(DESKWELL);
    await expect(popup.getByRole('textbox', { name: 'Subdomain' })).toBeFocused();
    await look(popup, '08-form');
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByText('“Subdomain” is required.')).toBeVisible();
    await look(popup, '09-form-required');

    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
    await popup.getByRole('textbox', { name: 'API key' }).fill('invalid-key');
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByRole('alert').filter({ hasText: 'is invalid' })).toBeVisible();
    await look(popup, '10-field-refused');

    await popup.getByRole('textbox', { name: 'API key' }).fill('deskwell-key-1');
    zapier.nextAnswers('POST /v2/authentications', answers.serverError());
    await popup.getByRole('button', { name: 'Connect' }).click();
    await popup.getByText('Details').click();
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

  test('free fields, a key in the search and failures are accessible in light and dark colours', async ({
    actions,
    extension,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    // On a reused connection, the browser itself would repeat a dropped POST.
    zapier.keepAlive(false);
    zapier.nextAuthorization({ error: 'access_denied', errorDescription: 'The request was denied.' });
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await expect(popup.getByText('The request was denied.')).toBeVisible();
    await look(popup, '20-sign-in-refused');

    await actions.signIn(popup);
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    await expect(search).toBeFocused();
    await look(popup, '21-home-without-definitions');
    await actions.pasteKeyIntoSearch(popup, 'pat-eu1-0123456789abcdef0123456789abcdef');
    await search.fill('hubspot');
    await expect(popup.getByRole('option', { name: /^HubSpot/ }).first()).toBeVisible();
    await look(popup, '22-key-in-search');
    await popup
      .getByRole('option', { name: /^HubSpot/ })
      .first()
      .click();
    await popup.getByRole('button', { name: 'Enter credentials' }).click();
    await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
    await look(popup, '23-free-fields');
    await popup.getByRole('textbox', { name: 'Field name' }).fill('access_token');
    await popup.getByRole('button', { name: 'Use it for Field value' }).click();
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('Nothing was created.')).toBeVisible();
    await look(popup, '24-refused');

    zapier.nextAnswers('POST /v2/authentications', answers.dropConnection('before'));
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('Not sure.')).toBeVisible();
    await look(popup, '25-answer-lost');

    await letHalfAMinutePass(extension);
    await expect(popup.getByText('Not connected.')).toBeVisible();
    await look(popup, '27-not-connected');

    await actions.connectAfterSignInEnded(popup);
    await look(popup, '26-sign-in-ended');
  });

  test('remembered fields, a ticket and a long name are accessible in light and dark colours', async ({
    actions,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, nameTemplate: '{customer} – {app} – {ticket}' });
    zapier.allowAllApps(true);
    const popup = await openPopup();
    await actions.signIn(popup);
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
    await popup.getByRole('textbox', { name: 'Ticket' }).fill('#4711');
    await look(popup, '60-ticket');
    await popup.keyboard.press('Enter');
    await popup.getByRole('combobox', { name: 'Search apps' }).fill('typeform');
    await popup.getByRole('option', { name: /^Typeform/ }).click();
    await popup.getByRole('button', { name: 'Enter credentials' }).click();
    await popup.getByRole('textbox', { name: 'Field name' }).fill('api_token');
    await popup.getByRole('textbox', { name: 'Field value' }).fill('tf-1');
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
    await look(popup, '61-connected-with-ticket');
    await popup.getByRole('button', { name: 'Same app again' }).click();
    await expect(popup.getByRole('textbox', { name: 'Field value' })).toBeFocused();
    await look(popup, '62-remembered-fields');
    await popup.getByRole('textbox', { name: 'Connection name' }).fill('Acme '.repeat(48));
    await look(popup, '63-name-near-the-limit');
  });

  test('every field type and an import are accessible in light and dark colours', async ({
    actions,
    openSettings,
    zapier,
  }) => {
    zapier.allowAllApps(true);
    const popup = await actions.openForm({
      app: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa',
      title: 'Fieldwise',
      authentication: EVERYTHING,
    });
    for (const [index, label] of ['Subdomain', 'Plan', 'Since', 'Headers'].entries()) {
      await popup.getByLabel(label, { exact: true }).scrollIntoViewIfNeeded();
      await look(popup, `70-every-field-${index + 1}`);
    }
    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('https://acme.fieldwise.example/login');
    await popup.getByRole('textbox', { name: 'Rate' }).fill('fast');
    await popup.getByRole('textbox', { name: 'Headers' }).fill('X-Team');
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByText('Enter a number')).toBeVisible();
    await look(popup, '71-every-field-checked-1');
    await popup.getByLabel('Headers', { exact: true }).scrollIntoViewIfNeeded();
    await look(popup, '71-every-field-checked-2');

    const settings = await openSettings();
    const group = settings.getByRole('group', { name: 'Import an app definition' });
    await group.getByRole('textbox', { name: 'App ID' }).fill('acme');
    await group.getByRole('textbox', { name: 'Definition' }).fill('{"type":"custom","fields":[{"label":"A"}]}');
    await group.getByRole('button', { name: 'Add to Apps' }).click();
    await expect(group.getByText('fields[0].key: This is missing.')).toBeVisible();
    await group.scrollIntoViewIfNeeded();
    await look(settings, '72-import-refused');
    await group.getByRole('textbox', { name: 'App ID' }).fill('c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11');
    await group.getByRole('textbox', { name: 'App title' }).fill('Fieldwise');
    await group.getByRole('textbox', { name: 'Definition' }).fill(JSON.stringify(EVERYTHING));
    await group.getByRole('button', { name: 'Add to Apps' }).click();
    await expect(group.getByText('Added Fieldwise')).toBeVisible();
    await group.getByText('Added Fieldwise').scrollIntoViewIfNeeded();
    await look(settings, '73-imported');
  });

  test('forms without fields of their own and OAuth apps are accessible in light and dark colours', async ({
    actions,
    openPopup,
  }) => {
    const apps = [
      { app: HUBSPOT, title: 'Plainly', authentication: BASIC },
      { app: DESKWELL.app, title: 'Digestive', authentication: DIGEST },
      { app: SHIPDAY.app, title: 'Openly', authentication: OAUTH2 },
    ];
    await actions.seedSettings({ clientId: CLIENT_ID, apps });
    const popup = await openPopup();
    await actions.signIn(popup);
    const open = (title: string) => popup.getByRole('option', { name: new RegExp(`^${title}`) }).click();
    const back = () => popup.getByRole('button', { name: 'Back' }).click();
    await open('Plainly');
    await expect(popup.getByRole('textbox', { name: 'Username' })).toBeFocused();
    await look(popup, '74-basic');
    await back();
    await open('Digestive');
    await popup.getByRole('textbox', { name: 'Username' }).fill('maria');
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('“Password” is required.')).toBeVisible();
    await look(popup, '75-digest-checked');
    await popup.getByRole('button', { name: 'Clear' }).click();
    await back();
    await open('Openly');
    await expect(popup.getByRole('button', { name: 'Connect on Zapier' })).toBeFocused();
    await look(popup, '76-oauth-lead');
  });

  test('the offer and the result of a smart paste are accessible in light and dark colours', async ({ actions }) => {
    const popup = await actions.openForm(DESKWELL);
    const env =
      'SUBDOMAIN=https://acme.deskwell.example/\nDESKWELL_API_KEY="dw-0123456789abcdef"\nLOG_LEVEL=debug\nPORT=1';
    await actions.copy(env);
    await popup.bringToFront();
    await popup.getByRole('textbox', { name: 'Subdomain' }).press('ControlOrMeta+V');
    await expect(popup.getByRole('button', { name: 'Fill 2 fields' })).toBeFocused();
    await look(popup, '27-paste-offered');
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('button', { name: 'Undo' })).toBeVisible();
    await look(popup, '28-paste-filled');
    await actions.copy('"dw-0123456789abcdef" ');
    await popup.bringToFront();
    await popup.getByRole('textbox', { name: 'API key' }).fill('');
    await popup.getByRole('textbox', { name: 'API key' }).press('ControlOrMeta+V');
    await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveAccessibleDescription(/^Without/);
    await look(popup, '29-paste-cleaned');
  });
});
