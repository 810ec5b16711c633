// Tests the harness itself, so that a green suite can be trusted.
import { BEN, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('the harness opens the popup and the Settings page', async ({ openPopup, openSettings }) => {
  await expect((await openPopup()).getByRole('button', { name: 'Open Settings' })).toBeVisible();
  await expect((await openSettings()).getByRole('button', { name: 'Save settings' })).toBeVisible();
});

test('the harness seeds and reads storage', async ({ extension, actions }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  expect(await extension.readStorage('local')).toMatchObject({ config: { clientId: CLIENT_ID } });
  expect(await extension.readStorage('session')).toBeInstanceOf(Object);
});

test('the harness fills in and saves Settings', async ({ extension, actions }) => {
  await actions.configure({ clientId: CLIENT_ID, apps: [] });
  expect(await extension.readStorage('local')).toMatchObject({ settings: { clientId: CLIENT_ID } });
});

test('the harness signs in to an account', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup, BEN);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
});

test('the harness finds the sign-in window', async ({ actions, openPopup, authWindow }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  await (await openPopup()).getByRole('button', { name: 'Sign in to Zapier' }).click();
  await (await authWindow()).close();
});

test('the harness reports a request to a host that should not be called', async ({ extension, zapier, errorLog }) => {
  errorLog.allow(/stranger\.example|Failed to load|CORS/);
  await extension.evaluate(() => fetch('https://stranger.example/secret').catch(() => undefined));
  expect(() => zapier.assertClean()).toThrow('stranger GET stranger.example/secret');
  zapier.reset();
});

test("the harness reports an error on a page's console", async ({ openPopup, errorLog }) => {
  await (await openPopup()).evaluate(() => console.error('made on purpose'));
  await expect.poll(() => errorLog.unexpected()).toEqual(['made on purpose']);
  errorLog.allow(/made on purpose/);
});

test('the harness reports an error on the console of a page that has been reloaded', async ({
  errorLog,
  extension,
  openPopup,
}) => {
  const popup = await openPopup();
  await popup.goto(popup.url(), { waitUntil: 'commit' });
  await expect.poll(() => extension.headings()).toContain('Set up once for the whole team');
  await errorLog.collect();
  await extension.evaluate((browser) => {
    const views = browser.extension.getViews() as (Window & typeof globalThis)[];
    views.find(({ location }) => location.pathname === '/popup.html')?.console.error('made on purpose');
  });
  expect(await errorLog.unexpected()).toEqual(['made on purpose']);
  errorLog.allow(/made on purpose/);
});

test('the harness restarts the browser on the same profile', async ({ extension }) => {
  await extension.evaluate((browser) => browser.storage.local.set({ kept: true }));
  await extension.evaluate((browser) => browser.storage.session.set({ lost: true }));
  await extension.restart();
  expect(await extension.readStorage('local')).toMatchObject({ kept: true });
  expect(await extension.readStorage('session')).not.toHaveProperty('lost');
});

test.describe('isolation between tests', () => {
  test('a test leaves a signed-in account behind', async ({ actions, openPopup }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, staySignedIn: true });
    await actions.signIn(await openPopup());
  });

  test('the next test finds no trace of the test before it', async ({ extension, zapier }) => {
    expect(await extension.countContexts('TAB')).toBe(0);
    const kept = [await extension.readStorage('local'), await extension.readStorage('session')];
    expect(JSON.stringify(kept)).not.toMatch(/maria|accessToken|staySignedIn":true/);
    expect(zapier.requests).toEqual([]);
  });
});
