import type { Page } from '@playwright/test';
import type { Account, Accounts } from '../../lib/shared/account';
import { ACME_CRM, MARIA } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

/** Stores another account at Maria's company. */
const addColleague = (extension: Extension) =>
  extension.evaluate(
    async (browser, id) => {
      const { accounts } = await browser.storage.session.get('accounts');
      const { current, byId } = accounts as { current: string; byId: object };
      const colleague = { id, email: 'ops@acme.example', fullName: 'Olga Petrova', signIn: 'ended' };
      await browser.storage.session.set({ accounts: { current, byId: { ...byId, [id]: colleague } } });
    },
    String(MARIA.id + 1),
  );

/** Returns the places on the screen where the e-mail can be read. */
const seen = (popup: Page) =>
  popup
    .locator(`.email[title="${MARIA.email}"]`)
    .evaluateAll((all) => all.filter((one) => one.closest('.unseen') === null).length);

test('the bar is headed by the company, and the footer names it too, with the e-mail only where customers share it', async ({
  actions,
  extension,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const account = popup.getByRole('button', { name: 'Account acme.example, maria@acme.example' });
  await expect(account).toHaveText(/^MC.*acme\.example.*maria@acme\.example/);
  const connect = popup.getByRole('button', { name: 'Connect', exact: true });
  await expect(connect).toHaveAccessibleDescription('Into acme.example maria@acme.example');
  expect(await seen(popup), 'in the bar').toBe(1);

  await addColleague(extension);
  await expect.poll(() => seen(popup), { message: 'in the footer too' }).toBe(2);
  await expect(connect).toHaveAccessibleDescription('Into acme.example maria@acme.example');

  await account.click();
  await popup.getByRole('menuitem', { name: 'Customer name…' }).click();
  await popup.getByRole('textbox', { name: 'Customer name' }).fill('Acme GmbH');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Account Acme GmbH, maria@acme.example' })).toBeVisible();
  await expect(connect).toHaveAccessibleDescription('Into Acme GmbH maria@acme.example');
  expect(await seen(popup)).toBe(1);
});

test('the footer names one of two customers of an agency on two lines, with the end of what tells them apart', async ({
  actions,
  extension,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const connect = popup.getByRole('button', { name: 'Connect', exact: true });
  await expect(connect).toBeVisible();
  await extension.evaluate(async (browser) => {
    const { accounts } = (await browser.storage.session.get('accounts')) as { accounts: Accounts };
    const { current, byId } = accounts;
    const own = byId[current ?? ''] as Account;
    const customer = (id: string, tag: string) => {
      const email = `set-up+customer-of-the-agency-number-${tag}@a-long-agency-name.example`;
      return [id, { ...own, id, email }];
    };
    const both = Object.fromEntries([customer(own.id, 'two'), customer('another', 'three')]);
    await browser.storage.session.set({ accounts: { current, byId: both } });
  });
  await expect(connect).toHaveAccessibleDescription(
    /^Into a-long-agency-name\.example set-up\+.*-two@a-long-agency-name/,
  );
  const into = popup.locator('#into-account');
  const [name, button] = [await into.boundingBox(), await connect.boundingBox()];
  expect(name?.height, 'two lines').toBeLessThan(button?.height ?? 0);
  const end = await into.getByText('agency-number-two', { exact: false }).last().boundingBox();
  expect((end?.x ?? 0) + (end?.width ?? 0), 'left of Connect').toBeLessThan(button?.x ?? 0);
});
