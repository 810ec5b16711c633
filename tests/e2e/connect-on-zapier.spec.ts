import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA, type ZapierStandIn } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({ backgroundIdleTimeout: 3_000 });

/** As the stand-in lists it. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';
const connect = (popup: Page) => popup.getByRole('button', { name: 'Connect on Zapier' });
const doubt = (popup: Page) =>
  popup.getByRole('alert').filter({ hasText: 'signed in to Zapier as someone else than maria@acme.example' });
const waiting = (popup: Page) => popup.getByRole('status').filter({ hasText: "Waiting for Zapier's page…" });

const opened = (zapier: ZapierStandIn) => zapier.requests.filter(({ path }) => path.startsWith('/engine/auth/'));

/** Ends a visit, and with it what wakes the background. */
async function cancel(popup: Page) {
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(connect(popup)).toBeVisible();
}

/** Opens the screen of an app. */
async function choose(popup: Page, title: string) {
  await popup.getByRole('combobox', { name: 'Search apps' }).fill(title);
  await popup
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
}

let popup: Page;

test.beforeEach(async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  popup = await openPopup();
  await actions.signIn(popup);
});

test('Zapier’s page leads, and its new connection is shown by name', async ({ actions, authWindow, zapier }) => {
  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot', owner: MARIA });
  await choose(popup, 'HubSpot');
  await expect(connect(popup)).toBeFocused();
  await connect(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');

  const receipt = popup.getByRole('status').filter({ hasText: 'Connected' });
  await expect(receipt).toContainText('HubSpot #2');
  const made = zapier.connections.at(-1);
  expect(made?.owner.email).toBe('maria@acme.example');
  await expect(popup.getByText(made?.id ?? '', { exact: true })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Connect another' })).toBeFocused();
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await popup.getByRole('button', { name: 'Same app again' }).click();
  await expect(connect(popup)).toBeFocused();
});

test('a page that never comes to its end: the window is closed by hand, and the connection is found', async ({
  authWindow,
  zapier,
}) => {
  zapier.redirectAfterConnect(false);
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  const window = await authWindow();
  await window.getByRole('button', { name: 'Yes, Continue to HubSpot' }).click();
  await expect(window.getByText('The connection is made.')).toBeVisible();
  await expect(waiting(popup)).toBeVisible();
  await window.close();

  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot');
});

test('a window closed without anything is said as that, and the fields are still one click away', async ({
  authWindow,
}) => {
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await window.close();

  const alert = popup.getByRole('alert').filter({ hasText: 'No new connection in maria@acme.example.' });
  await expect(alert).toContainText('If you finished there, Zapier was signed in as someone else.');
  await expect(connect(popup)).toBeFocused();
  await popup.getByRole('button', { name: 'Back' }).click();
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
});

test('what somebody else’s Zapier session made is not there, and Check again finds what comes later', async ({
  actions,
  authWindow,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  zapier.session.signIn(BEN);
  await connect(popup).click();
  const window = await authWindow();
  await expect(window.getByText('ben@globex.example')).toBeVisible();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('alert').filter({ hasText: 'No new connection in maria@acme.example.' })).toBeVisible();

  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot of Maria', owner: MARIA });
  await popup.getByRole('button', { name: 'Check again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot of Maria');
});

test('after a visit that nothing came of, the next one says first whose session may be used', async ({
  actions,
  authWindow,
  zapier,
}) => {
  zapier.session.signIn(BEN);
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('alert').filter({ hasText: 'No new connection' })).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();

  const before = opened(zapier).length;
  await choose(popup, 'Slack');
  await connect(popup).click();
  await expect(doubt(popup)).toBeVisible();
  await expect(popup.getByRole('link', { name: 'Open Zapier to sign out' })).toBeFocused();
  expect(opened(zapier)).toHaveLength(before);
  await popup.keyboard.press('Escape');
  await expect(connect(popup)).toBeFocused();

  zapier.session.signIn(MARIA);
  await connect(popup).click();
  await popup.getByRole('button', { name: 'Go on all the same' }).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to Slack');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Slack');

  // What was made there was made in Maria's account, so the session is hers.
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await connect(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await cancel(popup);
});

test('whoever opens Zapier’s sign-out is reminded that somebody else may be signed in there', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('link', { name: 'Not this customer?' }).click();
  await expect.poll(() => zapier.requests.some(({ path }) => path === '/app/logout')).toBe(true);
  await popup.close();

  const again = await openPopup();
  await choose(again, 'HubSpot');
  await connect(again).click();
  await expect(doubt(again)).toBeVisible();

  await again.getByRole('button', { name: 'Back' }).click();
  await again.getByRole('button', { name: /^Account/ }).click();
  await again.getByRole('menuitem', { name: 'Sign out' }).click();
  await actions.signIn(again);
  await choose(again, 'HubSpot');
  await connect(again).click();
  await expect(waiting(again)).toBeVisible();
  await cancel(again);
});

test('whose session Zapier has is still known after a restart where the agent stays signed in', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, staySignedIn: true });
  const kept = async () => (await extension.readStorage('local')).seenAtZapier;
  await expect.poll(kept, { message: 'it is on disk' }).toBe(String(MARIA.id));
  await popup.close();
  await extension.restart();

  const again = await openPopup();
  await choose(again, 'HubSpot');
  await connect(again).click();
  await expect(waiting(again)).toBeVisible();
  await cancel(again);
});

