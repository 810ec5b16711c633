import type { Page } from '@playwright/test';
import { BEN, CLIENT_ID, MARIA, type Person } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

// Only headed browsers close the real popup, and give windows the focus.
test.use({ headed: true });

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
});

const named = (popup: Page) => popup.getByRole('textbox', { name: "Customer's e-mail or domain" });
const signIn = (popup: Page) => popup.getByRole('button', { name: 'Sign in to Zapier' });
const useAnother = (popup: Page) => popup.getByRole('button', { name: 'Use another account' });
const account = (popup: Page, { email }: Person) =>
  popup.getByRole('button', { name: `Account ${email.split('@')[1]}, ${email}` });

/** Signs in with this customer named, and another one at Zapier. */
async function meetTheWrongOne(popup: Page, customer: string) {
  await named(popup).fill(customer);
  await signIn(popup).click();
  await expect(popup.getByRole('heading', { name: 'This is not the customer you named.' })).toBeVisible();
}

/** Returns the addresses of the open pages of Zapier. */
const zapierPages = (extension: Extension) =>
  extension.evaluate(async (browser) => {
    const tabs = await browser.tabs.query({ url: 'https://zapier.com/*' });
    return tabs.map(({ url }) => url);
  });

test('from the wrong account, one click and the log-in at Zapier bring in the customer who was named', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup, 'acme.example');
  await useAnother(popup).click();
  await actions.logIn(MARIA);
  await expect(account(popup, MARIA)).toBeVisible();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  expect(zapier.requests.filter(({ path }) => path === '/app/logout')).toHaveLength(1);
  await expect.poll(() => zapierPages(extension), 'no window of Zapier is left').toEqual([]);
});

test('the popup that is opened again during it shows what goes on, and is called when somebody has signed in', async ({
  actions,
  authWindow,
  extension,
  realPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  await realPopup.open();
  await realPopup.type("Customer's e-mail or domain", 'acme.example');
  await realPopup.click('Use another account');
  const page = await authWindow('/app/logout');
  await realPopup.closeByItself();
  await extension.evaluate(async (browser) => {
    const [front] = await browser.windows.getAll({ windowTypes: ['normal'] });
    if (front?.id !== undefined) await browser.windows.update(front.id, { focused: true });
  });
  await realPopup.open();
  for (const name of ['Show window', 'Go on', 'Cancel']) await realPopup.withControl(name, () => undefined);
  await realPopup.closeByItself();
  const closed = page.waitForEvent('close');
  // It closes before it is known to be loaded.
  await Promise.allSettled([page.goto('https://zapier.com/app/login')]);
  await closed;
  await actions.logIn(MARIA);
  await realPopup.expectCall();
  await realPopup.withControl('Account acme.example, maria@acme.example', () => undefined);
});

test('a sign-out of Zapier that leads to a host which the extension cannot see is followed by the sign-in', async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  const popup = await openPopup();
  await useAnother(popup).click();
  const page = await authWindow('/app/logout');
  const closed = page.waitForEvent('close');
  await Promise.allSettled([page.goto('about:blank')]);
  await closed;
  await actions.logIn(MARIA);
  await expect(account(popup, MARIA)).toBeVisible();
});

test('a sign-out of Zapier that is closed by hand calls the agent, who goes on', async ({
  actions,
  authWindow,
  realPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  await realPopup.open();
  await realPopup.click('Use another account');
  const page = await authWindow('/app/logout');
  await realPopup.closeByItself();
  await page.close();
  await realPopup.expectCall();
  await realPopup.click('Go on');
  await authWindow('/oauth/authorize/');
  await realPopup.closeByItself();
  await actions.logIn(MARIA);
  await realPopup.expectCall();
  await realPopup.withControl('Account acme.example, maria@acme.example', () => undefined);
});

test('where the sign-out of Zapier does not end by itself, Go on signs in, and Cancel leads back with the name typed', async ({
  actions,
  authWindow,
  extension,
  openPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  const popup = await openPopup();
  await meetTheWrongOne(popup, 'acme.example');
  await useAnother(popup).click();
  const window = await authWindow('/app/logout');
  const closed = window.waitForEvent('close');
  await popup.getByRole('button', { name: 'Cancel' }).click();
  await closed;
  await expect(signIn(popup)).toBeVisible();
  await expect(named(popup)).toBeFocused();
  await expect(named(popup)).toHaveValue('acme.example');

  await useAnother(popup).click();
  await authWindow('/app/logout');
  const reopened = await openPopup();
  await expect(reopened.getByRole('button', { name: 'Show window' })).toBeVisible();
  await reopened.getByRole('button', { name: 'Go on' }).click();
  await actions.logIn(MARIA);
  await expect(account(reopened, MARIA)).toBeVisible();
  await expect.poll(() => zapierPages(extension), 'no window of Zapier is left').toEqual([]);
});

test('Use another account after Add a customer brings in the customer who was named, and Escape goes back to the others', async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await account(popup, MARIA).click();
  await popup.getByRole('menuitem', { name: 'Add a customer' }).click();
  await useAnother(popup).click();
  const window = await authWindow('/app/logout');
  const closed = window.waitForEvent('close');
  await popup.bringToFront();
  await popup.keyboard.press('Escape');
  await closed;
  await expect(account(popup, MARIA)).toBeVisible();

  zapier.redirectAfterLogOut(true);
  zapier.session.signIn(MARIA);
  await account(popup, MARIA).click();
  await popup.getByRole('menuitem', { name: 'Add a customer' }).click();
  await meetTheWrongOne(popup, 'globex.example');
  await useAnother(popup).click();
  await actions.logIn(BEN);
  await expect(account(popup, BEN)).toBeVisible();
  await actions.switchCustomer(popup, MARIA);
});

test("Sign out closes Zapier's sign-out, so that nobody comes in later", async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  zapier.redirectAfterLogOut(false);
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  const other = await openPopup();
  await other.getByRole('button', { name: 'Not this customer?' }).click();
  const window = await authWindow('/app/logout');
  const closed = window.waitForEvent('close');
  await account(popup, MARIA).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await closed;
  await expect(signIn(popup)).toBeVisible();
  await expect(signIn(other)).toBeVisible();
});
