import type { Page } from '@playwright/test';
import { wholeList } from '../unit/support/whole-list';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const LIST = 'GET /v2/authentications';

const today = new Date().toLocaleDateString('en-US', { day: 'numeric', month: 'short' });
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
