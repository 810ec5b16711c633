import { ACME_CRM, BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('Sign out forgets everything of the account', async ({ actions, extension, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  const popup = await openPopup();
  await actions.signIn(popup);
  await expect.poll(() => extension.readStorage('local')).toHaveProperty('tokens');
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();

  const kept = async () =>
    JSON.stringify([await extension.readStorage('local'), await extension.readStorage('session')]);
  await expect.poll(kept).not.toContain('maria@acme.example');
  expect(await kept()).not.toContain('acme_live_1');
  expect(await kept()).not.toContain('accessToken');
});

test('signing in to the same account after Sign out explains that Zapier stays signed in, and leads to another', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup, MARIA);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await actions.signIn(popup, MARIA);

  await expect(popup.getByText('Still maria@acme.example: Zapier itself stays signed in.')).toBeVisible();
  zapier.session.consent = 'allow';
  await popup.getByRole('button', { name: 'Use another account' }).click();
  await actions.logIn(BEN);
  await expect(popup.getByRole('button', { name: /^Account globex\.example/ })).toBeVisible();
});

test('with Stay signed in, the first request after a browser restart succeeds', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  await actions.signIn(await openPopup());
  // The popup shows the account as soon as it is in memory, which is before it is on disk.
  await expect.poll(() => extension.readStorage('local'), 'the tokens are on disk').toHaveProperty('tokens');
  await extension.restart();

  const popup = await openPopup();
  await expect(popup.getByRole('button', { name: /^Account acme\.example/ })).toBeVisible();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  const [listed] = zapier.requestsTo('GET /v2/authentications');
  expect(listed?.status).toBe(200);
  expect(zapier.requestsTo('POST /oauth/token/')).toHaveLength(1);
  expect(zapier.connections).toHaveLength(1);
});

test('without Stay signed in, nothing of the account survives a browser restart', async ({
  actions,
  extension,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const before = await openPopup();
  await actions.signIn(before);
  await before.getByRole('option', { name: /^Acme CRM/ }).click();
  await before.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await extension.restart();

  await expect((await openPopup()).getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
  const kept = JSON.stringify([await extension.readStorage('local'), await extension.readStorage('session')]);
  for (const word of ['maria@acme.example', 'Maria Chen', 'access-', 'refresh-', 'acme_live_1'])
    expect(kept).not.toContain(word);
});

test('Sign out asks once while a connection is being made; its outcome is told when the account comes back', async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await hold.arrived;
  const signOut = async () => {
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  };
  await signOut();
  const dialog = popup.getByRole('dialog', { name: 'One connection is still being made.' });
  await expect(dialog.getByRole('button', { name: 'Wait' })).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(popup.getByRole('button', { name: /^Account/ })).toBeVisible();
  await popup.getByRole('button', { name: /^Account/ }).press('Escape');
  await signOut();
  await dialog.getByRole('button', { name: 'Sign out anyway' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
  await expect.poll(async () => JSON.stringify(await extension.readStorage('session'))).not.toContain('acme_live_1');
  hold.release();
  await expect(popup.getByText('“Maria Chen – Acme CRM” was connected.')).toBeVisible();

  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM.*Connected/ }).click();
  await expect(popup.getByRole('heading', { name: 'Maria Chen – Acme CRM' })).toBeVisible();
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});
