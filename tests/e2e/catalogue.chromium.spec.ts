import type { Page } from '@playwright/test';
import { ACME_CRM, answers, awkwardPages, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

const options = (popup: Page) => popup.getByRole('option');
const search = (popup: Page) => popup.getByRole('combobox', { name: 'Search apps' });

test('search answers from the local directory while offline and forgives a typo', async ({
  actions,
  errorLog,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const first = await openPopup();
  await actions.signIn(first);
  await actions.readDirectory();
  await first.close();

  const searches = () => zapier.requestsTo('GET /v2/apps').filter(({ query }) => query.query !== undefined);
  errorLog.allow(/ERR_INTERNET_DISCONNECTED/);
  await extension.context.setOffline(true);
  const popup = await openPopup();
  await search(popup).pressSequentially('hub');
  await expect(options(popup).first()).toContainText('HubSpot');
  await expect(popup.getByText('Offline.')).toBeHidden();

  await search(popup).fill('unicode');
  const awkward = options(popup).filter({ hasText: 'Ünïcode & <b>Söhne</b>' });
  await expect(awkward).toHaveCount(1);
  await expect(awkward.locator('b')).toHaveCount(0);

  await search(popup).fill('hubpsot');
  await expect(popup.getByRole('group', { name: 'Close matches' }).getByRole('option')).toContainText(['HubSpot']);
  await expect(popup.getByText('Offline.')).toBeVisible();
  expect(searches()).toEqual([]);

  await extension.context.setOffline(false);
  await search(popup).fill('hubpso');
  await expect(popup.getByText('Nothing exact for "hubpso". Showing close matches.')).toBeVisible();
  // Enter opens the marked option.
  await search(popup).press('Enter');
  await expect(popup.getByRole('heading', { name: 'HubSpot' })).toBeVisible();
});

test('reading the directory resumes where it was after the service worker is stopped', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  zapier.fillDirectory(700);
  // The directory's share of the default rate limit would be too small for this test.
  await actions.seedSettings({ clientId: CLIENT_ID, requestsPerMinute: 600 });
  const popup = await openPopup();
  await actions.signIn(popup);
  const holds = [0, 100, 200, 300].map(() => zapier.hold('GET /v2/apps'));
  for (const hold of holds.slice(0, 3)) hold.release();
  await actions.growCatalogue();
  await holds[3]?.arrived;
  await extension.stopBackground();
  holds[3]?.release();
  expect((await actions.catalogue()).growing).toMatchObject({ apps: 300, offset: 300 });

  // The search uses the part that is already stored, and the popup says that it is incomplete.
  await search(popup).fill('slack');
  await expect(options(popup).first()).toContainText('Slack');
  await expect(popup.getByText("Zapier's list of apps is still loading: 300 of 700.")).toBeVisible();
  await expect(popup.getByText('Searching Zapier…')).toBeHidden();

  await actions.readDirectory();
  expect(await actions.catalogue()).toMatchObject({ complete: { apps: 700 }, growing: null });
  const pages = zapier.requestsTo('GET /v2/apps').flatMap(({ query }) => (query.offset ? [Number(query.offset)] : []));
  expect(pages).toEqual([0, 100, 200, 300, 300, 400, 500, 600]);
});

test("the directory is not read while the agent's own search awaits its answer", async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  const pages = () => zapier.requestsTo('GET /v2/apps').filter(({ query }) => query.offset !== undefined);
  const hold = zapier.hold('GET /v2/apps');
  await search(popup).fill('slack');
  await hold.arrived;
  await actions.growCatalogue();
  await expect.poll(async () => (await actions.catalogue()).growing?.offset).toBe(0);
  hold.release();
  await expect(options(popup).first()).toContainText('Slack');
  await actions.readDirectory();
  const answered = zapier.requestsTo('GET /v2/apps')[0]?.answeredAt ?? 0;
  expect(answered).toBeGreaterThan(0);
  expect(pages()).not.toEqual([]);
  for (const { arrivedAt } of pages()) expect(arrivedAt).toBeGreaterThan(answered);
});

test('a picked app ranks first in searches and stays under Recent after Sign out', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await actions.readDirectory();

  await search(popup).fill('google');
  await expect(options(popup).first()).toContainText('Google Sheets');
  await options(popup).filter({ hasText: 'Google Ads' }).click();
  await popup.getByRole('button', { name: 'Back' }).click();
  const recent = popup.getByRole('group', { name: 'Recent' }).getByRole('option');
  await expect(recent).toContainText(['Google Ads']);
  await expect(options(popup).first()).toContainText('Acme CRM');

  await search(popup).fill('google');
  await expect(options(popup).first()).toContainText('Google Ads');

  // Recent apps belong to the agent, so they also appear for the next customer.
  await search(popup).fill('');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await actions.signIn(popup);
  await expect(recent).toContainText(['Google Ads']);
});

test('app titles are shown as text, and unreadable directory entries are left out', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  zapier.nextAnswers('GET /v2/apps', answers.status(200, awkwardPages.inAnArray(awkwardPages.hostile())));
  await actions.readDirectory();
  expect(await actions.catalogue()).toMatchObject({ complete: { apps: 3 } });

  await search(popup).fill('evil');
  await expect(options(popup)).toHaveText(/<img src=x onerror=alert\(1\)> Evil & <b>Sons<\/b>/);
  await expect(options(popup).locator('img, b, script')).toHaveCount(0);
  await options(popup).click();
  await expect(popup.getByRole('heading', { name: /Evil & <b>Sons<\/b>/ })).toBeVisible();
});

test('an app that Zapier lists by an id in capitals is the app of its definition', async ({
  actions,
  openPopup,
  zapier,
}) => {
  zapier.listOwnApps(true);
  zapier.capitalIds(true);
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await search(popup).fill('acme');
  await expect(options(popup).filter({ hasText: 'Acme CRM' })).toHaveCount(1);
  await actions.readDirectory();
  await search(popup).fill('acme crm');
  await expect(options(popup).filter({ hasText: 'Acme CRM' })).toHaveCount(1);
  await options(popup).filter({ hasText: 'Acme CRM' }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
});

test('Enter opens the matching app despite a trailing space in the search', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await actions.readDirectory();
  await search(popup).pressSequentially('hubspot');
  await expect(options(popup)).toHaveCount(1);
  await search(popup).pressSequentially(' ');
  await search(popup).press('Enter');
  await expect(popup.getByRole('heading', { name: 'HubSpot' })).toBeVisible();
});

test('Enter in the same frame as the last input opens the app that was typed', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await actions.readDirectory();
  await search(popup).pressSequentially('hubspo');
  await expect(options(popup)).toHaveCount(1);
  await search(popup).evaluate((input: HTMLInputElement) => {
    requestAnimationFrame(async () => {
      input.value = 'hubspot';
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await Promise.resolve();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    });
  });
  await expect(popup.getByRole('heading', { name: 'HubSpot' })).toBeVisible();
});

test('typing a name and pressing Enter at full speed opens the app', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const first = await openPopup();
  await actions.signIn(first);
  await actions.readDirectory();
  await first.close();

  const popup = await openPopup();
  await expect(search(popup)).toBeFocused();
  await popup.keyboard.type('hubspot');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: 'HubSpot' })).toBeVisible();
});
