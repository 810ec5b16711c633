import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  zapier.session.signIn(MARIA);
});

const signIn = (popup: Page) => popup.getByRole('button', { name: 'Sign in to Zapier' });

test('Allow exchanges the authorization code with PKCE and no secret, and shows the account', async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await signIn(popup).click();
  await actions.clickAndClose(await authWindow(), 'Allow');

  await expect(popup.getByRole('button', { name: 'Account acme.example, maria@acme.example' })).toBeVisible();
  const [authorize] = zapier.requestsTo('GET /v2/authorize');
  expect(authorize?.query).toMatchObject({ response_type: 'code', code_challenge_method: 'S256' });
  const [exchange, ...others] = zapier.requestsTo('POST /oauth/token/');
  expect(others).toEqual([]);
  expect(exchange?.body).toMatchObject({ grant_type: 'authorization_code', client_id: CLIENT_ID });
  expect(exchange?.body).not.toHaveProperty('client_secret');
});

test('Deny is reported, requests no token and leaves Sign in available', async ({
  actions,
  authWindow,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  await signIn(popup).click();
  await actions.clickAndClose(await authWindow(), 'Deny');

  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in' });
  await expect(alert).toContainText("Access was not allowed on Zapier's page.");
  await expect(alert.getByText('access_denied')).toBeHidden();
  await expect(signIn(popup)).toBeVisible();
  expect(zapier.requestsTo('POST /oauth/token/')).toEqual([]);
});

test('a closed sign-in window is reported with a hint at Settings', async ({ authWindow, extension, openPopup }) => {
  const popup = await openPopup();
  await signIn(popup).click();
  await (await authWindow()).close();

  const alert = popup.getByRole('alert').filter({ hasText: 'The window was closed before Zapier answered.' });
  await expect(alert).toContainText('If Zapier showed an error page, check the client ID and the redirect URL');
  await expect(signIn(popup)).toBeVisible();
  await alert.getByRole('button', { name: 'Open Settings' }).click();
  await expect.poll(() => extension.headings()).toContain('Settings');
});

test('the access that Zapier will be asked for can be read before signing in', async ({ openPopup }) => {
  const popup = await openPopup();
  await popup.getByText('Opens api.zapier.com.').click();
  await expect(popup.getByRole('listitem')).toHaveText([
    "The account's name and e-mail",
    "Zapier's apps, and Zaps that use your app",
    "The account's list of connections",
    'Permission to create connections in it',
  ]);
});

test('an authorization error from Zapier is shown as text, including any markup', async ({ openPopup, zapier }) => {
  zapier.nextAuthorization({ error: 'server_error', errorDescription: '<b>Not</b> now' });
  const popup = await openPopup();
  await signIn(popup).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in.' });
  await expect(alert.getByText('<b>Not</b> now', { exact: true })).toBeVisible();
  await expect(alert.getByText('server_error', { exact: true })).toBeHidden();
  await alert.getByText('Details').click();
  await expect(alert.getByText('server_error', { exact: true })).toBeVisible();
});

test('a token endpoint’s refusal is shown word for word as text, with what an administrator can do', async ({
  openPopup,
  zapier,
}) => {
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  const words = 'The scope <i>zap</i> is not allowed for this client.';
  zapier.nextAnswers('POST /oauth/token/', answers.tokenError('invalid_scope', 400, words));
  await signIn(popup).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in.' });
  await expect(alert.getByText(words, { exact: true })).toBeVisible();
  await expect(alert).toContainText('Ask your administrator to compare the scopes in Settings');

  zapier.nextAnswers('POST /oauth/token/', answers.status(200, { access_token: 'a', expires_in: 3600 }));
  await signIn(popup).click();
  await expect(popup.getByRole('alert')).toContainText('(200, no usable token_type). Sign in once more;');
});

test('an error that comes back without state is shown as words that may be anybody’s, and ends nothing', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const popup = await openPopup();
  zapier.nextAuthorization({ error: 'invalid_scope', errorDescription: 'Unknown <b>scope</b>', state: null });
  await signIn(popup).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'does not say which sign-in it belongs to' });
  await expect(alert.getByText('Unknown <b>scope</b>', { exact: true })).toBeVisible();
  await expect(alert).toContainText('Ask your administrator to compare the scopes in Settings');
  expect(zapier.requestsTo('POST /oauth/token/')).toEqual([]);
  await actions.signIn(popup);
});

test('an authorization response with a different state is rejected', async ({ openPopup, zapier }) => {
  zapier.session.consent = 'allow';
  zapier.nextAuthorization({ state: 'somebody-elses' });
  const popup = await openPopup();
  await signIn(popup).click();

  await expect(popup.getByRole('alert').filter({ hasText: 'did not belong to this sign-in' })).toBeVisible();
  expect(zapier.requestsTo('POST /oauth/token/')).toEqual([]);
});

test('an expired authorization code and an unknown client ID are reported differently', async ({
  openPopup,
  zapier,
}) => {
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  zapier.nextAnswers('POST /oauth/token/', answers.tokenError('invalid_grant'));
  await signIn(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: "Zapier's code ran out after two minutes." })).toBeVisible();

  zapier.nextAnswers('POST /oauth/token/', answers.tokenError('invalid_client', 401));
  await signIn(popup).click();
  await expect(popup.getByRole('alert').filter({ hasText: "Zapier doesn't know this client ID." })).toBeVisible();
});

test('a network failure in the code exchange signs nobody in, and the next sign-in works', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  zapier.session.consent = 'allow';
  const popup = await openPopup();
  zapier.everyAnswer('POST /oauth/token/', answers.dropConnection('before'));
  await signIn(popup).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier could not be reached.' });
  await expect(alert).toContainText('Check the connection and sign in once more.');
  expect(JSON.stringify(await extension.readStorage('session'))).not.toContain('accessToken');
  zapier.everyAnswer('POST /oauth/token/', null);
  await actions.signIn(popup);
});

test('the list of apps does not shift once it appears after a sign-in', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await popup.evaluate(() => {
    const places: number[] = [];
    new MutationObserver(() => {
      const top = document.querySelector('[role=option]')?.getBoundingClientRect().top;
      if (top !== undefined && top !== places.at(-1)) places.push(top);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    Object.assign(globalThis, { places });
  });
  await actions.signIn(popup);
  await expect(popup.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  await expect(popup.getByRole('option', { name: /^Acme CRM/ })).toBeVisible();
  expect(await popup.evaluate(() => (globalThis as unknown as { places: number[] }).places)).toHaveLength(1);
});
