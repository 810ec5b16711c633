import type { Locator, Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID } from '../zapier/zapier';
import { POPUP_SIZE } from './harness/actions';
import { expect, test } from './harness/test';

const FIRST = 'The key was not accepted by the server.';
const LAST = 'Correlation id 0f8fad5b.';
/** An error of some 6,000 characters, as gateways and validators write them, with a word of 300. */
const LONG = `${FIRST} ${'x'.repeat(300)} ${'Traceback: frame of the handler, line 17. '.repeat(130)}${LAST}`;

/** Checks that the error is folded, that the alert says only its first sentence, and that Show all shows the rest. */
async function expectFolded(popup: Page, alert: Locator): Promise<void> {
  await expect(alert).toContainText(FIRST);
  // What a screen reader is given, without what is hidden from it.
  expect(await alert.ariaSnapshot()).toContain(FIRST);
  expect(await alert.ariaSnapshot()).not.toContain('Traceback');
  expect((await alert.boundingBox())?.height).toBeLessThan(POPUP_SIZE.height / 2);

  await popup.getByRole('button', { name: 'Show all' }).click();
  const whole = alert.getByText(LAST);
  await expect(whole).toBeFocused();
  await expect(whole).toHaveText(LONG);
  await expect(whole).toHaveAttribute('aria-live', 'off');
  await expect(popup.getByRole('button', { name: 'Show all' })).toBeHidden();
}

test.describe('an error of thousands of characters', () => {
  test('at a field is folded, and the alert says its first sentence', async ({ actions, zapier }) => {
    const popup = await actions.openForm(ACME_CRM);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    zapier.nextAnswers('POST /v2/authentications', answers.refused(400, LONG, '/data/authentication_fields/api_key'));
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expectFolded(popup, popup.getByRole('alert').filter({ hasText: FIRST }));
  });

  test('above the form is folded, and the alert says its first sentence', async ({ actions, zapier }) => {
    const popup = await actions.openForm(ACME_CRM);
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    zapier.nextAnswers('POST /v2/authentications', answers.refused(400, LONG));
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expectFolded(popup, popup.getByRole('alert').filter({ hasText: FIRST }));
  });

  test('at the sign-in is folded, and the alert says its first sentence', async ({ actions, openPopup, zapier }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    zapier.nextAuthorization({ error: 'access_denied', errorDescription: LONG });
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    const alert = popup.getByRole('alert').filter({ hasText: FIRST });
    await expect(alert.getByRole('button', { name: 'Show all' })).toBeVisible();
    expect(await alert.ariaSnapshot()).not.toContain('Traceback');
    expect((await alert.boundingBox())?.height).toBeLessThan(POPUP_SIZE.height / 2);
  });
});
