import { CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({ headed: true, backgroundIdleTimeout: 1_000 });

test("a background that was stopped during Zapier's sign-out goes on to the sign-in when the popup opens", async ({
  actions,
  authWindow,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  zapier.redirectAfterLogOut(false);
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Use another account' }).click();
  const page = await authWindow('/app/logout');
  await expect(popup.getByRole('button', { name: 'Show window' })).toBeVisible();
  await popup.close();
  await extension.stopBackground();
  const closed = page.waitForEvent('close');
  // It closes before it is known to be loaded.
  await Promise.allSettled([page.goto('https://zapier.com/app/login'), openPopup()]);
  await closed;
  await authWindow('/oauth/authorize/');
});
