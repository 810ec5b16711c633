import type { Page } from '@playwright/test';
import { CLIENT_ID, DESKWELL, MARIA, type Person } from '../zapier/zapier';
import { POPUP_SIZE } from './harness/actions';
import { expect, test } from './harness/test';

/** A user whose e-mail has 66 characters and whose full name has 45. */
const AGENCY: Person = {
  ...MARIA,
  full_name: 'Maximiliane-Alexandra von Hohenberg-Lindenaue',
  email: 'integrations-production-eu1+customer-bravo@bigagency-group.example',
};

/** Returns the HTML of the controls that extend beyond the popup's width. Fails if a control is not clickable. */
async function controlsOutside(popup: Page): Promise<string[]> {
  const outside: string[] = [];
  for (const control of await popup
    .locator('button, input, textarea, select, a[href]')
    .filter({ visible: true })
    .all()) {
    await control.click({ trial: true });
    const box = await control.boundingBox();
    if (box && box.x >= 0 && box.x + box.width <= POPUP_SIZE.width) continue;
    outside.push(await control.evaluate(({ outerHTML }) => outerHTML));
  }
  return outside;
}

test('every control of a form is inside the popup for an e-mail of 66 and a name of 45 characters', async ({
  actions,
  openPopup,
}) => {
  expect([AGENCY.email.length, AGENCY.full_name.length]).toEqual([66, 45]);
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [DESKWELL] });
  const popup = await openPopup();
  await actions.signIn(popup, AGENCY);
  await popup.getByRole('option', { name: /^Deskwell/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Show' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Clear' })).toBeVisible();
  expect(await controlsOutside(popup)).toEqual([]);
});
