import type { Page } from '@playwright/test';
import { MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { cancel, choose, connectOnZapier, HUBSPOT, openSignedIn, waiting } from './zapiers-page';

test.use({ backgroundIdleTimeout: 3_000 });

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test("a connection made on Zapier's page is shown with its name and id", async ({ actions, authWindow, zapier }) => {
  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot', owner: MARIA });
  await choose(popup, 'HubSpot');
  await expect(connectOnZapier(popup)).toBeFocused();
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  // The other window is in front, so that nothing here counts as focused.
  const show = popup.getByRole('button', { name: "Show Zapier's page" });
  await expect.poll(() => show.evaluate((button) => button === document.activeElement)).toBe(true);
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');

  const receipt = popup.getByRole('status').filter({ hasText: 'Connected' });
  await expect(receipt).toContainText('HubSpot #2');
  const made = zapier.connections.at(-1);
  expect(made?.owner.email).toBe('maria@acme.example');
  await expect(popup.getByText(made?.id ?? '', { exact: true })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeFocused();
  await expect(popup.getByText('The key was not checked.')).toHaveCount(0);
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);

  await popup.getByRole('button', { name: 'Same app again' }).click();
  await expect(connectOnZapier(popup)).toBeFocused();
});

test("closing Zapier's window by hand still finds the connection made there", async ({ authWindow, zapier }) => {
  zapier.redirectAfterConnect(false);
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await window.getByRole('button', { name: 'Yes, Continue to HubSpot' }).click();
  await expect(window.getByText('The connection is made.')).toBeVisible();
  await expect(waiting(popup)).toBeVisible();
  await window.close();

  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot');
});

test("closing Zapier's window without connecting is reported and leaves Enter credentials available", async ({
  authWindow,
}) => {
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await window.close();

  const alert = popup.getByRole('alert').filter({ hasText: 'No new connection in maria@acme.example.' });
  await expect(alert).toContainText('If you finished there, Zapier was signed in as someone else.');
  await expect(connectOnZapier(popup)).toBeFocused();
  await popup.getByRole('button', { name: 'Back' }).click();
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
});

test("switching from a begun form to Zapier's page keeps what was typed", async ({ authWindow }) => {
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await popup.getByRole('textbox', { name: 'Field name' }).fill('token');
  await popup.getByRole('button', { name: 'Back' }).click();

  await choose(popup, 'HubSpot');
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('token');
  await popup.getByRole('button', { name: 'Connect on Zapier instead' }).click();
  await expect(connectOnZapier(popup)).toBeFocused();
  await popup.keyboard.press('Escape');
  await popup.getByRole('option', { name: /^HubSpot/ }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('token');

  await popup.getByRole('button', { name: 'Connect on Zapier instead' }).click();
  await connectOnZapier(popup).click();
  await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await cancel(popup);
});

test("a visit completes although the background was stopped while Zapier's window was open", async ({
  actions,
  authWindow,
  extension,
}) => {
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await extension.stopBackground();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot');
});

test("a reopened popup still shows the visit, and Cancel closes Zapier's window", async ({
  authWindow,
  openPopup,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  await popup.close();

  const again = await openPopup();
  await expect(waiting(again)).toBeVisible();
  await expect(again.getByRole('button', { name: "Show Zapier's page" })).toBeFocused();
  const closed = window.waitForEvent('close');
  await again.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  await expect(connectOnZapier(again)).toBeFocused();
  expect(zapier.connections).toEqual([]);
});

test("Sign out closes Zapier's window, so that nothing begun there ends up in the next customer's account", async ({
  authWindow,
}) => {
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(waiting(popup)).toBeVisible();
  const closed = window.waitForEvent('close');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await popup.getByRole('button', { name: 'Sign out anyway' }).click();
  await closed;
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
});
