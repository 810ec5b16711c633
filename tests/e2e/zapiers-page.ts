import type { Page } from '@playwright/test';
import { CLIENT_ID, type ZapierStandIn } from '../zapier/zapier';
import type { Actions } from './harness/actions';
import { expect } from './harness/test';

/** Id of HubSpot in the stand-in's directory. */
export const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

export const connectOnZapier = (popup: Page) => popup.getByRole('button', { name: 'Connect on Zapier' });
export const waiting = (popup: Page) => popup.getByRole('status').filter({ hasText: "Waiting for Zapier's page…" });

/** Returns the requests for Zapier's pages that connect an app. */
export const opened = (zapier: ZapierStandIn) => zapier.requests.filter(({ path }) => path.startsWith('/engine/auth/'));

/** Cancels a visit, and with it the alarm that wakes the background. */
export async function cancel(popup: Page): Promise<void> {
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(connectOnZapier(popup)).toBeVisible();
}

/** Opens Zapier's page, expecting no warning, and cancels the visit. */
export async function visitAndCancel(popup: Page): Promise<void> {
  await connectOnZapier(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await cancel(popup);
}

/** Searches for an app and opens its form. */
export async function choose(popup: Page, title: string): Promise<void> {
  await popup.getByRole('combobox', { name: 'Search apps' }).fill(title);
  await popup
    .getByRole('option', { name: new RegExp(`^${title}`) })
    .first()
    .click();
}

/** Opens the popup with Maria signed in and no definitions. */
export async function openSignedIn(actions: Actions): Promise<Page> {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await actions.openPopup();
  await actions.signIn(popup);
  return popup;
}
