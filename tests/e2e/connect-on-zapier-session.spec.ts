import type { Page } from '@playwright/test';
import { BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { choose, connectOnZapier, HUBSPOT, opened, openSignedIn, visitAndCancel } from './zapiers-page';

const doubt = (popup: Page) =>
  popup.getByRole('alert').filter({ hasText: 'signed in to Zapier as someone else than maria@acme.example' });

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await openSignedIn(actions);
});

test("a visit in someone else's session finds no connection, and Check again finds a later one", async ({
  actions,
  authWindow,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  zapier.session.signIn(BEN);
  await connectOnZapier(popup).click();
  const window = await authWindow();
  await expect(window.getByText('ben@globex.example')).toBeVisible();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('alert').filter({ hasText: 'No new connection in maria@acme.example.' })).toBeVisible();

  zapier.addConnection({ app: HUBSPOT, title: 'HubSpot of Maria', owner: MARIA });
  await popup.getByRole('button', { name: 'Check again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('HubSpot of Maria');
});

test('after a visit without a new connection, the next one first warns of another session', async ({
  actions,
  authWindow,
  zapier,
}) => {
  zapier.session.signIn(BEN);
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to HubSpot');
  await expect(popup.getByRole('alert').filter({ hasText: 'No new connection' })).toBeVisible();
  await popup.getByRole('button', { name: 'Back' }).click();

  const before = opened(zapier).length;
  await choose(popup, 'Slack');
  await connectOnZapier(popup).click();
  await expect(doubt(popup)).toBeVisible();
  await expect(popup.getByRole('link', { name: 'Open Zapier to sign out' })).toBeFocused();
  expect(opened(zapier)).toHaveLength(before);
  await popup.keyboard.press('Escape');
  await expect(connectOnZapier(popup)).toBeFocused();

  zapier.session.signIn(MARIA);
  await connectOnZapier(popup).click();
  await popup.getByRole('button', { name: 'Go on all the same' }).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to Slack');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Slack');

  // The connection appeared in Maria's account, so Zapier's session is hers and no warning is needed.
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await visitAndCancel(popup);
});

test("after Zapier's sign-out page was opened, a visit warns until the agent signs in again", async ({
  actions,
  openPopup,
  zapier,
}) => {
  await choose(popup, 'HubSpot');
  await popup.getByRole('button', { name: 'Back' }).click();
  await popup.getByRole('link', { name: 'Not this customer?' }).click();
  await expect.poll(() => zapier.requests.some(({ path }) => path === '/app/logout')).toBe(true);
  await popup.close();

  const again = await openPopup();
  await choose(again, 'HubSpot');
  await connectOnZapier(again).click();
  await expect(doubt(again)).toBeVisible();

  await again.getByRole('button', { name: 'Back' }).click();
  await again.getByRole('button', { name: /^Account/ }).click();
  await again.getByRole('menuitem', { name: 'Sign out' }).click();
  await actions.signIn(again);
  await choose(again, 'HubSpot');
  await visitAndCancel(again);
});

test('with Stay signed in, a visit after a browser restart does not warn of another session', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, staySignedIn: true });
  const kept = async () => (await extension.readStorage('local')).seenAtZapier;
  await expect.poll(kept, { message: 'it is on disk' }).toBe(String(MARIA.id));
  await popup.close();
  await extension.restart();

  const again = await openPopup();
  await choose(again, 'HubSpot');
  await visitAndCancel(again);
});
