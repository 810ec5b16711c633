import { ACME_CRM, answers, CLIENT_ID, DESKWELL, MARIA } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

/** Id of HubSpot in the stand-in's directory. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of the screens about connections', () => {
  test('existing connections, duplicates, Delete and Undo are accessible in light and dark colours', async ({
    actions,
    zapier,
  }) => {
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

  test('a list with an expired connection is accessible in light and dark colours', async ({ actions, zapier }) => {
    zapier.addConnection({ app: DESKWELL.app, title: 'Globex – Deskwell', owner: MARIA });
    zapier.addConnection({ app: DESKWELL.app, title: 'Initech – Deskwell', owner: MARIA, isExpired: true });
    const popup = await actions.openForm(DESKWELL);
    await expect(popup.getByText('Expired', { exact: true })).toBeVisible();
    await look(popup, '46-existing-expired');
  });

  test("the screens of a visit to Zapier's page are accessible in light and dark colours", async ({
    actions,
    authWindow,
    openPopup,
    zapier,
  }) => {
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
    await expect(popup.getByText('not an https page on zapier.com')).toBeVisible();
    await look(popup, '56-foreign-link');
    await back.click();

    await choose('HubSpot');
    await look(popup, '50-no-ready-form');
    await popup.getByRole('button', { name: 'Copy link for the customer' }).click();
    await expect(popup.getByText('Waiting for the customer')).toBeVisible();
    await popup.getByRole('button', { name: 'Check again' }).click();
    await expect(popup.getByText('it was not there yet')).toBeVisible();
    await look(popup, '50a-waiting-for-the-customer');
    await back.click();
    await expect(popup.getByRole('option', { name: /^HubSpot/ })).toContainText('Waiting for the customer');
    await look(popup, '50b-home-waits-for-the-customer');
    await choose('HubSpot');
    await popup.getByRole('button', { name: 'Forget' }).click();
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
    await expect(popup.getByText('Not sure who is signed in at zapier.com')).toBeVisible();
    await look(popup, '57-other-session');
    await connect.click();
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

  test('the link for the customer that could not be copied, and the receipt of what they made, are accessible', async ({
    actions,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await actions.openPopup();
    await actions.signIn(popup);
    await popup.getByRole('combobox', { name: 'Search apps' }).fill('HubSpot');
    await popup.getByRole('option', { name: /^HubSpot/ }).click();
    await popup.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await popup.getByRole('button', { name: 'Copy link for the customer' }).click();
    await expect(popup.getByText('The browser refused to copy this.')).toBeVisible();
    await look(popup, '50c-link-not-copied');
    zapier.addConnection({ app: HUBSPOT, title: 'HubSpot maria@acme.example', owner: MARIA });
    await popup.getByRole('button', { name: 'Check again' }).click();
    await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeFocused();
    await look(popup, '50d-made-by-the-customer');
  });
});
