import type { Page } from '@playwright/test';
import { MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { cancel, choose, connectOnZapier, HUBSPOT, openSignedIn, waiting } from './zapiers-page';

test.use({ backgroundIdleTimeout: 3_000 });

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test('Zapier’s page leads, and its new connection is shown by name', async ({ actions, authWindow, zapier }) => {
  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot', owner: MARIA });
  await choose(popup, 'HubSpot');
  await expect(connectOnZapier(popup)).toBeFocused();
  await connectOnZapier(popup).click();
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
  await expect(connectOnZapier(popup)).toBeFocused();
});

test('a page that never comes to its end: the window is closed by hand, and the connection is found', async ({
  authWindow,
  zapier,
}) => {
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

test('a window closed without anything is said as that, and the fields are still one click away', async ({
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

test('a form that was begun leads back to Zapier’s page, and keeps what was typed', async ({ authWindow }) => {
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

test('a background that is stopped while the window is open goes on when something happens there', async ({
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

test('the popup may close: what is waited for is shown again, and Cancel closes the window', async ({
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
