import { ACME_CRM, CLIENT_ID, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Only for Chromium: `load` never occurs for extension pages in Firefox.
test('home finishes loading while app icons still wait for their host', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const first = await openPopup();
  await actions.signIn(first);
  await first.getByRole('combobox', { name: 'Search apps' }).fill('hubspot');
  await first
    .getByRole('option', { name: /^HubSpot/ })
    .first()
    .click();
  await first.getByRole('button', { name: 'Back' }).click();
  await first.close();

  const hold = zapier.holdIcons();
  const popup = await openPopup();
  await expect(popup.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /^HubSpot/ })).toBeVisible();
  await popup.waitForLoadState('load');
  hold.release();
});

test('home appears and opens a form while the background does not answer', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  await actions.signIn(await openPopup());
  const popup = await extension.openPage('manifest.json');
  await popup.addInitScript(silentBackground);
  await popup.goto(extension.url('popup.html'));
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toBeFocused();
  await expect(popup.getByRole('option')).toHaveCount(2);
  await search.press('ArrowDown');
  await search.press('Enter');
  await expect(popup.getByRole('heading', { name: 'Shipday' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Connect' })).toBeVisible();
  expect(await popup.evaluate(() => document.documentElement.dataset.unanswered)).toBeDefined();
});

test('Enter that comes before the directory is read opens the first app once it is there', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [{ ...ACME_CRM, title: 'Hubspat' }, SHIPDAY] });
  const first = await openPopup();
  await actions.signIn(first);
  await actions.readDirectory();
  await first.close();

  const popup = await extension.openPage('manifest.json');
  await popup.addInitScript(heldDirectory);
  await popup.goto(extension.url('popup.html'));
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await expect(search).toBeFocused();
  await popup.keyboard.type('hubspot');
  await popup.keyboard.press('Enter');
  await expect(search).toHaveValue('hubspot');

  await popup.evaluate(() => window.dispatchEvent(new Event('release-directory')));
  await expect(popup.getByRole('heading', { name: 'HubSpot' })).toBeVisible();
});

test('what is typed before home is there is searched for', async ({ actions, extension, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  await actions.signIn(await openPopup());
  const popup = await extension.openPage('manifest.json');
  await popup.addInitScript(heldStart);
  await popup.goto(extension.url('popup.html'), { waitUntil: 'load' });
  await popup.keyboard.type('ship');
  await popup.evaluate(() => window.dispatchEvent(new Event('release-start')));
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toHaveValue('ship');
  await expect(popup.getByRole('option', { name: /^Shipday/ })).toHaveAttribute('aria-selected', 'true');
});

/** Delays what the page shows first until it gets the event `release-start`. Runs in the browser. */
function heldStart(): void {
  const { session } = (
    globalThis as unknown as { chrome: { storage: { session: { get: (keys: unknown) => unknown } } } }
  ).chrome.storage;
  const get = session.get.bind(session);
  const released = new Promise((release) => window.addEventListener('release-start', release));
  session.get = async (keys) => {
    await released;
    return get(keys);
  };
}

/** Delays reading Zapier's directory until the page gets the event `release-directory`. Runs in the browser. */
function heldDirectory(): void {
  const { local } = (globalThis as unknown as { chrome: { storage: { local: { get: (keys: unknown) => unknown } } } })
    .chrome.storage;
  const get = local.get.bind(local);
  const released = new Promise((release) => window.addEventListener('release-directory', release));
  local.get = async (keys) => {
    if (JSON.stringify(keys).includes('catalogue')) await released;
    return get(keys);
  };
}

/** Never answers the page's messages, and marks the page when it sends one. Runs in the browser. */
function silentBackground(): void {
  type Api = { runtime: { sendMessage: unknown } };
  const { browser, chrome } = globalThis as { browser?: Api; chrome?: Api };
  for (const api of [browser, chrome])
    if (api)
      api.runtime.sendMessage = () => {
        document.documentElement.dataset.unanswered = '';
        return new Promise(() => undefined);
      };
}
