import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { endPause, holdClock, pausedUntil } from './harness/page-clock';
import { expect, test } from './harness/test';

const status = (popup: Page) => popup.getByRole('status').filter({ hasText: /Asking Zapier/ });

test('a search beyond the rate limit counts down and is answered after the pause', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  const clock = await holdClock(popup);
  zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(300));
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('slack');

  await expect(status(popup)).toContainText(/Asking Zapier again in 5:\d\d\./);
  await expect(status(popup)).toContainText('It allows 60 requests a minute for your whole office.');
  await expect(popup.getByRole('button', { name: 'Search Zapier again' })).toHaveCount(0);
  const until = await pausedUntil(extension);
  await clock.set(until - 2000);
  await expect(status(popup)).toContainText('Asking Zapier again in 0:02.');
  await endPause(extension);
  await clock.set(until);
  await expect(popup.getByRole('option', { name: /^Slack/ })).toBeVisible();
  await expect(status(popup)).toHaveCount(0);
  expect(zapier.requestsTo('GET /v2/apps')).toHaveLength(2);
});

test('a list of connections beyond the rate limit counts down and arrives after the pause', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  zapier.addConnection({ app: ACME_CRM.app, title: 'Globex', owner: MARIA });
  zapier.nextAnswers('GET /v2/authentications', answers.tooManyRequests(300));
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const clock = await holdClock(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(status(popup)).toContainText(/Asking Zapier for this account's connections in 5:\d\d\./);
  const until = await pausedUntil(extension);
  await endPause(extension);
  await clock.set(until);
  await expect(popup.getByText('1 connection in this account')).toBeVisible();
  expect(zapier.requestsTo('GET /v2/authentications')).toHaveLength(2);
});

test('an order beyond the rate limit counts down and connects after the pause', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.tooManyRequests(300));
  await popup.getByRole('button', { name: 'Connect' }).click();

  await expect(popup.getByRole('status').filter({ hasText: 'Sending in' })).toContainText(/Sending in \d:\d\d\./);
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
  await endPause(extension);
  await extension.evaluate(async (browser) => {
    const { orders } = await browser.storage.session.get('orders');
    const stage = { name: 'queued', until: Date.now() };
    await browser.storage.session.set({ orders: (orders as object[]).map((order) => ({ ...order, stage })) });
  });
  // The page asks the background to go on with its order.
  await popup.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(2);
  expect(zapier.connections).toHaveLength(1);
});
