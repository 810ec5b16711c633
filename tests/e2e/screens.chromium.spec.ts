import { ACME_CRM, answers, BEN, CLIENT_ID, DESKWELL, MARIA, SHIPDAY } from '../zapier/zapier';
import { BASIC, DIGEST, EVERYTHING, OAUTH2 } from './definitions';
import { fillUp } from './fill-up';
import { look } from './harness/look';
import { expect, test } from './harness/test';

/** As the stand-in lists it. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

// Axe reads each of many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('every screen is accessible in light and in dark colours', () => {
  test('from not set up to a search without a hit', async ({ actions, openPopup }) => {
    const popup = await openPopup();
    await expect(popup.getByRole('button', { name: 'Open Settings' })).toBeFocused();
    await look(popup, '01-not-set-up');

    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY, DESKWELL] });
    await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeFocused();
    await look(popup, '02-signed-out');
    await popup.getByText('Opens api.zapier.com.').click();
    await expect(popup.getByRole('listitem')).toHaveCount(4);
    await look(popup, '02-signed-out-asked-for');

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

  test('the form, from its first empty field to connected', async ({ actions, zapier }) => {
    const popup = await actions.openForm(DESKWELL);
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

    zapier.expireAccessTokens();
    zapier.revokeRefreshTokens();
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('Zapier ended this sign-in.')).toBeVisible();
    await look(popup, '26-sign-in-ended');
  });

  test('what is there already, its duplicates, Delete and Undo', async ({ actions, zapier }) => {
    zapier.addConnection({ app: ACME_CRM.app, title: 'Globex Corporation – Acme CRM', owner: MARIA });
    zapier.addConnection({ app: ACME_CRM.app, title: 'Initech – Acme CRM', owner: MARIA });
    const popup = await actions.openForm(ACME_CRM);
    await expect(popup.getByText('2 connections in this account')).toBeVisible();
    await look(popup, '40-existing-folded');
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_0001');
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByRole('button', { name: 'Undo' })).toBeVisible();

    zapier.deletion(405);
    await popup.getByRole('button', { name: 'Undo' }).click();
    await expect(popup.getByText("Zapier doesn't allow deleting from here.")).toBeVisible();
    await look(popup, '41-undo-refused');

    await popup.getByRole('button', { name: 'Same app again' }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_0001');
    await popup.getByRole('textbox', { name: 'Connection name' }).fill('Maria Chen – Acme CRM');
    await expect(popup.getByText(/^Same name as one made here/)).toBeVisible();
    await expect(popup.getByText(/^Same API key as/)).toBeVisible();
    await popup.locator('summary').click();
    await look(popup, '42-duplicates');
    await popup.getByRole('button', { name: 'Delete Maria Chen – Acme CRM' }).click();
    await expect(popup.getByRole('dialog')).toBeVisible();
    await look(popup, '43-delete');
    await popup.getByRole('button', { name: 'Delete connection' }).click();
    await expect(popup.getByText("Zapier doesn't allow deleting from here.")).toBeVisible();
    await look(popup, '44-delete-refused');
    await popup.getByRole('button', { name: 'Keep it' }).click();

    zapier.deletion(204);
    await popup.getByRole('button', { name: 'Connect' }).click();
    await popup.getByRole('button', { name: 'Undo' }).click();
    await expect(popup.getByText('The connection is gone')).toBeVisible();
    await look(popup, '45-undone');
  });

  test('an expired connection among what is there already', async ({ actions, zapier }) => {
    zapier.addConnection({ app: DESKWELL.app, title: 'Globex – Deskwell', owner: MARIA });
    zapier.addConnection({ app: DESKWELL.app, title: 'Initech – Deskwell', owner: MARIA, isExpired: true });
    const popup = await actions.openForm(DESKWELL);
    await expect(popup.getByText('Expired', { exact: true })).toBeVisible();
    await look(popup, '46-existing-expired');
  });

  test("Zapier's own page", async ({ actions, authWindow, openPopup, zapier }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    await actions.signIn(popup);
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    const connect = popup.getByRole('button', { name: 'Connect on Zapier' });
    const back = popup.getByRole('button', { name: 'Back' });
    const choose = async (title: string) => {
      await search.fill(title);
      await popup
        .getByRole('option', { name: new RegExp(`^${title}`) })
        .first()
        .click();
      await expect(connect).toBeFocused();
    };

    await choose('Weather Oracle');
    await connect.click();
    await expect(popup.getByText('Weather Oracle needs no connection.')).toBeVisible();
    await look(popup, '55-needs-no-connection');
    await back.click();

    zapier.connectLink('Typeform', 'http://zapier.com/engine/auth/start/TypeformDevAPI@1.4.0');
    await choose('Typeform');
    await connect.click();
    await expect(popup.getByText('no https page on zapier.com')).toBeVisible();
    await look(popup, '56-foreign-link');
    await back.click();

    await choose('HubSpot');
    await look(popup, '50-no-ready-form');
    const hold = zapier.hold('GET /v2/apps');
    await connect.click();
    await hold.arrived;
    await expect(popup.getByText("Opening Zapier's page…")).toBeVisible();
    await look(popup, '51-opening');
    hold.release();
    const window = await authWindow();
    await expect(popup.getByText("Waiting for Zapier's page…")).toBeVisible();
    await popup.bringToFront();
    await look(popup, '52-waiting');
    await window.close();
    await expect(popup.getByText('No new connection in maria@acme.example.')).toBeVisible();
    await look(popup, '53-nothing-new');
    zapier.everyAnswer('GET /v2/authentications', answers.serverError());
    await popup.getByRole('button', { name: 'Check again' }).click();
    await expect(popup.getByText('Zapier could not be asked whether')).toBeVisible();
    await look(popup, '54-not-checked');
    zapier.everyAnswer('GET /v2/authentications', null);
    await back.click();

    await choose('HubSpot');
    await connect.click();
    await expect(popup.getByText('signed in to Zapier as someone else')).toBeVisible();
    await look(popup, '57-other-session');
    await popup.getByRole('button', { name: 'Go on all the same' }).click();
    const other = await authWindow();
    await expect(popup.getByText("Waiting for Zapier's page…")).toBeVisible();
    zapier.addConnection({ app: HUBSPOT, title: 'HubSpot', owner: MARIA });
    zapier.addConnection({ app: HUBSPOT, title: 'HubSpot #2', owner: MARIA, isExpired: true });
    await other.close();
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
    await popup.bringToFront();
    await look(popup, '58-connected-on-zapier');
    await popup.getByRole('button', { name: 'Same app again' }).click();
    await popup.getByRole('button', { name: 'Reconnect HubSpot #2' }).focus();
    await look(popup, '59-lead-with-expired');
    await popup.getByRole('button', { name: 'Reconnect HubSpot #2' }).click();
    const list = await authWindow();
    await list.getByRole('button', { name: 'Reconnect HubSpot #2' }).click();
    await expect(list.getByRole('button', { name: 'Reconnect HubSpot #2' })).toBeHidden();
    await list.close();
    await expect(popup.getByRole('status').filter({ hasText: 'Connected again' })).toBeVisible();
    await popup.bringToFront();
    await look(popup, '60-reconnected');
  });

  test('remembered fields, a ticket, and a name near the limit', async ({ actions, openPopup, zapier }) => {
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

  test('every kind of field, and an import', async ({ actions, openSettings, zapier }) => {
    zapier.allowAllApps(true);
    const popup = await actions.openForm({
      app: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa',
      title: 'Fieldwise',
      authentication: EVERYTHING,
    });
    for (const [index, label] of ['Subdomain', 'Plan', 'Since', 'Headers', 'Port'].entries()) {
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

  test('forms of a scheme alone, and an app that signs in by itself', async ({ actions, openPopup }) => {
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
    await expect(popup.getByText('Enter the Password.')).toBeVisible();
    await look(popup, '75-digest-checked');
    await popup.getByRole('button', { name: 'Clear' }).click();
    await back();
    await open('Openly');
    await expect(popup.getByRole('button', { name: 'Connect on Zapier' })).toBeFocused();
    await look(popup, '76-oauth-lead');
  });

  test('a sign-in on its way and called off, a refusal in two parts, and what waits', async ({
    actions,
    authWindow,
    extension,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
    let popup = await openPopup();
    zapier.session.signIn(MARIA);
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    const window = await authWindow();
    await expect(popup.getByText("Zapier's window is open.")).toBeVisible();
    await popup.bringToFront();
    await look(popup, '90-sign-in-waiting');
    await window.close();
    await expect(popup.getByText('The window was closed before Zapier answered.')).toBeVisible();
    await popup.bringToFront();
    await look(popup, '91-window-closed');

    await actions.signIn(popup);
    await popup.keyboard.press('Control+/');
    await expect(popup.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await look(popup, '92-shortcuts');
    await popup.keyboard.press('Escape');
    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    const source = { pointer: '/data/authentication_fields/api_key' };
    const refusal = (detail: string) => ({
      status: '400',
      code: 'invalid',
      title: 'Invalid',
      detail,
      source,
      meta: {},
    });
    const errors = [refusal('This key is too short.'), refusal('This key has no digit in it.')];
    zapier.nextAnswers('POST /v2/authentications', answers.status(400, { errors }));
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByText('This key has no digit in it.')).toBeVisible();
    await look(popup, '93-refused-twice');

    await popup.getByRole('button', { name: 'Clear' }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
    await popup.close();
    await extension.evaluate(async (browser) => {
      const kept = await browser.storage.session.get();
      const [key = ''] = Object.keys(kept).filter((name) => name.startsWith('secrets/'));
      await browser.storage.session.set({ [key]: { ...(kept[key] as object), editedAt: 0 } });
    });
    popup = await openPopup();
    await expect(popup.getByText('API key was wiped after 10 minutes. Paste it again.')).toBeVisible();
    await look(popup, '94-wiped');
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByRole('group', { name: 'Unfinished' })).toBeVisible();
    await look(popup, '95-unfinished');

    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    zapier.expireAccessTokens();
    zapier.revokeRefreshTokens();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('Zapier ended this sign-in.')).toBeVisible();
    zapier.session.signIn(BEN);
    zapier.session.consent = 'allow';
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
    await expect(popup.getByText('A form here belongs to maria@acme.example.')).toBeVisible();
    await look(popup, '96-waiting-form');
  });

  test('what waits for the network, and a popup that cannot start', async ({
    actions,
    context,
    errorLog,
    extension,
    openPopup,
  }) => {
    const popup = await actions.openForm(ACME_CRM);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    await context.setOffline(true);
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByRole('status').filter({ hasText: /Offline/ })).toBeVisible();
    await look(popup, '97-offline');
    await context.setOffline(false);

    errorLog.allow(/TypeError/);
    await extension.evaluate((browser) => browser.storage.session.set({ accounts: { current: '1' } }));
    const broken = await openPopup();
    await expect(broken.getByRole('button', { name: 'Try again' })).toBeFocused();
    await look(broken, '98-broken');
  });

  test('Settings with what cannot be saved, and the redirect URLs', async ({ openSettings }) => {
    const settings = await openSettings();
    await settings.getByRole('textbox', { name: 'Token URL' }).fill('http://zapier.com/oauth/token/');
    await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill('[{"title": "No id"}]');
    await settings.getByRole('button', { name: 'Save settings' }).click();
    await expect(settings.getByText('Enter the client ID.')).toBeVisible();
    await look(settings, '99-settings-refused-1');
    await settings.getByRole('textbox', { name: 'Apps', exact: true }).scrollIntoViewIfNeeded();
    await look(settings, '99-settings-refused-2');
    await settings.getByText('This browser', { exact: true }).scrollIntoViewIfNeeded();
    await look(settings, '99-settings-urls');
  });

  test('what cannot be kept, and diagnostics', async ({ actions, errorLog, extension, openSettings }) => {
    errorLog.allow(/^Stored picks could not be read\.$/);
    const popup = await actions.openForm(ACME_CRM);
    const giveBack = await fillUp(extension, 'session');
    await popup.getByRole('textbox', { name: 'API key' }).fill(`acme_live_${'1'.repeat(500)}`);
    await expect(popup.getByText('What you type here cannot be kept.')).toBeVisible();
    await look(popup, '90-not-kept');
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('so nothing was sent')).toBeVisible();
    await look(popup, '90-not-kept-not-sent');
    await giveBack();

    await extension.evaluate((browser) =>
      browser.storage.session.set({
        findings: [
          { code: 'unreadable', key: 'picks', at: Date.now() },
          { code: 'not-kept', key: 'catalogue', at: Date.now() },
        ],
      }),
    );
    const settings = await openSettings();
    await settings.getByRole('button', { name: 'Copy diagnostics' }).scrollIntoViewIfNeeded();
    await expect(settings.getByText(/^Recent apps: could not be read/)).toBeVisible();
    await look(settings, '99-settings-diagnostics');
  });

  test('what a paste offers, and what it did', async ({ actions }) => {
    const popup = await actions.openForm(DESKWELL);
    const env =
      'SUBDOMAIN=https://acme.deskwell.example/\nDESKWELL_API_KEY="dw-0123456789abcdef"\nLOG_LEVEL=debug\nPORT=1';
    const settings = await actions.openSettings();
    const source = settings.getByRole('textbox', { name: 'Apps', exact: true });
    await source.fill(env);
    await source.press('ControlOrMeta+A');
    await source.press('ControlOrMeta+C');
    await popup.bringToFront();
    await popup.getByRole('textbox', { name: 'Subdomain' }).press('ControlOrMeta+V');
    await expect(popup.getByRole('button', { name: 'Fill 2 fields' })).toBeFocused();
    await look(popup, '27-paste-offered');
    await popup.keyboard.press('Enter');
    await expect(popup.getByRole('button', { name: 'Undo' })).toBeVisible();
    await look(popup, '28-paste-filled');
    await source.fill('"dw-0123456789abcdef" ');
    await source.press('ControlOrMeta+A');
    await source.press('ControlOrMeta+C');
    await popup.bringToFront();
    await popup.getByRole('textbox', { name: 'API key' }).fill('');
    await popup.getByRole('textbox', { name: 'API key' }).press('ControlOrMeta+V');
    await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveAccessibleDescription(/^Removed/);
    await look(popup, '29-paste-cleaned');
  });

  test('the catalogue while it is read, a typo, and what was picked', async ({ actions, openPopup, zapier }) => {
    zapier.fillDirectory(9000);
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
    const popup = await openPopup();
    await actions.signIn(popup);
    await popup.getByRole('button', { name: 'Dismiss' }).click();
    await actions.growCatalogue();
    await expect.poll(() => actions.catalogue()).toMatchObject({ growing: { apps: 600 } });
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    await search.fill('tele');
    await expect(popup.getByText('600 of 9,000.')).toBeVisible();
    await expect(popup.getByText('Searching Zapier…')).toBeHidden();
    await look(popup, '80-still-loading');
    await popup.getByRole('option', { name: /^Telegram/ }).click();
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByRole('group', { name: 'Recent' })).toBeVisible();
    await look(popup, '81-home-recent');
    await search.fill('telegarm');
    await expect(popup.getByText('Nothing exact for "telegarm"')).toBeVisible();
    await look(popup, '82-close-match');
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
    zapier.session.consent = 'deny';
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await expect(popup.getByRole('alert').filter({ hasText: 'Zapier said no' })).toBeVisible();
    await look(popup, '30-wrong-account-refused');

    await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name: 'Sign out' }).click();
    await actions.signIn(popup, BEN);
    await expect(popup.getByText('Still ben@globex.example')).toBeVisible();
    await look(popup, '31-same-account-again');
  });
});
