import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { wholeList } from '../unit/support/whole-list';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const LIST = 'GET /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';

const today = new Date().toLocaleDateString('en-US', { day: 'numeric', month: 'long' });
const line = (popup: Page) => popup.locator('summary');
const rows = (popup: Page) => popup.getByRole('list', { name: 'Connections in this account' }).getByRole('listitem');
const nameOf = (popup: Page) => popup.getByRole('textbox', { name: 'Connection name' });
const keyOf = (popup: Page) => popup.getByRole('textbox', { name: 'API key' });

async function connect(popup: Page, key = 'acme_live_0001') {
  await keyOf(popup).fill(key);
  await keyOf(popup).press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
}

test("an app's connections from all pages of the list are folded into one line", async ({ actions, zapier }) => {
  zapier.pageLimit(2);
  for (const title of ['Globex', 'Initech', 'Umbrella'])
    zapier.addConnection({ app: ACME_CRM.app, title, owner: MARIA });
  zapier.addConnection({ app: ACME_CRM.app, title: 'Not hers', owner: BEN });
  zapier.addConnection({ app: SHIPDAY.app, title: 'Another app', owner: MARIA });
  const popup = await actions.openForm(ACME_CRM);
  await expect(line(popup)).toHaveText('3 connections in this account');
  await expect(rows(popup).first()).toBeHidden();
  await expect(keyOf(popup)).toBeFocused();
  await line(popup).click();
  await expect(rows(popup)).toHaveText([/^Globex/, /^Initech/, /^Umbrella/]);
  await expect(popup.getByText('Expired')).toHaveCount(0);
  expect(zapier.requestsTo(LIST)).toHaveLength(2);
});

test('a list of connections that arrives late does not shift the form or interrupt typing', async ({
  actions,
  zapier,
}) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Gone stale', owner: MARIA, isExpired: true });
  zapier.addConnection({ app: ACME_CRM.app, title: 'Maria Chen – Acme CRM', owner: MARIA });
  const hold = zapier.hold(LIST);
  const popup = await actions.openForm(ACME_CRM);
  await hold.arrived;
  await popup.keyboard.insertText('acme_live_');
  await popup.keyboard.press('1');
  const before = await keyOf(popup).boundingBox();
  hold.release();
  await expect(line(popup)).toContainText('2 connections in this account');
  await expect(line(popup)).toContainText('1 expired');
  await expect(nameOf(popup)).toHaveValue('Maria Chen – Acme CRM 2');
  await expect(rows(popup).first()).toBeHidden();
  expect(await keyOf(popup).boundingBox()).toEqual(before);
  await expect(keyOf(popup)).toHaveValue('acme_live_1');
  await expect(keyOf(popup)).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});

test('an expired connection unfolds the list and is marked Expired', async ({ actions, zapier }) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  zapier.addConnection({ app: ACME_CRM.app, title: 'Gone stale', owner: MARIA, isExpired: true });
  const popup = await actions.openForm(ACME_CRM);
  await expect(rows(popup)).toHaveText([/^Gone stale.*Expired/, /^Globex/]);
  await expect(rows(popup).nth(1)).not.toContainText('Expired');
});

test('a reopened popup shows the list of connections without asking Zapier again', async ({
  actions,
  openPopup,
  zapier,
}) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  const popup = await actions.openForm(ACME_CRM);
  await expect(line(popup)).toBeVisible();
  await popup.close();
  const next = await openPopup();
  await expect(line(next)).toHaveText('1 connection in this account');
  expect(zapier.requestsTo(LIST)).toHaveLength(1);
});

test('a newer list of the same length replaces the connections shown', async ({ actions, extension, zapier }) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  const popup = await actions.openForm(ACME_CRM);
  await line(popup).click();
  await expect(rows(popup)).toHaveText([/^Globex/]);
  const fresher = wholeList([{ id: 'another', title: 'Initech', isExpired: false }], Date.now());
  await extension.evaluate((browser, items) => browser.storage.session.set(items), {
    [`connections/${MARIA.id}/${ACME_CRM.app}`]: fresher,
  });
  await expect(rows(popup)).toHaveText([/^Initech/]);
});

test('the form says when there are no connections and when they cannot be listed', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();
  zapier.everyAnswer(LIST, answers.serverError());
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
  await popup.reload();
  await popup.getByRole('option', { name: /^Shipday/ }).click();
  await expect(popup.getByText('Connections in this account could not be listed.')).toBeVisible();
});

test('duplicate names and credentials are pointed out while typing but can still be used', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await connect(popup);
  await popup.getByRole('button', { name: 'Same app again' }).click();

  await expect(nameOf(popup)).toHaveValue('Maria Chen – Acme CRM 2');
  await nameOf(popup).fill('Maria Chen – Acme CRM');
  await expect(nameOf(popup)).toHaveAccessibleDescription(`Same name as one made here on ${today}.`);
  await line(popup).click();
  await expect(rows(popup)).toHaveText([/Same name · Made here on \w+ \d+/]);
  await nameOf(popup).fill('MARIA CHÉN / Acme  CRM');
  await expect(nameOf(popup)).toHaveAccessibleDescription(
    `Almost the same name as “Maria Chen – Acme CRM”, made here on ${today}.`,
  );
  await nameOf(popup).fill('Globex – Acme CRM');
  await expect(nameOf(popup)).toHaveAccessibleDescription('');

  await keyOf(popup).fill('acme_live_0002');
  await expect(keyOf(popup)).toHaveAccessibleDescription(/^Kept hidden/);
  await keyOf(popup).fill('acme_live_0001');
  await expect(keyOf(popup)).toHaveAccessibleDescription(
    `Same API key as “Maria Chen – Acme CRM”, made here on ${today}.`,
  );
  await keyOf(popup).press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections.map(({ title }) => title)).toEqual(['Maria Chen – Acme CRM', 'Globex – Acme CRM']);
});

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

