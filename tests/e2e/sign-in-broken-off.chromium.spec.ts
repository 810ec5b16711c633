import { answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

// A double click in Zapier's page can end Chromium's sign-in in the same way: the page was there, the next one is not.
test('a page of Zapier that breaks off after it was shown does not lead to advice about the client ID', async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  zapier.everyAnswer('POST /oauth/authorize/', answers.dropConnection('before'));
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await actions.clickAndClose(await authWindow(), 'Allow');

  const alert = popup.getByRole('alert').filter({ hasText: 'Sign in once more' });
  await expect(alert).toContainText("Zapier's page loaded, but the next one did not.");
  await expect(alert).not.toContainText('client ID');
  await expect(alert.getByRole('button', { name: 'Open Settings' })).toHaveCount(0);
  await actions.signIn(popup);
});
