import type { Page } from '@playwright/test';
import { ACME_CRM, CLIENT_ID, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme_live_0123456789';

test('what is typed before a form is there reaches its first field', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await holdSession(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).press('Enter');
  await popup.keyboard.type(`/${KEY}`);
  // It is meant for a form that nobody has seen yet, so it makes no connection.
  await popup.keyboard.press('Enter');
  await popup.keyboard.type('lost');
  await release(popup);

  const key = popup.getByRole('textbox', { name: 'API key' });
  await expect(key).toHaveValue(`/${KEY}`);
  await expect(key).toBeFocused();
  await popup.keyboard.type('9');
  await expect(key).toHaveValue(`/${KEY}9`);
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);
});

test('what is pasted before a form is there is taken as if it were pasted into its first field', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await actions.copy(`"${KEY}"`);
  await popup.bringToFront();
  await holdSession(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).press('Enter');
  await popup.keyboard.press('ControlOrMeta+V');
  await release(popup);

  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue(KEY);
  await expect(popup.getByRole('status').filter({ hasText: 'Without the quotes around it.' })).toBeVisible();
});

test('what is typed before a screen without fields is there reaches no field later', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('hubspot');
  await expect(popup.getByRole('option', { name: /^HubSpot/ }).first()).toBeVisible();
  await holdSession(popup);
  await search.press('Enter');
  await popup.keyboard.type('lost ');
  await release(popup);

  await expect(popup.getByRole('button', { name: 'Connect on Zapier' })).toBeFocused();
  await popup.keyboard.press('Escape');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('');
});

interface Held {
  releaseSession: () => void;
}

/** Delays what a page reads from memory, and so the next form, until it is released. */
async function holdSession(popup: Page): Promise<void> {
  await popup.evaluate(() => {
    type Api = { storage: { session: { get: (keys: unknown) => unknown } } };
    const { browser, chrome } = globalThis as { browser?: Api; chrome?: Api };
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const api of new Set([browser, chrome])) {
      if (!api) continue;
      const { session } = api.storage;
      const get = session.get.bind(session);
      session.get = async (keys) => {
        await promise;
        return get(keys);
      };
    }
    Object.assign(window, { releaseSession: resolve });
  });
}

const release = (popup: Page) => popup.evaluate(() => (window as unknown as Held).releaseSession());
