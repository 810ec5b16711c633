import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

const PICK = { id: ACME_CRM.app, title: 'Acme CRM', description: '', iconUrl: null, rank: 1 };

test('unreadable items on disk are discarded and listed in Settings, and connecting still works', async ({
  actions,
  errorLog,
  extension,
  openPopup,
  openSettings,
  zapier,
}) => {
  // The error is logged by WXT.
  errorLog.allow(/Migration failed for local:madeHere/);
  errorLog.allow(/^Stored \w+ could not be read\.$/);
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  await actions.signIn(await openPopup());
  // The popup shows the account as soon as it is in memory, which is before it is on disk.
  await expect.poll(() => extension.readStorage('local'), 'the tokens are on disk').toHaveProperty('tokens');
  await extension.evaluate(async (browser, pick) => {
    const { tokens } = await browser.storage.local.get('tokens');
    await browser.storage.local.set({
      picks: [pick, { id: 5 }],
      orders: [{ id: 'lost' }, 'sending'],
      madeHere: 'nothing of ours',
      fieldNames: { app: 'unknown' },
      refusedApps: null,
      tokens: { ...(tokens as object), '7': { accessToken: 7 } },
      catalogue: { complete: 'all of it' },
      'catalogue/1/0': { ids: 3 },
    });
  }, PICK);
  await extension.restart();

  const popup = await openPopup();
  await expect(popup.getByRole('group', { name: 'Recent' })).toHaveCount(0);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);

  const diagnostics = (await openSettings()).getByRole('region', { name: 'Diagnostics' });
  for (const item of [
    'Recent apps',
    'Connections under way',
    'Connections made here',
    'Names of free fields',
    'Sign-ins',
    "Zapier's list of apps",
  ])
    await expect(diagnostics).toContainText(`${item}: could not be read and was removed`);
  await expect(diagnostics).not.toContainText('Signed-in accounts');
  const local = await extension.readStorage('local');
  expect(local.picks).toEqual([expect.objectContaining({ id: ACME_CRM.app })]);
  expect(local).not.toHaveProperty('catalogue/1/0');
  expect(Object.keys(local.tokens as object)).toHaveLength(1);
});

test('a popup that cannot read what is on disk starts after Try again, and Settings lists the loss', async ({
  actions,
  errorLog,
  extension,
  openPopup,
  openSettings,
}) => {
  errorLog.allow(/TypeError/);
  errorLog.allow(/^Stored picks could not be read\.$/);
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  await actions.signIn(await openPopup());
  await extension.evaluate((browser) => browser.storage.local.set({ picks: 'nothing of ours' }));

  const popup = await openPopup();
  await expect(popup.getByRole('heading', { name: 'Quick Connect could not start.' })).toBeVisible();
  await popup.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  expect(await extension.readStorage('session')).toHaveProperty('tokens');
  const diagnostics = (await openSettings()).getByRole('region', { name: 'Diagnostics' });
  await expect(diagnostics).toContainText('Recent apps: could not be read and was removed');
});

test('copied diagnostics name no customer', async ({ actions, openPopup, openSettings }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  await actions.signIn(await openPopup());
  const settings = await openSettings();
  const diagnostics = settings.getByRole('region', { name: 'Diagnostics' });
  await expect(diagnostics).toContainText('Everything on this computer could be read and kept.');
  await diagnostics.getByRole('button', { name: 'Copy diagnostics' }).click();
  await expect(diagnostics.getByRole('button', { name: 'Copied' })).toBeVisible();
  const pasted = settings.getByRole('textbox', { name: 'Apps', exact: true });
  await pasted.fill('');
  await pasted.press('ControlOrMeta+V');
  await expect(pasted).toHaveValue(/^Quick Connect for Zapier \d+\.\d+\.\d+\nMozilla/);
  await expect(pasted).not.toHaveValue(/maria|acme|Chen|client/i);
});
