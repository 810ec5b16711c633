import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';
import { choose, connectOnZapier, HUBSPOT, openSignedIn, visitAndCancel, waiting } from './zapiers-page';

const doubt = (popup: Page) => popup.getByText('Not sure who is signed in at zapier.com');
const nothingNew = (popup: Page) =>
  popup.getByRole('alert').filter({ hasText: 'No new connection in maria@acme.example.' });

/** Lets the sign-in be this much older, as if that time had passed. */
const age = (extension: Extension, ms: number) =>
  extension.evaluate(async (browser, by) => {
    const { seenAtZapier } = await browser.storage.session.get('seenAtZapier');
    const seen = seenAtZapier as { seenAt: number };
    await browser.storage.session.set({ seenAtZapier: { ...seen, seenAt: seen.seenAt - by } });
  }, ms);

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test("a visit in someone else's session finds no connection, and Check again finds a later one", async ({
  actions,
  authWindow,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  zapier.session.signIn(BEN);
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(window.getByText('ben@globex.example')).toBeVisible();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');
  await expect(nothingNew(popup)).toContainText('Zapier was signed in as someone else.');

  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot of Maria', owner: MARIA });
  await popup.getByRole('button', { name: 'Check again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot of Maria');
});

test('ten minutes after the sign-in, the offer itself says whose session is needed, and no second screen asks', async ({
  extension,
}) => {
  await choose(popup, 'HubSpot');
  await expect(connectOnZapier(popup)).toBeFocused();
  await expect(doubt(popup)).toBeHidden();
  await age(extension, 11 * 60_000);
  await expect(doubt(popup)).toBeVisible();
  await expect(popup.getByText('It has to be maria@acme.example.')).toBeVisible();
  await expect(connectOnZapier(popup)).toHaveAccessibleDescription(/Not sure who is signed in at zapier\.com/);
  await connectOnZapier(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await popup.getByRole('button', { name: 'Cancel' }).click();
});

test('after a visit without a new connection, the next offer says so, until a connection proves the session', async ({
  actions,
  authWindow,
  zapier,
}) => {
  zapier.session.signIn(BEN);
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to HubSpot');
  await expect(nothingNew(popup)).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();

  await choose(popup, 'Slack');
  await expect(doubt(popup)).toBeVisible();
  zapier.session.signIn(MARIA);
  await connectOnZapier(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to Slack');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Slack');

  // The connection appeared in Maria's account, so Zapier's session is hers.
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await expect(connectOnZapier(popup)).toBeVisible();
  await expect(doubt(popup)).toBeHidden();
});

test("after Zapier's sign-out page was opened, offers say so until the agent signs in again", async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('button', { name: 'Not this customer?' }).click();
  await authWindow('/oauth/authorize/');
  expect(zapier.requests.some(({ path }) => path === '/app/logout')).toBe(true);
  await popup.close();

  const again = await openPopup();
  await expect(again.getByRole('button', { name: 'Show window' })).toBeVisible();
  await again.keyboard.press('Escape');
  await choose(again, 'HubSpot');
  await expect(doubt(again)).toBeVisible();

  await again.getByRole('button', { name: 'Back' }).click();
  await again.getByRole('button', { name: /^Account/ }).click();
  await again.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await actions.signIn(again);
  await choose(again, 'HubSpot');
  await visitAndCancel(again);
  await expect(doubt(again)).toBeHidden();
});

test('Reconnect and the way out of a 403 say as well whose session is needed', async ({
  actions,
  extension,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.addConnection({ app: ACME_CRM.app, title: 'Old', owner: MARIA, isExpired: true });
  await age(extension, 11 * 60_000);
  await choose(popup, ACME_CRM.title);
  await expect(popup.getByRole('button', { name: 'Reconnect Old' })).toBeVisible();
  await expect(doubt(popup)).toBeVisible();
  zapier.nextAnswers('POST /v2/authentications', answers.forbidden('Only for your own app.'));
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(connectOnZapier(popup)).toBeFocused();
  await expect(connectOnZapier(popup)).toHaveAccessibleDescription(/Not sure who is signed in at zapier\.com/);
  await expect(doubt(popup)).toHaveCount(1);
});

test('the belief about the session of Zapier ends with the browser, though the agent stays signed in', async ({
  actions,
  extension,
  openPopup,
}) => {
  await extension.evaluate((browser) =>
    browser.storage.local.set({ seenAtZapier: '7345301', seenAtZapier$: { v: 1 } }),
  );
  await actions.seedSettings({ clientId: CLIENT_ID, staySignedIn: true });
  await expect.poll(() => extension.readStorage('local')).toHaveProperty('tokens');
  await popup.close();
  await extension.restart();

  const again = await openPopup();
  await choose(again, 'HubSpot');
  await expect(doubt(again)).toBeVisible();
  // An earlier version kept it on disk.
  expect(Object.keys(await extension.readStorage('local')).filter((key) => key.startsWith('seen'))).toEqual([]);
});

test('a connection that went into another account is found there, and can be deleted', async ({
  actions,
  authWindow,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await actions.addCustomer(popup, BEN);
  await choose(popup, 'HubSpot');
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await actions.switchCustomer(popup, MARIA);
  await expect(doubt(popup)).toBeVisible();

  await connectOnZapier(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to HubSpot');
  await expect(nothingNew(popup)).toContainText('It is in ben@globex.example: HubSpot.');
  await popup.getByRole('button', { name: 'Delete HubSpot' }).click();
  const dialog = popup.getByRole('dialog');
  await expect(dialog).toContainText('This deletes it from ben@globex.example at Zapier for good.');
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(dialog).toBeHidden();
  await expect(nothingNew(popup)).not.toContainText('It is in');
  await expect(connectOnZapier(popup)).toBeFocused();
  expect(zapier.connections).toEqual([]);
});
