import type { Page } from '@playwright/test';
import { ACME_CRM, BEN, CLIENT_ID, DESKWELL, MARIA, SHIPDAY, type ZapierStandIn } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme_live_f9c2b7e1d3a5f60';
const PATTERN = 'SUP-\\d+';
const mailOf = (email: string) =>
  `From: ${email}\nSubject: [SUP-4711] Deskwell at Zapier\n\nHello,\n\nhere is what you asked for:\n\nSubdomain: acme\nAPI key: ${KEY}\n\nBest wishes`;

const search = (popup: Page) => popup.getByRole('combobox', { name: 'Search apps' });
const bar = (popup: Page) => popup.getByRole('button', { name: /^Account/ });
const fill = (popup: Page) => popup.getByRole('button', { name: 'Fill 2 fields' });

/** Presses Enter to open the app, to fill its form and to connect, and checks that only the last one sends. */
async function enterToConnect(popup: Page, zapier: ZapierStandIn): Promise<void> {
  await expect(popup.getByRole('option').first()).toHaveAccessibleName(/^Deskwell/);
  await search(popup).press('Enter');
  await expect(fill(popup)).toBeFocused();
  await expect(popup.getByRole('dialog')).not.toContainText(KEY);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Subdomain', exact: true })).toHaveValue('acme');
  expect(
    zapier.requests.filter(({ rawBody, path, query }) => `${rawBody}${path}${JSON.stringify(query)}`.includes(KEY)),
  ).toEqual([]);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { subdomain: 'acme', api_key: KEY } }]);
}

test.beforeEach(async ({ actions }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY, DESKWELL], ticketPattern: PATTERN });
});

test('a mail pasted into the search is connected by three times Enter, with its ticket', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await actions.paste(search(popup), mailOf(MARIA.email));
  await expect(popup.getByText('What you pasted was not searched for.')).toBeVisible();
  await expect(search(popup)).toHaveValue('');
  await expect(popup.getByRole('group', { name: 'In what you pasted' }).getByRole('option')).toHaveCount(1);
  await expect(bar(popup)).toHaveAccessibleName(/· SUP-4711$/);
  await enterToConnect(popup, zapier);
  await expect(popup.getByRole('definition').filter({ hasText: 'SUP-4711' })).toBeVisible();
});

test('a mail pasted before a sign-in names the customer and the ticket, and waits for the form', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  const named = popup.getByRole('textbox', { name: "Customer's e-mail or domain" });
  await actions.paste(named, mailOf(MARIA.email));
  await expect(named).toHaveValue(MARIA.email);
  await expect(popup.getByRole('textbox', { name: 'Ticket' })).toHaveValue('SUP-4711');
  await expect(popup.getByText('It is kept hidden')).toBeVisible();
  zapier.session.signIn(MARIA);
  zapier.session.consent = 'allow';
  await named.press('Enter');
  await expect(bar(popup)).toHaveAccessibleName(/, maria@acme\.example · SUP-4711$/);
  await enterToConnect(popup, zapier);
});

test('a mail of another customer is not filled in before that is said, and goes to its customer', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await actions.addCustomer(popup, BEN);
  await actions.switchCustomer(popup, MARIA);
  await actions.paste(search(popup), mailOf(BEN.email));
  const said = popup.getByText(`This names ${BEN.email}, and you are in ${MARIA.email}.`);
  await expect(said).toBeVisible();
  await expect(bar(popup)).not.toHaveAccessibleName(/SUP-4711/);
  const change = popup.getByRole('button', { name: 'Switch to globex.example' });
  await expect(change).toBeVisible();

  await expect(popup.getByRole('option').first()).toHaveAccessibleName(/^Deskwell/);
  await search(popup).press('Enter');
  await expect(said).toBeVisible();
  await expect(change).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(bar(popup)).toHaveAccessibleName(/ben@globex\.example · SUP-4711$/);
  await expect(fill(popup)).toBeFocused();
  await expect(said).toBeHidden();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Subdomain', exact: true })).toHaveValue('acme');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections.map(({ owner }) => owner)).toEqual([BEN]);
});

test('one value with its name pasted into the search is offered, and a text that is too long is not kept', async ({
  actions,
  extension,
  openPopup,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await actions.paste(search(popup), `acme_live ${'x '.repeat(40_000)}`);
  await expect(popup.getByText('That is too long to be looked into')).toBeVisible();
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain('x x x');
  await actions.paste(search(popup), `API key: ${KEY}`);
  await expect(popup.getByText('That is too long to be looked into')).toBeHidden();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('button', { name: 'Fill 1 field' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue(KEY);
});

test('whatever holds a credential is neither searched for nor shown when it is pasted into the search', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  for (const text of [
    'Bearer acme_live_1',
    'API key: acme_live_2',
    'our password acme_live_3 as agreed',
    'acme live1 key22 for33',
    'connect us please, maria@acme.example',
    'please set up the app of ours that we talked about',
  ]) {
    await actions.paste(search(popup), text);
    await expect(popup.getByText('What you pasted was not searched for.'), text).toBeVisible();
    await expect(search(popup)).toHaveValue('');
    await expect(popup.getByRole('main')).not.toContainText(text.slice(0, 12));
    await popup.getByRole('button', { name: 'Forget it' }).click();
  }
  expect(zapier.requestsTo('GET /v2/apps')).toEqual([]);
});
