// Proves the harness itself, so that a green suite means something.
import { BEN, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('the popup and the Settings page open', async ({ openPopup, openSettings }) => {
  await expect((await openPopup()).getByRole('button', { name: 'Open Settings' })).toBeVisible();
  await expect((await openSettings()).getByRole('button', { name: 'Save settings' })).toBeVisible();
});

test('storage can be read and seeded', async ({ extension, actions }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  expect(await extension.readStorage('local')).toMatchObject({ config: { clientId: CLIENT_ID } });
  expect(await extension.readStorage('session')).toBeInstanceOf(Object);
});

test('Settings can be filled and saved', async ({ extension, actions }) => {
  await actions.configure({ clientId: CLIENT_ID, apps: [] });
  expect(await extension.readStorage('local')).toMatchObject({ settings: { clientId: CLIENT_ID } });
});

test('somebody can be signed in', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup, BEN);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
});

test('the window of a sign-in can be found', async ({ actions, openPopup, authWindow }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  await (await openPopup()).getByRole('button', { name: 'Sign in to Zapier' }).click();
  await (await authWindow()).close();
});

test('a host that nobody should call is reported', async ({ extension, zapier, errorLog }) => {
  errorLog.allow(/stranger\.example|Failed to load|CORS/);
  await extension.evaluate(() => fetch('https://stranger.example/secret').catch(() => undefined));
  expect(() => zapier.assertClean()).toThrow('stranger GET stranger.example/secret');
  zapier.reset();
});

test("an error on a page's console is reported", async ({ openPopup, errorLog }) => {
  await (await openPopup()).evaluate(() => console.error('made on purpose'));
  await expect.poll(() => errorLog.unexpected()).toEqual(['made on purpose']);
  errorLog.allow(/made on purpose/);
});

test('an error on the console of a page that was loaded once more is reported', async ({
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

test('the browser restarts on the same profile', async ({ extension }) => {
  await extension.evaluate((browser) => browser.storage.local.set({ kept: true }));
  await extension.evaluate((browser) => browser.storage.session.set({ lost: true }));
  await extension.restart();
  expect(await extension.readStorage('local')).toMatchObject({ kept: true });
  expect(await extension.readStorage('session')).not.toHaveProperty('lost');
});

test.describe('one test after another', () => {
  test('leaves its traces', async ({ actions, openPopup }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, staySignedIn: true });
    await actions.signIn(await openPopup());
  });

  test('finds none of the one before', async ({ extension, zapier }) => {
    expect(await extension.countContexts('TAB')).toBe(0);
    const kept = [await extension.readStorage('local'), await extension.readStorage('session')];
    expect(JSON.stringify(kept)).not.toMatch(/maria|accessToken|staySignedIn":true/);
    expect(zapier.requests).toEqual([]);
  });
});
