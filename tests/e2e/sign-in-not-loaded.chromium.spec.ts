import { answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('a sign-in page that cannot be loaded is reported, and the next sign-in works', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  const popup = await openPopup();
  zapier.everyAnswer('GET /v2/authorize', answers.dropConnection('before'));
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: "Zapier's page could not be loaded." });
  await expect(alert).toContainText('Check the connection and sign in once more.');
  zapier.everyAnswer('GET /v2/authorize', null);
  await actions.signIn(popup);
});

// Chromium's sign-in window shows no page that has an error status.
test('an unknown client ID is reported as a page that cannot be loaded, with a way to Settings', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: 'nobody-registered-this' });
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: "Zapier's page could not be loaded." });
  await expect(alert).toContainText('If the connection works, check the client ID and the redirect URL in Settings.');
  await expect(alert.getByRole('button', { name: 'Open Settings' })).toBeVisible();
});
