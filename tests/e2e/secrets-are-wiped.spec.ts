import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

const TEN_MINUTES_MS = 10 * 60_000;

test('secrets are wiped ten minutes after the last edit, and the form says so', async ({
  actions,
  extension,
  openPopup,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await expect(popup.getByText('Kept hidden for 10 more minutes.')).toBeVisible();
  await popup.close();
  const alarms = () =>
    extension.evaluate(async (browser) => (await browser.alarms.getAll()).map(({ name }) => name), null);
  await expect.poll(alarms).toContainEqual(expect.stringMatching(/^secrets\//));

  // Makes the secret ten minutes old, and its alarm fire now.
  await extension.evaluate(async (browser, age) => {
    const kept = await browser.storage.session.get();
    const [key] = Object.keys(kept).filter((name) => name.startsWith('secrets/'));
    if (key === undefined) throw new Error('No secrets are kept.');
    await browser.storage.session.set({ [key]: { ...(kept[key] as object), editedAt: Date.now() - age } });
    await browser.alarms.create(key, { when: Date.now() });
  }, TEN_MINUTES_MS);
  await expect.poll(async () => JSON.stringify(await extension.readStorage('session'))).not.toContain('acme_live_1');

  const reopened = await openPopup();
  await expect(reopened.getByText('The API key was wiped after 10 minutes. Paste it again.')).toBeVisible();
  await expect(reopened.getByRole('textbox', { name: 'API key' })).toHaveValue('');
});

test('Clear removes what was typed from the form and from storage', async ({ actions, extension }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'Connection name' }).fill('Somewhere else');
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Clear' }).click();

  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('');
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Maria Chen – Acme CRM');
  const kept = async () => JSON.stringify(await extension.readStorage('session'));
  await expect.poll(kept).not.toContain('acme_live_1');
  expect(await kept()).not.toContain('Somewhere else');
});

test('Same app again opens an empty form, and Connect another returns to the search', async ({ actions }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('');
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeFocused();

  await popup.keyboard.insertText('acme_live_2');
  await popup.keyboard.press('Enter');
  await popup.getByRole('button', { name: 'Connect another' }).click();
  await expect(popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
});

test('Clear leaves one empty row of free fields and focuses it', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.allowAllApps(true);
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('typeform');
  await popup.getByRole('option', { name: /^Typeform/ }).click();
  await popup.getByRole('button', { name: 'Enter credentials' }).click();
  await popup.getByRole('textbox', { name: 'Field name' }).fill('api_token');
  await popup.getByRole('textbox', { name: 'Field value' }).fill('tf-1');
  await popup.getByRole('button', { name: 'Clear' }).click();
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toHaveValue('');
  await expect(popup.getByRole('textbox', { name: 'Field name' })).toBeFocused();
});