test('a form that was begun leads back to Zapier’s page, and keeps what was typed', async ({ authWindow }) => {
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await popup.getByRole('textbox', { name: 'Field name' }).fill('token');
  await popup.getByRole('button', { name: 'Back' }).click();

  await choose(popup, 'HubSpot');
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('token');
  await popup.getByRole('button', { name: 'Connect on Zapier instead' }).click();
  await expect(connect(popup)).toBeFocused();
  await popup.keyboard.press('Escape');
  await popup.getByRole('option', { name: /^HubSpot/ }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('token');

  await popup.getByRole('button', { name: 'Connect on Zapier instead' }).click();
  await connect(popup).click();
  await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await cancel(popup);
});

test('an app that needs no connection says so, and opens nothing', async ({ zapier }) => {
  await choose(popup, 'Weather Oracle');
  await connect(popup).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Weather Oracle needs no connection.' })).toBeVisible();
  expect(opened(zapier)).toEqual([]);
  await popup.getByRole('button', { name: 'Choose another app' }).click();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('a link to another host is shown as text and never opened', async ({ extension, zapier }) => {
  const link = 'https://zapier.com.example/engine/auth/start/HubSpotCLIAPI@1.7.1';
  zapier.connectLink('HubSpot', link);
  const pages = extension.context.pages().length;
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'no https page on zapier.com' })).toContainText(link);
  expect(extension.context.pages()).toHaveLength(pages);
  expect(zapier.strangers).toEqual([]);
});

test('a 403 offers Zapier’s page, is remembered, and leads there next time', async ({ actions, extension, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.nextAnswers('POST /v2/authentications', answers.forbidden('Only for your own app.'));
  await choose(popup, ACME_CRM.title);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'Only for your own app.' });
  await expect(alert).toContainText('Nothing was created.');
  await expect(alert).toContainText('Zapier takes this app only on its own page.');
  await expect(connect(popup)).toBeFocused();
  expect((await extension.readStorage('local')).refusedApps).toEqual([ACME_CRM.app]);

  await popup.getByRole('button', { name: 'Clear' }).click();
  await popup.getByRole('button', { name: 'Back' }).click();
  await choose(popup, ACME_CRM.title);
  await expect(connect(popup)).toBeFocused();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
});

test('a 403 that points at a field offers Zapier’s page as well', async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const refusal = answers.refused(403, 'Only for your own app.', '/data/authentication_fields/api_key');
  zapier.nextAnswers('POST /v2/authentications', refusal);
  await choose(popup, ACME_CRM.title);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveAccessibleDescription(/Only for your own app\./);
  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier takes this app only on its own page.' });
  await expect(alert).toContainText('Nothing was created.');
  await expect(connect(popup)).toBeFocused();
});

test('a background that is stopped while the window is open goes on when something happens there', async ({
  actions,
  authWindow,
  extension,
}) => {
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await extension.stopBackground();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot');
});

test('the popup may close: what is waited for is shown again, and Cancel closes the window', async ({
  authWindow,
  openPopup,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await connect(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await popup.close();

  const again = await openPopup();
  await expect(waiting(again)).toBeVisible();
  await expect(again.getByRole('button', { name: "Show Zapier's page" })).toBeFocused();
  const closed = window.waitForEvent('close');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  await expect(connect(again)).toBeFocused();
  expect(zapier.connections).toEqual([]);
});

test('an expired connection is reconnected on Zapier’s list', async ({ authWindow, zapier }) => {
  zapier.addConnection({ app: HUBSPOT, title: 'Acme – HubSpot', owner: MARIA, isExpired: true });
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Reconnect Acme – HubSpot' }).click();
  const window = await authWindow();
  await expect(waiting(popup)).toContainText('Reconnect Acme – HubSpot there');
  await window.getByRole('button', { name: 'Reconnect Acme – HubSpot' }).click();
  await expect(window.getByRole('button', { name: 'Reconnect Acme – HubSpot' })).toBeHidden();
  await popup.getByRole('button', { name: 'I have finished' }).click();

  await expect(popup.getByRole('status').filter({ hasText: 'Connected again' })).toContainText('Acme – HubSpot');
  await popup.getByRole('button', { name: 'Done' }).click();
  await expect(popup.getByText('1 connection in this account')).toBeVisible();
  await expect(popup.getByText('Expired', { exact: true })).toHaveCount(0);
});

test('repairing another expired connection is said as that, and not as success', async ({ authWindow, zapier }) => {
  for (const title of ['Acme – HubSpot', 'Acme – old'])
    zapier.addConnection({ app: HUBSPOT, title, owner: MARIA, isExpired: true });
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Reconnect Acme – HubSpot' }).click();
  const window = await authWindow();
  await window.getByRole('button', { name: 'Reconnect Acme – old' }).click();
  await expect(window.getByRole('button', { name: 'Reconnect Acme – old' })).toBeHidden();
  await window.close();

  const alert = popup.getByRole('alert').filter({ hasText: 'Acme – HubSpot is still expired in maria@acme.example.' });
  await expect(alert).toContainText('Acme – old is no longer expired.');
  await expect(popup.getByRole('button', { name: 'Reconnect on Zapier' })).toBeFocused();
});
