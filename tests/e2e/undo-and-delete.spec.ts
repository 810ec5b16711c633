import type { Page } from '@playwright/test';
import { ACME_CRM, answers, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const DELETE = 'DELETE /v2/authentications/{authentication_id}';

const line = (popup: Page) => popup.locator('summary');
const rows = (popup: Page) => popup.getByRole('list', { name: 'Connections in this account' }).getByRole('listitem');
const nameOf = (popup: Page) => popup.getByRole('textbox', { name: 'Connection name' });
const keyOf = (popup: Page) => popup.getByRole('textbox', { name: 'API key' });

async function connect(popup: Page, key = 'acme_live_0001') {
  await keyOf(popup).fill(key);
  await keyOf(popup).press('Control+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
}

test('Undo deletes the new connection and restores the form without its secrets', async ({
  actions,
  openPopup,
  zapier,
}) => {
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
  const reopened = await openPopup();
  await expect(reopened.getByText('The connection is gone, deleted at Zapier.')).toBeVisible();
  await expect(nameOf(reopened)).toHaveValue('Acme – Shipday');
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
