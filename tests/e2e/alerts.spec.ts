import type { Locator, Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

/** Returns how an alert looks: its verdict, its buttons' heights, and whether its text begins and ends at its edges. */
const looks = (alert: Locator) =>
  alert.locator('.alert').evaluate((box) => {
    const { left, right } = box.getBoundingClientRect();
    const text = box.querySelector('.verdict + div')?.getBoundingClientRect();
    const main = box.closest('main')?.clientWidth ?? 0;
    return {
      isVerdictBold: Number(getComputedStyle(box.querySelector('.verdict') ?? box).fontWeight) >= 600,
      buttons: [...box.querySelectorAll('.button')].map((button) => button.getBoundingClientRect().height),
      margins: [Math.round((main - (right - left)) / 2), Math.round((text?.left ?? 0) - left)],
    };
  });

const LOOK = { isVerdictBold: true, buttons: [36], margins: [16, 13] };

const alertOf = (popup: Page, words: string) => popup.getByRole('alert').filter({ hasText: words });

test('the wrong account is one alert with both identities, one button and quiet choices beside it', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill('acme.example');
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  const alert = alertOf(popup, 'This is not the customer you named.');
  await expect(alert).toContainText('acme.example');
  await expect(alert).toContainText(BEN.email);
  expect(await looks(alert)).toEqual(LOOK);
  await expect(alert.getByRole('button', { name: `Use ${BEN.email} anyway` })).toHaveClass('quiet');
});

test('a failure in the form and one of Zapier’s page look alike: verdict, sentence, button, and codes that are folded', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.serverError());
  await popup.getByRole('button', { name: 'Connect' }).click();
  const alert = alertOf(popup, 'Not connected.');
  expect(await looks(alert)).toEqual(LOOK);
  const code = alert.getByText("Zapier's words · 500 error");
  await expect(code).toBeHidden();
  await alert.getByText('Details').click();
  await expect(code).toBeVisible();
  await popup.getByRole('button', { name: 'Clear' }).click();
  await popup.getByRole('button', { name: 'Back' }).click();

  const link = 'http://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1';
  zapier.connectLink('HubSpot', link);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('HubSpot');
  await popup.getByRole('option', { name: /^HubSpot/ }).click();
  await popup.getByRole('button', { name: 'Connect on Zapier' }).click();
  const other = alertOf(popup, "Zapier's page was not opened.");
  expect(await looks(other)).toEqual(LOOK);
  await expect(other.getByRole('button', { name: 'Enter credentials' })).toHaveClass('quiet');
  await expect(other.getByText(link)).toBeHidden();
  await other.getByText('Details').click();
  await expect(other.getByText(link)).toBeVisible();
});
