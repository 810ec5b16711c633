import type { Page } from '@playwright/test';
import { CLIENT_ID, MARIA } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

// Headless browsers give no window the focus.
test.use({ headed: true });

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
});

const signIn = (popup: Page) => popup.getByRole('button', { name: 'Sign in to Zapier' });

/** Returns the type of the window that was focused last. */
const focusedWindow = (extension: Extension) =>
  extension.evaluate(async (browser) => (await browser.windows.getLastFocused()).type);

test("Cancel closes Zapier's sign-in window and goes back without a complaint, and the next sign-in works", async ({
  actions,
  authWindow,
  openPopup,
}) => {
  const popup = await openPopup();
  await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill('acme.example');
  await signIn(popup).click();
  const window = await authWindow();
  await expect(window.getByRole('button', { name: 'Allow' })).toBeVisible();
  const closed = window.waitForEvent('close');
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await closed;

  await expect(popup.getByRole('textbox', { name: "Customer's e-mail or domain" })).toBeFocused();
  await expect(popup.getByRole('textbox', { name: "Customer's e-mail or domain" })).toHaveValue('acme.example');
  await expect(popup.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
  await actions.signIn(popup);
});

test('Cancel works before the page of Zapier has come, which then shows no window', async ({ openPopup, zapier }) => {
  const popup = await openPopup();
  const hold = zapier.hold('GET /v2/authorize');
  await signIn(popup).click();
  await hold.arrived;
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(signIn(popup)).toBeVisible();
  hold.release();
  await expect(popup.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0);
});

test("Show window brings Zapier's sign-in window back to the front", async ({ authWindow, extension, openPopup }) => {
  const popup = await openPopup();
  await signIn(popup).click();
  const window = await authWindow();
  await expect(window.getByRole('button', { name: 'Allow' })).toBeVisible();
  await extension.evaluate(async (browser) => {
    const [front] = await browser.windows.getAll({ windowTypes: ['normal'] });
    if (front?.id !== undefined) await browser.windows.update(front.id, { focused: true });
  });
  await expect.poll(() => focusedWindow(extension)).toBe('normal');
  await popup.getByRole('button', { name: 'Show window' }).click();
  await expect.poll(() => focusedWindow(extension)).toBe('popup');
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(signIn(popup)).toBeVisible();
});

test('once the window has closed, only Cancel is offered until Zapier has answered', async ({ openPopup, zapier }) => {
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  const hold = zapier.hold('POST /oauth/token/');
  await signIn(popup).click();
  await hold.arrived;
  await expect(popup.getByText("Zapier's window has closed. Waiting for the account's details")).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Show window' })).toHaveCount(0);
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(popup.getByRole('textbox', { name: "Customer's e-mail or domain" })).toBeFocused();
  hold.release();
});

test("Sign out closes Zapier's sign-in window, so that nobody comes in later", async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  zapier.expireAccessTokens();
  zapier.revokeRefreshTokens();
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('no such app');
  await popup.getByRole('button', { name: 'Sign in again' }).click();
  const window = await authWindow();
  await expect(window.getByRole('button', { name: 'Allow' })).toBeVisible();
  const closed = window.waitForEvent('close');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await closed;
  await expect(popup.getByRole('button', { name: 'Show window' })).toHaveCount(0);
  await actions.signIn(popup);
});

test('far too much pasted as the customer keeps nobody from signing in', async ({ actions, openPopup }) => {
  await actions.copy('acme.example '.repeat(1000));
  const popup = await openPopup();
  await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).press('ControlOrMeta+V');
  await signIn(popup).click();
  await expect(popup.getByText("Zapier's window is open.")).toBeVisible();
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await expect(signIn(popup)).toBeVisible();
});
