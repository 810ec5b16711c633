import type { Page } from '@playwright/test';
import type { Accounts } from '../../lib/shared/account';
import { ACME_CRM, AGENCY, answers, BEN, CLIENT_ID, DESKWELL, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const bar = (popup: Page) => popup.getByRole('button', { name: /^Account/ });

test('a second customer is added, each window shows its own, and Enter or a digit switches between them', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('acme');
  const other = await openPopup();
  await bar(other).click();
  await other.getByRole('menuitem', { name: 'Add a customer' }).click();
  await expect(other.getByRole('textbox', { name: "Customer's e-mail or domain" })).toBeFocused();
  await actions.signIn(other, BEN);
  await expect(bar(popup)).toContainText(MARIA.email);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toHaveValue('acme');

  await popup.bringToFront();
  await popup.keyboard.press('Control+.');
  const filter = popup.getByRole('textbox', { name: 'Switch customer' });
  await expect(filter).toBeFocused();
  await popup.keyboard.type('glo');
  await popup.keyboard.press('Enter');
  await expect(bar(popup)).toContainText(BEN.email);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toHaveValue('');
  await popup.keyboard.press('Control+.');
  await popup.keyboard.press('1');
  await expect(bar(popup)).toContainText(MARIA.email);
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toHaveValue('acme');
  await expect(bar(other)).toContainText(BEN.email);
  await expect(bar(await openPopup())).toContainText(MARIA.email);
});

test('a digit that begins a name or a ticket of a customer is typed into the filter, and shows nobody', async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup, BEN);
  await bar(popup).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.getByRole('textbox', { name: 'Ticket' }).fill('#1204');
  await popup.keyboard.press('Enter');
  await actions.addCustomer(popup, MARIA);
  await actions.addCustomer(popup, AGENCY);
  await popup.keyboard.press('Control+.');
  const row = ({ email }: { email: string }) => popup.getByRole('menuitem', { name: email });
  await expect(row(BEN)).toContainText('#1204');
  await popup.keyboard.type('12');
  await expect(popup.getByRole('textbox', { name: 'Switch customer' })).toHaveValue('12');
  await expect(row(MARIA)).toBeHidden();
  await popup.keyboard.press('Enter');
  await expect(bar(popup)).toContainText(BEN.email);
});

test('the list of customers says what is open for each, and holds long names', async ({ actions, openPopup }, info) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  for (const person of [MARIA, AGENCY, BEN]) {
    await actions.signIn(popup, person);
    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    await bar(popup).click();
    await popup.getByRole('menuitem', { name: 'Add a customer' }).click();
  }
  await popup.keyboard.press('Escape');
  await expect(bar(popup)).toContainText(BEN.email);
  await popup.keyboard.press('Control+.');
  await expect(popup.getByRole('menuitem', { name: `acme.example, ${MARIA.email}, 1 unfinished` })).toBeVisible();
  await popup.screenshot({ path: `test-results/screens/customers-${info.project.name}.png` });
  const filter = popup.getByRole('textbox', { name: 'Switch customer' });
  await expect(popup.getByRole('menuitem', { name: 'Sign out of everything' })).toBeInViewport({ ratio: 1 });
  const highlighted = () =>
    popup.locator('.customer').evaluateAll((rows) => {
      const selected = document.createElement('i');
      document.body.append(selected);
      selected.style.background = 'var(--selected)';
      const { backgroundColor } = getComputedStyle(selected);
      selected.remove();
      return rows.flatMap((row, place) => (getComputedStyle(row).backgroundColor === backgroundColor ? [place] : []));
    });
  await expect.poll(highlighted, 'the one that Enter shows').toEqual([0]);
  const spills = popup
    .locator('.customer')
    .evaluateAll((rows) => rows.map((row) => row.scrollHeight - row.clientHeight));
  expect(Math.max(...(await spills))).toBeLessThanOrEqual(0);
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('ArrowDown');
  await popup.locator('.customer').first().hover();
  await expect.poll(highlighted, 'the pointer rests on the row above').toEqual([1]);
  await popup.keyboard.type('glob');
  await expect(filter).toHaveValue('glob');
  await expect(filter).toBeFocused();
  await filter.fill('nobody at all');
  await expect(popup.getByText('No customer of this name is here.')).toBeVisible();
  await popup.keyboard.press('Enter');
  await expect(bar(popup)).toContainText(BEN.email);
});

