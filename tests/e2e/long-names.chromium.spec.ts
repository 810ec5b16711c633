import { answers, BEN, CLIENT_ID, LONGEST } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { stopAt, WORST_DEFINITION, WORST_TITLES } from './worst-values';

// The worst values together, through all screens; long-names.spec.ts has the main ones for both browsers.
test.describe.configure({ timeout: 240_000 });

const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';
const [WORD] = WORST_TITLES;
const POST = 'POST /v2/authentications';
const LIST = 'GET /v2/authentications';

test.describe('everything is within reach with the worst values', () => {
  test('before a form: set-up, sign-in, the wrong account, home, search and account menu', async ({
    actions,
    authWindow,
    openPopup,
    zapier,
  }) => {
    const empty = await openPopup();
    await expect(empty.getByRole('button', { name: 'Open Settings' })).toBeVisible();
    await stopAt(empty, 'not-set-up');
    await empty.close();
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [WORST_DEFINITION] });
    const popup = await openPopup();
    await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill(BEN.email.padStart(254, 'b'));
    await stopAt(popup, 'signed-out');

    zapier.session.signIn(LONGEST);
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    const window = await authWindow();
    await expect(popup.getByText("Zapier's window is open.")).toBeVisible();
    await stopAt(popup, 'waiting');
    await window.close();
    await expect(popup.getByText('The window was closed before Zapier answered.')).toBeVisible();
    await stopAt(popup, 'window-closed');
    zapier.nextAuthorization({ error: WORD, errorDescription: WORD.repeat(10) });
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await popup.getByRole('button', { name: 'Show all' }).click();
    await stopAt(popup, 'sign-in-refused');

    zapier.session.consent = 'allow';
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await expect(popup.getByRole('heading', { name: 'This is not the customer you named.' })).toBeVisible();
    await stopAt(popup, 'wrong-account');
    await popup.getByRole('button', { name: `Use ${LONGEST.email} anyway` }).click();
    await expect(popup.getByRole('combobox')).toBeVisible();
    await stopAt(popup, 'home');

    await popup.getByRole('button', { name: /^Account/ }).click();
    await stopAt(popup, 'account-menu');
    await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
    await popup.getByRole('textbox', { name: 'Ticket' }).fill(WORD);
    await stopAt(popup, 'ticket');
    await popup.keyboard.press('Enter');
    await popup.keyboard.press('Control+/');
    await expect(popup.getByRole('dialog')).toBeVisible();
    await stopAt(popup, 'shortcuts');
    await popup.keyboard.press('Escape');

    const data = WORST_TITLES.map((title, index) => ({ id: `a-${index}`, title, description: title.repeat(3) }));
    zapier.everyAnswer('GET /v2/apps', answers.status(200, { data }));
    await popup.getByRole('combobox').fill('w');
    await expect(popup.getByRole('option')).toHaveCount(5);
    await stopAt(popup, 'results');
    zapier.everyAnswer('GET /v2/apps', answers.status(200, { data: [] }));
    await popup.getByRole('combobox').fill('x'.repeat(255));
    await expect(popup.getByText('No app called')).toBeVisible();
    await stopAt(popup, 'no-hit');
  });

  test('in a form: existing connections, problems, refusals, pauses, doubt, receipt and deletion', async ({
    actions,
    openPopup,
    zapier,
  }) => {
    for (const title of WORST_TITLES)
      zapier.addConnection({ app: WORST_DEFINITION.app, title, owner: LONGEST, isExpired: true });
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [WORST_DEFINITION] });
    const popup = await openPopup();
    await actions.signIn(popup, LONGEST);
    await popup.getByRole('option').first().click();
    const connect = popup.getByRole('button', { name: 'Connect', exact: true });
    await expect(popup.getByText('4 connections in this account')).toBeVisible();
    await connect.click();
    await stopAt(popup, 'problems');
    await popup.getByRole('textbox', { name: 'Connection name' }).fill(WORD);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
    await expect(popup.getByText('Same name as one')).toBeVisible();
    await stopAt(popup, 'existing');

    await popup.getByRole('button', { name: `Delete ${WORD}` }).click();
    await stopAt(popup, 'delete');
    zapier.nextAnswers('DELETE /v2/authentications/{authentication_id}', answers.refused(400, WORD.repeat(20)));
    await popup.getByRole('button', { name: 'Delete connection' }).click();
    await expect(popup.getByText('Not deleted.')).toBeVisible();
    await stopAt(popup, 'not-deleted');
    await popup.getByRole('button', { name: 'Keep it' }).click();

    zapier.nextAnswers(POST, answers.refused(400, WORD.repeat(20), '/data/authentication_fields/api_key', WORD));
    await connect.click();
    await popup.getByRole('button', { name: 'Show all' }).click();
    await stopAt(popup, 'refused-at-field');
    zapier.nextAnswers(POST, answers.refused(403, WORD.repeat(20)));
    await connect.click();
    await expect(popup.getByRole('button', { name: 'Connect on Zapier', exact: true })).toBeVisible();
    await stopAt(popup, 'only-on-zapier');

    zapier.nextAnswers(POST, answers.tooManyRequests(600));
    await connect.click();
    await expect(popup.getByText(/^Sending in/).first()).toBeVisible();
    await stopAt(popup, 'paused');
  });

  test('after a form: connecting, not sure, the receipt and the end of the sign-in', async ({
    actions,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [WORST_DEFINITION] });
    const popup = await openPopup();
    await actions.signIn(popup, LONGEST);
    await popup.getByRole('option').first().click();
    const connect = popup.getByRole('button', { name: 'Connect', exact: true });
    await popup.getByRole('textbox', { name: 'Connection name' }).fill(WORD);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
    await expect(popup.getByText('No connections in this account yet')).toBeVisible();

    const hold = zapier.hold(POST);
    zapier.nextAnswers(POST, answers.serverError());
    await connect.click();
    await hold.arrived;
    await stopAt(popup, 'connecting');
    zapier.everyAnswer(LIST, answers.serverError());
    hold.release();
    await expect(popup.getByText('Not sure.')).toBeVisible();
    await stopAt(popup, 'not-sure');
    zapier.everyAnswer(LIST, null);
    zapier.addConnection({ app: WORST_DEFINITION.app, title: WORD, owner: LONGEST });
    zapier.addConnection({ app: WORST_DEFINITION.app, title: WORD, owner: LONGEST });
    await popup.getByRole('button', { name: 'Check again' }).press('Enter');
    await expect(popup.getByRole('button', { name: 'Connect another' })).toBeVisible();
    await stopAt(popup, 'receipt-with-twin');
    await popup.getByRole('button', { name: 'Same app again' }).click();

    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
    await actions.connectAfterSignInEnded(popup);
    await stopAt(popup, 'sign-in-ended');
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByRole('group', { name: 'Unfinished' })).toBeVisible();
    await stopAt(popup, 'unfinished');
  });

  test("on the way to Zapier's page and back", async ({ actions, authWindow, openPopup, zapier }) => {
    for (const title of WORST_TITLES) zapier.addConnection({ app: HUBSPOT, title, owner: LONGEST, isExpired: true });
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    await actions.signIn(popup, LONGEST);
    await popup.getByRole('combobox').fill('HubSpot');
    await popup.getByRole('option', { name: /^HubSpot/ }).click();
    const connect = popup.getByRole('button', { name: 'Connect on Zapier', exact: true });
    await expect(popup.getByText('4 connections in this account')).toBeVisible();
    await stopAt(popup, 'lead');
    await connect.click();
    const window = await authWindow();
    await expect(popup.getByText("Waiting for Zapier's page…")).toBeVisible();
    await stopAt(popup, 'visit');
    await window.close();
    await expect(popup.getByText('No new connection in')).toBeVisible();
    await stopAt(popup, 'nothing-new');
    await popup.getByRole('button', { name: 'Back' }).click();

    await popup.getByRole('combobox').fill('HubSpot');
    await popup.getByRole('option', { name: /^HubSpot/ }).click();
    zapier.connectLink('HubSpot', `http://zapier.com/${WORD.repeat(20)}`);
    await popup.getByRole('button', { name: 'Enter credentials' }).click();
    await popup.getByRole('textbox', { name: 'Field name' }).fill(WORD);
    await stopAt(popup, 'free-fields');
  });

  test('in Settings, at its own width and at half of it', async ({ actions }) => {
    await actions.seedSettings({ clientId: WORD, nameTemplate: `{customer} ${WORD}`, apps: [WORST_DEFINITION] });
    const settings = await actions.openSettings();
    for (const width of [1280, 640]) {
      await settings.setViewportSize({ width, height: 720 });
      await settings.getByRole('textbox', { name: 'Name template' }).fill(`{${WORD}}`);
      await settings.getByRole('button', { name: 'Save settings' }).click();
      await expect(settings.getByText('One value needs another look.')).toBeVisible();
      await stopAt(settings, `settings-${width}`, [{ width, height: 720 }]);
    }
  });
});
