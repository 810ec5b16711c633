import { answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Firefox does not report the error to the extension: its window shows it and stays open until the user closes it.
test('after closing a sign-in window that could not load, the next sign-in works', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  // On a reused connection, Firefox itself would repeat the request.
  zapier.keepAlive(false);
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  const popup = await openPopup();
  zapier.everyAnswer('GET /v2/authorize', answers.dropConnection('before'));
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  // Firefox first requests the page hidden, to learn whether it needs a window, and then in that window.
  await expect.poll(() => zapier.requestsTo('GET /v2/authorize').length).toBeGreaterThan(1);
  const closeAuthWindow = () =>
    extension.evaluate(async (browser) => {
      const windows = await browser.windows.getAll({ windowTypes: ['popup'] });
      for (const { id } of windows) if (id !== undefined) await browser.windows.remove(id);
      return windows.length;
    });
  await expect.poll(closeAuthWindow).toBe(1);

  await expect(popup.getByRole('alert').filter({ hasText: 'The window was closed' })).toBeVisible();
  zapier.everyAnswer('GET /v2/authorize', null);
  await actions.signIn(popup);
});

test("an unknown client ID shows Zapier's error page, and the popup then says what to check", async ({
  actions,
  authWindow,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: 'nobody-registered-this' });
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  const window = await authWindow();
  await expect(window.getByText('No client is registered under this client_id.')).toBeVisible();
  await window.close();

  const alert = popup.getByRole('alert').filter({ hasText: 'The window was closed' });
  await expect(alert).toContainText('If Zapier showed an error page, check the client ID and the redirect URL');
});
