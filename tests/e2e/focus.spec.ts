import type { ApiOrder } from '../../lib/shared/order';
import { ACME_CRM, answers, BEN, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme-0123456789abcdef0123456789';

test.beforeEach(async ({ actions }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
});

test('Dismiss moves the focus to the search box', async ({ actions, openPopup }) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await expect(popup.getByRole('button', { name: 'Dismiss' })).toHaveCount(0);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('discarding a waiting form moves the focus to the search box', async ({ actions }) => {
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await actions.connectAfterSignInEnded(popup);
  await actions.signInInstead(popup, BEN);
  await popup.getByRole('button', { name: 'Discard' }).click();
  await expect(popup.getByRole('button', { name: 'Discard' })).toHaveCount(0);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('Search Zapier again moves the focus to the search box', async ({ actions, openPopup }) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('xyzzy');
  await popup.getByRole('button', { name: 'Search Zapier again' }).click();
  await expect(search).toBeFocused();
});

test('forgetting a pasted key moves the focus to the search box', async ({ actions, openPopup }) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  await actions.pasteKeyIntoSearch(popup, KEY);
  await popup.getByRole('button', { name: 'Forget it' }).click();
  await expect(popup.getByRole('button', { name: 'Forget it' })).toHaveCount(0);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('forgetting an interrupted connection moves the focus to the customer to sign in', async ({
  extension,
  openPopup,
}) => {
  const order: ApiOrder = {
    ...{ id: 'order-1', accountId: 'somebody-else', app: { id: ACME_CRM.app, title: 'Acme CRM' }, via: 'api' },
    ...{ title: 'Acme CRM of Initech', isRecovered: true, stage: { name: 'sending' } },
  };
  await extension.evaluate((browser, orders) => browser.storage.session.set({ orders }), [order]);
  const popup = await openPopup();
  await expect(popup.getByText('It is not known yet whether “Acme CRM of Initech” was made.')).toBeVisible();
  await popup.getByRole('button', { name: 'Forget it' }).click();
  await expect(popup.getByRole('button', { name: 'Forget it' })).toHaveCount(0);
  await expect(popup.getByRole('textbox', { name: "Customer's e-mail or domain" })).toBeFocused();
});

test.describe('a form with a pasted key', () => {
  for (const answer of ['Use it for API key', 'Forget it'])
    test(`“${answer}” moves the focus to the field for the pasted key`, async ({ actions, openPopup }) => {
      const popup = await openPopup();
      await actions.signIn(popup);
      await actions.pasteKeyIntoSearch(popup, KEY);
      await popup.getByRole('option', { name: /^Acme CRM/ }).click();
      await popup.getByRole('button', { name: answer }).click();
      await expect(popup.getByRole('button', { name: answer })).toHaveCount(0);
      await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
    });
});

test('a form that opens with a refusal which names no field has the focus on Connect', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill(KEY);
  zapier.nextAnswers('POST /v2/authentications', answers.refused(400, 'No such account.'));
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('alert').filter({ hasText: 'No such account.' })).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'No such account.' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toBeFocused();
});
