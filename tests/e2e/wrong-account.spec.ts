import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

const NAMED = "Customer's e-mail or domain";

const named = (popup: Page) => popup.getByRole('textbox', { name: NAMED });
const signIn = (popup: Page) => popup.getByRole('button', { name: 'Sign in to Zapier' });
const useAnother = (popup: Page) => popup.getByRole('button', { name: 'Use another account' });
const kept = async (extension: Extension) =>
  JSON.stringify([await extension.readStorage('local'), await extension.readStorage('session')]);

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
});

/** Signs in with Maria's company named, but Ben at Zapier. */
async function meetTheWrongOne(popup: Page) {
  await named(popup).fill('acme.example');
  await signIn(popup).click();
  await expectGuard(popup);
}

async function expectGuard(popup: Page) {
  await expect(popup.getByRole('heading', { name: 'This is not the customer you named.' })).toBeVisible();
  await expect(popup.getByRole('definition').first()).toContainText('acme.example');
  await expect(popup.getByRole('combobox')).toHaveCount(0);
}

test('Use another account leads from an unexpected account, which is used for nothing and leaves no trace, to the expected one', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup);
  await expect(useAnother(popup)).toBeFocused();
  await expectGuard(await openPopup());
  expect(JSON.stringify(await extension.readStorage('local'))).not.toMatch(/ben@globex\.example|accessToken/);
  // The directory is read in a fresh account half a minute later, or when its alarm comes.
  await extension.evaluate((browser) => browser.alarms.create('catalogue', { when: Date.now() }));

  await useAnother(popup).click();
  await actions.logIn(MARIA);
  await expect(popup.getByRole('button', { name: 'Account acme.example, maria@acme.example' })).toBeVisible();
  expect(zapier.requests.filter(({ path }) => path === '/app/logout')).toHaveLength(1);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeVisible();
  await expect.poll(() => kept(extension)).not.toMatch(/ben@globex\.example|8120977/);
  const grants = () =>
    zapier.requestsTo('POST /oauth/token/').map(({ rawBody }) => new URLSearchParams(rawBody).get('grant_type'));
  await expect.poll(grants, 'his refresh token is used up').toContain('refresh_token');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(signIn(popup)).toBeVisible();
  await expect.poll(() => kept(extension)).not.toMatch(/accessToken|refreshToken/);
});

test('after an unexpected account, a sign-in that fails leaves nobody signed in and the name typed', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup);
  zapier.everyAnswer('POST /oauth/token/', answers.serverError());
  await useAnother(popup).click();
  await actions.logIn(MARIA);
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier had a problem (500).' })).toBeVisible();
  await expect(named(popup)).toHaveValue('acme.example');
  await expect.poll(() => kept(extension)).not.toMatch(/ben@globex\.example|accessToken/);
});

test('an unexpected account can be used anyway or signed out', async ({ extension, openPopup }) => {
  const popup = await openPopup();
  await meetTheWrongOne(popup);
  await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
  await expect.poll(() => extension.readStorage('local')).toHaveProperty('tokens');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();

  // The agent decided, so the name was cleared.
  await expect(named(popup)).toHaveValue('');
  await meetTheWrongOne(popup);
  await popup.getByRole('button', { name: 'Account globex.example, ben@globex.example' }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(signIn(popup)).toBeVisible();
  await expect.poll(() => kept(extension)).not.toMatch(/ben@globex\.example|accessToken/);
});

test('neither a word nor the domain of a public mail provider names a customer, and the field says what to enter', async ({
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  for (const [text, words] of [
    ['Acme', 'Enter one whole e-mail or one domain'],
    ['gmail.com', "Enter the customer's whole e-mail."],
  ] as const) {
    await named(popup).fill(text);
    await named(popup).press('Enter');
    await expect(popup.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(named(popup)).toBeFocused();
    await expect(named(popup)).toHaveValue(text);
    await expect(named(popup)).toHaveAttribute('aria-invalid', 'true');
  }
  expect(zapier.requestsTo('GET /v2/authorize')).toEqual([]);

  await named(popup).fill(BEN.email);
  await expect(named(popup)).not.toHaveAttribute('aria-invalid', 'true');
  await named(popup).press('Enter');
  await expect(popup.getByRole('button', { name: /^Account globex\.example/ })).toBeVisible();
});

test('every account that is kept can be signed out at once, from the menu and while nobody is shown', async ({
  actions,
  extension,
  openPopup,
}) => {
  const popup = await openPopup();
  const choose = async (name: string) => {
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name, exact: true }).click();
  };
  const addBoth = async () => {
    await actions.signIn(popup, MARIA);
    await choose('Add a customer');
    await actions.signIn(popup, BEN);
  };
  await addBoth();
  await choose('Sign out of everything');
  await expect(signIn(popup)).toBeVisible();
  await expect.poll(() => kept(extension)).not.toMatch(/@acme\.example|@globex\.example|accessToken/);

  await addBoth();
  await choose('Add a customer');
  for (const { email } of [MARIA, BEN]) await expect(popup.getByRole('button', { name: email })).toBeVisible();
  await popup.getByRole('button', { name: 'Sign out of everything' }).click();
  await expect(popup.getByText('Still here')).toBeHidden();
  await expect(named(popup)).toBeFocused();
  await expect.poll(() => kept(extension)).not.toMatch(/@acme\.example|@globex\.example|accessToken/);
});
