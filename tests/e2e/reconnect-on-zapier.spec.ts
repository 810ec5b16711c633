import type { Page } from '@playwright/test';
import { MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { choose, HUBSPOT, openSignedIn, waiting } from './zapiers-page';

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test("Reconnect repairs an expired connection in Zapier's own list", async ({ authWindow, zapier }) => {
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

test('reconnecting a different expired connection is reported, but not as success', async ({ authWindow, zapier }) => {
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
