import type { Page } from '@playwright/test';
import { MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { choose, connectOnZapier, HUBSPOT, openSignedIn } from './zapiers-page';

const copyLink = (popup: Page) => popup.getByRole('button', { name: 'Copy link for the customer' });
const waiting = (popup: Page) => popup.getByRole('status').filter({ hasText: 'Waiting for the customer' });
const copied = (popup: Page) => popup.getByRole('button', { name: 'Copied', exact: true });
const checkAgain = (popup: Page) => popup.getByRole('button', { name: 'Check again' });

test('the customer connects an app with a copied link, and the receipt says so', async ({
  actions,
  openPopup,
  zapier,
}) => {
  zapier.addConnection({ app: HUBSPOT, title: 'Old', owner: MARIA });
  const popup = await openSignedIn(actions);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.getByRole('textbox', { name: 'Ticket' }).fill('#4711');
  await popup.keyboard.press('Enter');
  await choose(popup, 'HubSpot');
  const connect = popup.getByRole('button', { name: 'Connect on Zapier' });
  await expect(popup.getByText('1 connection in this account')).toBeVisible();
  const places = [await connect.boundingBox(), await copyLink(popup).boundingBox()];
  await copyLink(popup).click();
  await expect(copied(popup)).toBeVisible();
  await expect(waiting(popup)).toContainText('can only be seen while this customer is signed in here');
  expect([await connect.boundingBox(), await copied(popup).boundingBox()], 'nothing moves under the hand').toEqual(
    places,
  );

  const { text, html } = await actions.pasted();
  const [, link = ''] = /(https:\S+)/.exec(text) ?? [];
  expect(new URL(link).pathname).toMatch(/^\/engine\/auth\/start\/HubSpot/);
  expect(link).not.toContain('redirect');
  expect(text).toContain('Please connect HubSpot to your Zapier account maria@acme.example');
  expect(text).toContain('Ticket: #4711');
  expect(html).toContain(`href="${link}"`);

  await popup.close();
  const again = await openPopup();
  await again.getByRole('button', { name: 'Back' }).click();
  const row = again.getByRole('option', { name: /^HubSpot/ });
  await expect(row).toContainText('Waiting for the customer');
  await row.click();
  await checkAgain(again).click();
  await expect(waiting(again)).toContainText('it was not there yet');

  const made = zapier.addConnection({ app: HUBSPOT, title: 'HubSpot maria', owner: MARIA });
  await checkAgain(again).click();
  const receipt = again.getByRole('status').filter({ hasText: 'Connected' });
  await expect(receipt).toContainText('HubSpot maria');
  await expect(receipt).toContainText('Made by the customer.');
  await again.getByRole('button', { name: 'Copy for ticket' }).click();
  const { text: proof } = await actions.pasted();
  expect(proof).toContain(`Connection ID: ${made.id}`);
  expect(proof).toContain("How: By the customer, on Zapier's own page");
  expect(proof).toContain('Ticket: #4711');
});

test('Forget ends the wait for the customer, and another copy begins a new one', async ({ actions, zapier }) => {
  const popup = await openSignedIn(actions);
  await choose(popup, 'HubSpot');
  await copyLink(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await popup.getByRole('button', { name: 'Forget' }).click();
  await expect(waiting(popup)).toBeHidden();
  await expect(connectOnZapier(popup)).toBeFocused();

  zapier.addConnection({ app: HUBSPOT, title: 'Made meanwhile', owner: MARIA });
  await expect(copyLink(popup)).toBeVisible();
  await copyLink(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await checkAgain(popup).click();
  await expect(waiting(popup)).toContainText('it was not there yet');
});

test('where the browser refuses to copy, the message with the link is shown, selected', async ({ actions }) => {
  const popup = await openSignedIn(actions);
  await choose(popup, 'HubSpot');
  await popup.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await copyLink(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'The browser refused to copy this.' })).toContainText(
    'https://zapier.com/engine/auth/start/HubSpot',
  );
  await expect(waiting(popup)).toBeVisible();
  await popup.keyboard.press('ControlOrMeta+C');
  expect((await actions.pasted()).text).toContain('Please connect HubSpot');
});

test('without a link nothing is copied and nothing waits', async ({ actions, zapier }) => {
  const popup = await openSignedIn(actions);
  zapier.connectLink('HubSpot', 'https://zapier.com.example/');
  await choose(popup, 'HubSpot');
  await copyLink(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'The link could not be copied.' })).toContainText(
    'not an https page on zapier.com',
  );
  await expect(waiting(popup)).toBeHidden();
});

test('what the customer makes takes no form away in which something is typed', async ({ actions, zapier }) => {
  const popup = await openSignedIn(actions);
  await choose(popup, 'HubSpot');
  await copyLink(popup).click();
  await expect(waiting(popup)).toBeVisible();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  const name = popup.getByRole('textbox', { name: 'Field name' });
  await name.fill('token');
  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot maria', owner: MARIA });
  await checkAgain(popup).click();
  await popup.getByRole('button', { name: 'Show the receipt' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot maria');
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await expect(name).toHaveValue('token');
});
