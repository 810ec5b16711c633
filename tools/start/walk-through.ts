import { expect, type Page } from '@playwright/test';
import { ACME_CRM, type ZapierStandIn } from '../../tests/zapier/zapier';
import type { Browser } from './browser';

/** Prints that a step is done and takes a screenshot of the result. */
export type Report = (done: string, page: Page) => Promise<void>;

/** The popup's size in its stylesheet, in CSS pixels. */
const POPUP_SIZE = { width: 380, height: 560 };

/** Does the main job automatically: signs in, picks an app, fills in the form, connects. */
export async function walkThrough(browser: Browser, zapier: ZapierStandIn, report: Report): Promise<void> {
  const popup = await browser.context.newPage();
  await popup.setViewportSize(POPUP_SIZE);
  await popup.goto(browser.page('popup.html'));
  const signIn = popup.getByRole('button', { name: 'Sign in to Zapier' });
  await expect(signIn).toBeVisible();
  await report('Opened the popup', popup);

  const [authWindow] = await Promise.all([browser.context.waitForEvent('page'), signIn.click()]);
  const allow = authWindow.getByRole('button', { name: 'Allow' });
  await expect(allow).toBeVisible();
  await report('Opened Zapier’s sign-in window', authWindow);

  await allow.click();
  const account = popup.getByRole('button', { name: /^Account/ });
  await expect(account).toBeVisible();
  await report(`Signed in as ${zapier.session.person?.email}`, popup);

  await popup.getByRole('combobox', { name: 'Search apps' }).fill('acme');
  const option = popup.getByRole('option', { name: new RegExp(`^${ACME_CRM.title}`) });
  await expect(option).toBeVisible();
  await report('Searched for “acme”', popup);

  await option.click();
  const title = popup.getByRole('textbox', { name: 'Connection name' });
  await expect(title).toHaveValue(/./);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_0123456789abcdef');
  await report(`Filled in the form “${await title.inputValue()}”`, popup);

  // So that the access token has to be renewed first, as after ten hours.
  zapier.expireAccessTokens();
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  await report('Connected', popup);
}