test('Undo deletes the new connection and restores the form without its secrets', async ({ actions, zapier }) => {
  const popup = await actions.openForm(SHIPDAY);
  await nameOf(popup).fill('Acme – Shipday');
  await popup.getByRole('textbox', { name: 'Username' }).fill('maria');
  await popup.getByRole('textbox', { name: 'Password' }).fill('a-password');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.requestsTo(DELETE)).toHaveLength(0);
  await popup.getByRole('button', { name: 'Undo' }).click();

  await expect(popup.getByText('The connection is gone, deleted at Zapier.')).toBeVisible();
  expect(zapier.connections).toEqual([]);
  await expect(nameOf(popup)).toHaveValue('Acme – Shipday');
  await expect(popup.getByRole('textbox', { name: 'Password' })).toHaveValue('');
  await expect(popup.getByText('was wiped after')).toHaveCount(0);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();

  // A reopened popup shows the same.
  await popup.reload();
  await expect(popup.getByText('The connection is gone, deleted at Zapier.')).toBeVisible();
  await expect(nameOf(popup)).toHaveValue('Acme – Shipday');
});

test('Delete and Undo say that a connection is already gone when somebody else has deleted it', async ({
  actions,
  zapier,
}) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Gone stale', owner: MARIA, isExpired: true });
  const popup = await actions.openForm(ACME_CRM);
  await rows(popup).getByRole('button', { name: 'Delete Gone stale' }).click();
  zapier.removeConnections();
  await popup.getByRole('dialog').getByRole('button', { name: 'Delete connection' }).click();
  await expect(popup.getByRole('status').filter({ hasText: '“Gone stale” was already gone at Zapier.' })).toHaveCount(
    1,
  );
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();

  await connect(popup);
  zapier.removeConnections();
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(popup.getByText('The connection was already gone at Zapier.')).toBeVisible();
  await expect(nameOf(popup)).toHaveValue('Maria Chen – Acme CRM');
});

for (const status of [403, 404, 405] as const)
  test(`Undo and Delete explain a ${status} and link to Zapier`, async ({ actions, zapier }) => {
    zapier.addConnection({ app: ACME_CRM.app, title: 'Gone stale', owner: MARIA, isExpired: true });
    zapier.deletion(status);
    const popup = await actions.openForm(ACME_CRM);
    await rows(popup).getByRole('button', { name: 'Delete Gone stale' }).click();
    const dialog = popup.getByRole('dialog', { name: 'Delete “Gone stale”?' });
    await dialog.getByRole('button', { name: 'Delete connection' }).click();
    await expect(dialog.getByRole('alert')).toContainText("Zapier doesn't allow deleting from here.");
    const link = { name: 'Open connections on Zapier' };
    await expect(dialog.getByRole('link', link)).toHaveAttribute('href', 'https://zapier.com/app/assets/connections');
    await dialog.getByRole('button', { name: 'Keep it' }).click();

    await connect(popup);
    await popup.getByRole('button', { name: 'Undo' }).click();
    const alert = popup.getByRole('alert').filter({ hasText: "Zapier doesn't allow deleting from here." });
    await expect(alert.getByRole('link', link)).toBeVisible();
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
    expect(zapier.connections).toHaveLength(2);
  });

test('Delete asks by name first, and Escape keeps the connection and the form', async ({ actions, zapier }) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Gone <b>stale</b>', owner: MARIA, isExpired: true });
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  const popup = await actions.openForm(ACME_CRM);
  await keyOf(popup).fill('acme_live_1');
  const ask = () => rows(popup).getByRole('button', { name: 'Delete Gone <b>stale</b>' }).click();
  await ask();
  const dialog = popup.getByRole('dialog', { name: 'Delete “Gone <b>stale</b>”?' });
  await expect(dialog).toContainText('maria@acme.example');
  await popup.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(keyOf(popup)).toHaveValue('acme_live_1');
  expect(zapier.requestsTo(DELETE)).toHaveLength(0);

  await ask();
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(dialog).toBeHidden();
  await expect(
    popup.getByRole('status').filter({ hasText: '“Gone <b>stale</b>” is gone, deleted at Zapier.' }),
  ).toHaveCount(1);
  await expect(line(popup)).toHaveText('1 connection in this account');
  await expect(line(popup)).toBeFocused();
  expect(zapier.connections).toMatchObject([{ title: 'Globex' }]);
});

test('a server error on Undo leaves the outcome unsure, and Undo can be repeated', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await connect(popup);
  zapier.nextAnswers(DELETE, answers.serverError());
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Not sure.' })).toContainText('it may be gone');
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect(popup.getByText('The connection is gone, deleted at Zapier.')).toBeVisible();
});