test('with many customers, five others are in view above the menu, and More shows the rest of it', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await extension.evaluate(async (browser) => {
    const { accounts } = (await browser.storage.session.get('accounts')) as { accounts: Accounts };
    const numbers = Array.from({ length: 12 }, (_, place) => `${10 + place}`);
    const others = numbers.map((id) => ({
      id,
      email: `ops@company-${id}.example`,
      fullName: '',
      signIn: 'active' as const,
    }));
    const byId = { ...accounts.byId, ...Object.fromEntries(others.map((other) => [other.id, other])) };
    await browser.storage.session.set({ accounts: { ...accounts, byId } });
  });
  await popup.keyboard.press('Control+.');
  const fifth = popup.getByRole('menuitem', { name: 'company-14.example, ops@company-14.example' });
  await expect(fifth).toBeInViewport({ ratio: 1 });
  await expect(popup.getByRole('menuitem', { name: 'Copy summary' })).toHaveCount(0);
  await popup.keyboard.press('ArrowUp');
  await expect(popup.getByRole('menuitem', { name: 'More' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('menuitem', { name: 'Customer name…' })).toBeFocused();
  await expect(popup.getByRole('menuitem', { name: 'Sign out of everything' })).toBeVisible();
  await expect(fifth).toHaveCount(0);
  await popup.keyboard.press('Escape');
  await popup.keyboard.press('Control+.');
  await popup.keyboard.press('5');
  await expect(bar(popup)).toContainText('company-14.example');
});

test('a customer whose sign-in ended stays in the list, and after a restart of the browser with Stay signed in', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  zapier.expireAccessTokens();
  zapier.revokeRefreshTokens();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier ended this sign-in.' })).toBeVisible();
  await actions.addCustomer(popup, BEN);
  const ended = (page: Page) => page.getByRole('menuitem', { name: /^acme\.example, .*Signed out by Zapier$/ });
  const next = await openPopup();
  await bar(next).click();
  await expect(ended(next)).toBeVisible();

  const accounts = async () => JSON.stringify((await extension.readStorage('local')).accounts ?? '');
  await expect.poll(accounts, 'the accounts are on disk').toContain(BEN.email);
  await extension.restart();
  const restarted = await openPopup();
  await expect(bar(restarted)).toContainText(BEN.email);
  await bar(restarted).click();
  await ended(restarted).click();
  await expect(bar(restarted)).toContainText(MARIA.email);
  await expect(restarted.getByRole('button', { name: 'Sign in again' })).toBeVisible();
});

test('what becomes of another customer is told over the page, where nothing moves, until they are shown', async ({
  actions,
  openPopup,
  zapier,
}, info) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup, BEN);
  await bar(popup).click();
  await popup.getByRole('menuitem', { name: 'Add a customer' }).click();
  await actions.signIn(popup, MARIA);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  await popup.keyboard.press('Enter');
  await hold.arrived;
  await popup.keyboard.press('Control+.');
  await popup.keyboard.press('1');
  await expect(bar(popup)).toContainText(BEN.email);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('acme');
  const row = popup.getByRole('option', { name: /^Acme CRM/ });
  const place = await row.boundingBox();
  hold.release();

  const news = popup.getByRole('status').filter({ hasText: 'acme.example: Connected.' });
  await expect(news).toContainText('Maria Chen – Acme CRM');
  await expect(search).toBeFocused();
  await expect(search).toHaveValue('acme');
  expect(await row.boundingBox()).toEqual(place);
  await popup.screenshot({ path: `test-results/screens/customers-news-${info.project.name}.png` });
  await news.getByRole('button', { name: 'Show' }).click();
  await expect(bar(popup)).toContainText(MARIA.email);
  await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeVisible();
  await expect(news).toHaveCount(0);
  await popup.keyboard.press('Control+.');
  await popup.keyboard.press('1');
  await expect(bar(popup)).toContainText(BEN.email);
  await expect(news).toHaveCount(0);
});

test('Copy summary copies what was done, failed and is open for a customer since the browser started', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, DESKWELL, SHIPDAY] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  await popup.getByRole('button', { name: 'Connect another' }).click();
  await popup.getByRole('option', { name: /^Deskwell/ }).click();
  await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('option', { name: /^Shipday/ }).click();
  await popup.getByRole('textbox', { name: 'Username' }).fill('maria');
  await popup.getByLabel('Password').fill('shipday_secret_1');
  zapier.nextAnswers('POST /v2/authentications', answers.refused(400, 'No such user.'));
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'No such user.' })).toBeVisible();

  await bar(popup).click();
  await popup.getByRole('menuitem', { name: 'Copy summary' }).click();
  await expect(popup.getByRole('menuitem', { name: 'Copied' })).toBeVisible();
  const { text, html } = await actions.pasted();
  expect(text.split('\n').map((line) => line.trim())).toEqual([
    'Customer: acme.example (maria@acme.example)',
    expect.stringMatching(/^As of: .*\d:\d\d/),
    expect.stringMatching(`^Connected: Acme CRM, Maria Chen – Acme CRM \\(${zapier.connections[0]?.id}, .*\\)$`),
    'Not connected: Shipday, Maria Chen – Shipday',
    'Not finished: Deskwell',
  ]);
  expect(html).toMatch(/<b\b[^>]*>Not finished: <\/b>.*Deskwell/);
  for (const held of [text, html]) expect(held).not.toMatch(/acme_live|shipday_secret/);
});

test('a form that appears while the account menu is open leaves the focus there', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  await popup.keyboard.press('Enter');
  await hold.arrived;
  await popup.keyboard.press('Control+.');
  const first = popup.getByRole('menuitem', { name: 'Customer name…' });
  await expect(first).toBeFocused();
  hold.release();
  await expect(popup.getByRole('button', { name: 'Copy for ticket' })).toBeVisible();
  await expect(first).toBeFocused();
});
