import type { Page } from '@playwright/test';
import { ACME_CRM, answers, MARIA, type ZapierStandIn } from '../zapier/zapier';
import { expect, test } from './harness/test';

const LIST = 'GET /v2/authentications';
const POST = 'POST /v2/authentications';

function addConnections(zapier: ZapierStandIn, count: number): void {
  for (let index = 1; index <= count; index++)
    zapier.addConnection({ app: ACME_CRM.app, title: `Customer ${index}`, owner: MARIA });
}

async function connect(popup: Page): Promise<void> {
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_4b1c');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
}

const receipt = (popup: Page) => popup.getByRole('status').filter({ hasText: 'Connected' });

test('an account with 2,100 connections connects with three requests, and its list says how far it was read', async ({
  actions,
  zapier,
}) => {
  addConnections(zapier, 2100);
  zapier.pageLimit(10);
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByText('200 of 2,100 connections in this account').click();
  await expect(popup.getByText('Only these are checked for duplicates.')).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Read all' })).toBeVisible();
  const shown = zapier.requestsTo(LIST).length;
  expect(shown).toBe(20);
  await connect(popup);
  await expect(receipt(popup)).toBeVisible();
  await expect.poll(() => zapier.requestsTo(LIST).length - shown).toBe(1);
  expect(zapier.requestsTo(POST)).toHaveLength(1);
});

test('a list that Zapier answers with a page does not keep anybody from connecting, and the form says so', async ({
  actions,
  zapier,
}) => {
  zapier.everyAnswer(LIST, answers.htmlPage(200));
  const popup = await actions.openForm(ACME_CRM);
  await expect(
    popup.getByText('Zapier answered in a way Quick Connect does not know (200, a page instead of data).'),
  ).toBeVisible();
  await expect(popup.getByText('so duplicates were not checked.')).toBeVisible();
  await connect(popup);
  await expect(receipt(popup)).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('a connection is never called not made after a list that came with errors in place of data', async ({
  actions,
  extension,
  zapier,
}) => {
  zapier.keepAlive(false);
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  zapier.nextAnswers(POST, answers.dropConnection('after'));
  zapier.everyAnswer(LIST, answers.status(200, { errors: [{ detail: 'Something went wrong' }] }));
  await connect(popup);
  const alert = popup.getByRole('alert');
  await expect(alert).toContainText("could not be read to its end; don't send it twice.");
  await expect(popup.getByRole('button', { name: 'Send again' })).toHaveCount(0);
  const finding = async () => JSON.stringify((await extension.readStorage('session')).findings);
  expect(await finding()).toContain('Something went wrong');
  zapier.everyAnswer(LIST, null);
  await popup.getByRole('button', { name: 'Check again' }).click();
  await expect(receipt(popup)).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('a list that Zapier redirects elsewhere does not keep anybody from connecting', async ({ actions, zapier }) => {
  zapier.everyAnswer(LIST, answers.redirect('https://zapier.com/app/login'));
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('does not know (a redirect instead of data).')).toBeVisible();
  await connect(popup);
  await expect(receipt(popup)).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('an order whose answer is lost while the sign-in ends is not called not made, and is found after the sign-in', async ({
  actions,
  zapier,
}) => {
  zapier.keepAlive(false);
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  const hold = zapier.hold(POST, 'after');
  zapier.nextAnswers(POST, answers.dropConnection('after'));
  await connect(popup);
  await hold.arrived;
  zapier.expireAccessTokens();
  zapier.revokeRefreshTokens();
  hold.release();
  const alert = popup.getByRole('alert');
  await expect(alert).toContainText("It is not known whether the connection was made, so don't send it twice.");
  await expect(popup.getByText('Nothing was created')).toHaveCount(0);
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await popup.getByRole('textbox', { name: 'API key' }).press('Control+Enter');
  await actions.signIn(popup, MARIA);
  await expect(receipt(popup)).toBeVisible();
  expect(zapier.requestsTo(POST)).toHaveLength(1);
  expect(zapier.connections).toHaveLength(1);
});

test('a second connection that appeared in an account too long to read is told by the count of Zapier', async ({
  actions,
  zapier,
}) => {
  addConnections(zapier, 2100);
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('2,000 of 2,100 connections in this account')).toBeVisible();
  const hold = zapier.hold(POST);
  await connect(popup);
  await hold.arrived;
  addConnections(zapier, 1);
  hold.release();
  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier counts one more new connection.' });
  await expect(alert.getByRole('link', { name: 'Open connections on Zapier' })).toBeVisible();
});

test('while it is not known whether an order was carried out, Enter in a field sends no second one', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  zapier.nextAnswers(POST, { ...answers.htmlPage(504), commit: true });
  zapier.everyAnswer(LIST, answers.htmlPage(200));
  await connect(popup);
  await expect(popup.getByText('Not sure.')).toBeVisible();
  const key = popup.getByRole('textbox', { name: 'API key' });
  for (const keys of ['Enter', 'Control+Enter']) {
    await key.focus();
    await key.press(keys);
    await expect(popup.getByRole('button', { name: 'Check again' })).toBeFocused();
  }
  zapier.everyAnswer(LIST, null);
  await popup.keyboard.press('Enter');
  await expect(receipt(popup)).toContainText('The answer was lost, the connection is there.');
  expect(zapier.requestsTo(POST)).toHaveLength(1);
});
