import type { Page } from '@playwright/test';
import { CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const named = (popup: Page) => popup.getByRole('textbox', { name: "Customer's e-mail or domain" });
const ticket = (popup: Page) => popup.getByRole('textbox', { name: 'Ticket' });

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
  zapier.session.consent = 'allow';
});

const PASTED = `Ticket 4711: connect us, please

Our key is acme_live_1. Maria Chen <Maria@ACME.example> signs in; cc ben@globex.example.`;

test('a whole ticket pasted for the customer names its first e-mail, and Enter signs that customer in with the ticket', async ({
  actions,
  openPopup,
}) => {
  const popup = await openPopup();
  await expect(named(popup)).toBeFocused();
  await actions.copy(PASTED);
  await popup.bringToFront();
  await named(popup).press('ControlOrMeta+V');
  await expect(named(popup)).toHaveValue('maria@acme.example');
  await expect(named(popup)).toHaveAccessibleDescription(/Took maria@acme\.example from the text you pasted\.$/);
  await expect(
    popup.getByRole('status').filter({ hasText: 'Took maria@acme.example from the text you pasted.' }),
  ).toHaveCount(1);
  await expect(popup.getByText('acme_live')).toHaveCount(0);
  await expect(ticket(popup), 'a number in the text is no reference').toHaveValue('');

  await popup.keyboard.press('Tab');
  await expect(ticket(popup)).toBeFocused();
  await popup.keyboard.type('#4711');
  await popup.keyboard.press('Enter');
  const account = popup.getByRole('button', { name: /^Account/ });
  await expect(account).toHaveAccessibleName(/, maria@acme\.example · #4711$/);
  await account.click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(named(popup)).toBeFocused();
  await expect(ticket(popup)).toHaveValue('');
});

test('a text that names nobody waits hidden until it is forgotten, and the field says so and has the focus', async ({
  actions,
  extension,
  openPopup,
}) => {
  const popup = await openPopup();
  await actions.copy('acme_live_4f9c2b7e1d3a5f60');
  await popup.bringToFront();
  await named(popup).press('ControlOrMeta+V');
  await expect(popup.getByRole('alert').filter({ hasText: 'There is no e-mail in the text you pasted' })).toBeVisible();
  await expect(named(popup)).toHaveValue('');
  await expect(named(popup)).toBeFocused();
  await expect(popup.getByText('acme_live')).toHaveCount(0);
  await popup.getByRole('button', { name: 'Forget it' }).click();
  await expect.poll(async () => JSON.stringify(await extension.readStorage('session'))).not.toContain('acme_live');
});
