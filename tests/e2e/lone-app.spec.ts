import { ACME_CRM, CLIENT_ID, DESKWELL, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const LONE = { ...ACME_CRM, pinned: true };
const OAUTH = {
  app: '01234567-89ab-7cde-8f01-23456789abcd',
  title: 'Oauth Hub',
  authentication: { type: 'oauth2', fields: [] },
};

test('the lone pinned app opens at once for the customer who was named, and Other app leads to the search', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [LONE, DESKWELL] });
  zapier.session.signIn(MARIA);
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill(MARIA.email);
  await popup.keyboard.press('Enter');
  const key = popup.getByRole('textbox', { name: 'API key' });
  await expect(key).toBeFocused();
  await expect(popup.getByRole('heading', { name: 'Acme CRM' })).toBeVisible();

  await popup.getByRole('button', { name: 'Other app' }).click();
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toBeFocused();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(key).toBeFocused();
  await expect(popup.getByRole('button', { name: 'Other app' })).toHaveCount(0);
  await key.fill('acme_live_1');
  await popup.getByRole('button', { name: 'Back' }).click();
  await expect(popup.getByRole('group', { name: 'Unfinished' })).toBeVisible();

  const next = await openPopup();
  await expect(next.getByRole('combobox', { name: 'Search apps' }), 'something is unfinished').toBeFocused();
  await next.getByRole('option', { name: /^Acme CRM/ }).click();
  await next.getByRole('button', { name: 'Connect', exact: true }).click();
  await next.getByRole('button', { name: 'Connect another' }).click();
  await expect(next.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  await expect((await openPopup()).getByRole('button', { name: 'Other app' })).toBeVisible();
});

test("rows say which apps leave for Zapier's page, not which have a form", async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, OAUTH] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await expect(popup.getByRole('option', { name: 'Acme CRM', exact: true })).toBeVisible();
  await expect(popup.getByRole('option', { name: /^Oauth Hub.*On Zapier$/ })).toBeVisible();
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('hubspot');
  await expect(popup.getByRole('option', { name: /^HubSpot.*On Zapier$/ })).toBeVisible();
});
