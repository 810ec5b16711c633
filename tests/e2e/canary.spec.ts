// Every test ends with a search for secrets in places where they do not belong (harness/canary.ts). These tests show
// that the search finds them, and that none are left after Sign out.
import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { keysWithSecrets, misplacedSecrets, secretsInFiles } from './harness/canary';
import { expect, test } from './harness/test';

const KEY = 'acme_live_canary_5b1e';

test('the secret scan finds misplaced secrets in storage, databases, pages, consoles and requests', async ({
  errorLog,
  extension,
  openPopup,
  zapier,
}) => {
  const found = () => misplacedSecrets({ extension, zapier, errorLog });
  expect(await found()).toEqual([]);
  const popup = await openPopup();
  await extension.evaluate(async (browser, key) => {
    await browser.storage.local.set({ picks: [key], tokens: { '1': key } });
    await browser.storage.session.set({
      [`draft/1/${key}`]: {},
      'secrets/1/2': { values: { apiKey: key }, editedAt: Date.now() },
    });
    await new Promise((resolve) => {
      const opening = indexedDB.open('planted');
      opening.onsuccess = () => resolve(opening.result.close());
    });
    await caches.open('planted');
    sessionStorage.setItem('planted', 'here');
    await fetch(`https://api.zapier.com/v1/profiles/me?planted=${key}`, { method: 'PUT', body: key }).catch(
      () => undefined,
    );
  }, KEY);
  await popup.evaluate((key) => {
    console.warn(key);
    document.title = key;
    history.replaceState(null, '', `#${key}`);
  }, KEY);
  await expect.poll(() => zapier.requests.length).toBeGreaterThan(0);

  await expect
    .poll(async () => (await found()).sort())
    .toEqual(
      [
        ...['a console', 'local:picks', `session:draft/1/${KEY}`],
        ...['sessionStorage', 'the cache planted', 'the database planted'],
        ...['the address of /popup.html', 'the markup of /popup.html'],
        ...['the address of PUT /v1/profiles/me', 'the body of PUT /v1/profiles/me'],
      ].sort(),
    );

  await popup.close();
  await extension.evaluate(async (browser) => {
    sessionStorage.clear();
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('planted').onsuccess = resolve;
    });
    await Promise.all([caches.delete('planted'), browser.storage.local.clear(), browser.storage.session.clear()]);
  });
  await errorLog.collect();
  errorLog.clear();
  zapier.reset();
});

test('Sign out leaves no secret in storage, not even where secrets belong', async ({
  actions,
  errorLog,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  const key = popup.getByRole('textbox', { name: 'API key' });

  await key.fill(KEY);
  zapier.nextAnswers('POST /v2/authentications', answers.refused(400, `The key ${KEY} is not known.`));
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByText('Nothing was created.').first()).toBeVisible();
  await expect(popup.getByText('The key ••• is not known.')).toBeVisible();
  expect(await misplacedSecrets({ extension, zapier, errorLog })).toEqual([]);
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await key.fill(`${KEY}_2`);
  zapier.nextAnswers('POST /v2/authentications', answers.serverError());
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('button', { name: /Send again|Check again/ })).toBeVisible();
  expect(await keysWithSecrets(extension, 'local')).toEqual(['tokens']);
  expect((await keysWithSecrets(extension, 'session')).sort()).toEqual([
    `secrets/${MARIA.id}/${ACME_CRM.app}`,
    'tokens',
  ]);

  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
  await expect(search).toHaveCount(0);
  await expect.poll(() => keysWithSecrets(extension, 'session')).toEqual([]);
  expect(await keysWithSecrets(extension, 'local')).toEqual([]);
});

test('after Sign out, the files of the profile hold no typed secret, and no refresh token that still works', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  // The tests above, in the same profile, put their key where it does not belong.
  const TYPED = 'acme_live_on_disk_91c4';
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  const popup = await openPopup();
  await actions.signIn(popup);
  await expect.poll(() => extension.readStorage('local'), 'the tokens are on disk').toHaveProperty('tokens');
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill(TYPED);
  // One renewal, so that a token that was replaced may be left in a file too.
  zapier.expireAccessTokens();
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill(`${TYPED}_2`);
  const refreshes = () =>
    zapier.requestsTo('POST /oauth/token/').filter(({ rawBody }) => rawBody.includes('refresh_token='));
  await expect.poll(() => refreshes().map(({ status }) => status)).toEqual([200]);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
  await expect.poll(() => refreshes().map(({ status }) => status)).toEqual([200, 200]);

  let left: string[] = [];
  await extension.restart(async () => {
    left = await secretsInFiles(extension.profile, TYPED);
  });
  const tokens = left.filter((secret) => secret.startsWith('refresh-'));
  expect(left.filter((secret) => secret.startsWith(TYPED))).toEqual([]);
  expect(tokens.length, 'the search finds what browsers leave in their files').toBeGreaterThan(0);
  expect(tokens.filter((token) => zapier.takesRefreshToken(token))).toEqual([]);
});
