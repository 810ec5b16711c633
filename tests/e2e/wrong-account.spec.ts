import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const NAMED = "Customer's e-mail or domain";

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
});

/** Signs in with Maria named, but Ben at Zapier. */
async function meetTheWrongOne(popup: Page) {
  await popup.getByRole('textbox', { name: NAMED }).fill('acme.example');
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await expectGuard(popup);
}

async function expectGuard(popup: Page) {
  await expect(popup.getByRole('heading', { name: 'This is not the customer you named.' })).toBeVisible();
  await expect(popup.getByText('acme.example', { exact: true })).toBeVisible();
  await expect(popup.getByRole('combobox')).toHaveCount(0);
}

test('an unexpected account blocks connecting, through failed sign-ins, until the expected one signs in', async ({
  authWindow,
  extension,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup);
  const again = popup.getByRole('button', { name: 'Sign in to Zapier' });

  zapier.session.consent = 'ask';
  await again.click();
  const window = await authWindow();
  await expect(popup.getByRole('button', { name: 'Waiting for Zapier…' })).toBeVisible();
  await expectGuard(popup);
  await window.close();
  await expect(popup.getByRole('alert').filter({ hasText: 'The window was closed' })).toBeVisible();
  await expectGuard(popup);

  zapier.session.consent = 'deny';
  await again.click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in' })).toBeVisible();
  await expectGuard(popup);

  zapier.session.consent = 'allow';
  zapier.nextAnswers('POST /oauth/token/', answers.serverError());
  await again.click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier could not be reached.' })).toBeVisible();
  await expectGuard(popup);
  const reopened = await openPopup();
  await expectGuard(reopened);

  zapier.session.signIn(MARIA);
  await reopened.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await expect(reopened.getByRole('button', { name: 'Account Maria Chen, maria@acme.example' })).toBeVisible();
  await expect(reopened.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain('cameInsteadOf');
});

test('an unexpected account can be used anyway or signed out', async ({ openPopup }) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup);
  await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out' }).click();

  // The sign-in succeeded, even if with another account, so the name was cleared.
  await expect(popup.getByRole('textbox', { name: NAMED })).toHaveValue('');
  await meetTheWrongOne(popup);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
});
