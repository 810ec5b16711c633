import { CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

// When the worker ends, its sign-in window stays open, and Chromium opens no other until that one is closed.
test('a sign-in cut off by the end of the background is reported, and only its window is closed', async ({
  actions,
  authWindow,
  context,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  const first = await openPopup();
  await first.getByRole('button', { name: 'Sign in to Zapier' }).click();
  const window = await authWindow();
  const ownTab = await context.newPage();
  await ownTab.goto('https://zapier.com/app/assets/connections');
  const opened = context.waitForEvent('page');
  await extension.evaluate(async (browser) => {
    await browser.windows.create({ type: 'popup', url: 'https://zapier.com/app/assets/connections' });
  });
  const ownWindow = await opened;
  await first.close();
  await extension.stopBackground();
  expect(window.isClosed()).toBe(false);

  const closed = window.waitForEvent('close');
  const popup = await openPopup();
  await closed;
  await expect(popup.getByRole('alert').filter({ hasText: 'The browser interrupted the sign-in.' })).toBeVisible();
  expect([ownTab.isClosed(), ownWindow.isClosed()]).toEqual([false, false]);
  await actions.signIn(popup);
});
