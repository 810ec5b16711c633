import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const LIST = 'GET /v2/authentications';

const today = new Date().toLocaleDateString('en-US', { day: 'numeric', month: 'short' });
const keyOf = (popup: Page) => popup.getByRole('textbox', { name: 'API key' });

async function connect(popup: Page, key = 'acme_live_0001') {
  await keyOf(popup).fill(key);
  await keyOf(popup).press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
}

test('credentials used before are recognised even when connections cannot be listed', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await connect(popup);
  await popup.getByRole('button', { name: 'Connect another' }).click();
  const listed = `connections/${MARIA.id}/${ACME_CRM.app}`;
  await extension.evaluate((browser, key) => browser.storage.session.remove(key), listed);
  zapier.everyAnswer(LIST, answers.serverError());
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByText('Connections in this account could not be listed.')).toBeVisible();
  await keyOf(popup).fill('acme_live_0001');
  await expect(keyOf(popup)).toHaveAccessibleDescription(`Same API key as a connection made here on ${today}.`);
});

test('credential fingerprints from an earlier version are still recognised', async ({ actions, extension, zapier }) => {
  const { id } = zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  const key = Buffer.alloc(32, 'key').toString('base64');
  const secrets = [['api_key', 'acme_live_0001']];
  const hmac = createHmac('sha256', Buffer.from(key, 'base64')).update(JSON.stringify([ACME_CRM.app, secrets]));
  const made = [{ id, appId: ACME_CRM.app, madeAt: Date.now(), fingerprint: hmac.digest('base64') }];
  // Waits until the background has checked the disk at its start, before the item below is written.
  await actions.seedSettings({ clientId: CLIENT_ID });
  await extension.evaluate((browser, items) => browser.storage.local.set(items), {
    madeHere: { [MARIA.id]: { key, made } },
  });
  const popup = await actions.openForm(ACME_CRM);
  await keyOf(popup).fill('acme_live_0001');
  await expect(keyOf(popup)).toHaveAccessibleDescription(`Same API key as “Globex”, made here on ${today}.`);
});

test('credential fingerprints on disk contain no credentials and are removed by Sign out', async ({
  actions,
  extension,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await connect(popup, 'acme_live_secret');
  const kept = async () => (await extension.readStorage('local')).madeHere;
  await expect.poll(kept).toMatchObject({ [MARIA.id]: { made: [{ appId: ACME_CRM.app }] } });
  const everything = JSON.stringify([await extension.readStorage('local'), await extension.readStorage('session')]);
  expect(everything).not.toContain('acme_live_secret');
  expect(JSON.stringify(await kept())).not.toContain('Maria');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect.poll(kept).toEqual({});
});

test('credential fingerprints of an account that was never signed out are gone after 90 days', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const made = { id: 'c-1', appId: ACME_CRM.app, fingerprints: ['hmac'] };
  const day = 24 * 60 * 60_000;
  await extension.evaluate((browser, items) => browser.storage.local.set(items), {
    madeHere: {
      7: { key: 'key', made: [{ ...made, madeAt: Date.now() - 91 * day }] },
      8: { key: 'key', made: [{ ...made, madeAt: Date.now() - 89 * day }] },
    },
    madeHere$: { v: 2 },
  });
  await extension.stopBackground();
  // Wakes the background.
  await actions.signIn(await openPopup());
  await expect.poll(async () => Object.keys((await extension.readStorage('local')).madeHere as object)).toEqual(['8']);
});
