import { ACME_CRM, answers, BEN, BROKER_HOST, MARIA } from '../zapier/zapier';
import type { Actions } from './harness/actions';
import { expect, test } from './harness/test';

/** Opens and fills a form, and waits for its list of connections, so that Connect sends the next request. */
async function openFilledForm(actions: Actions) {
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  return popup;
}

test('a 401 refreshes the access token once, and the connection is made once', async ({ actions, zapier }) => {
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();

  expect(zapier.requestsTo('POST /v2/authentications').map(({ status }) => status)).toEqual([401, 201]);
  const refreshes = zapier.requestsTo('POST /oauth/token/').filter(({ rawBody }) => rawBody.includes('refresh_token'));
  expect(refreshes).toHaveLength(1);
  expect(zapier.connections).toHaveLength(1);
});

test('a refused token refresh ends the sign-in, and the form waits for the same account', async ({
  actions,
  zapier,
}) => {
  const popup = await openFilledForm(actions);
  await actions.connectAfterSignInEnded(popup);
  await expect(popup.getByRole('button', { name: 'Sign in again' })).toBeFocused();
  await actions.signIn(popup, MARIA);
  await expect(popup.getByText('Zapier ended this sign-in.')).toBeHidden();
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toBeFocused();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('a lost answer to a token refresh ends the sign-in and keeps the form', async ({ actions, zapier }) => {
  // On a reused connection, the browser itself may repeat the request, and the sign-in would end at once.
  zapier.keepAlive(false);
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.nextAnswers('POST /oauth/token/', answers.dropConnection('after'));
  await popup.getByRole('button', { name: 'Connect' }).click();
  await popup.getByRole('button', { name: 'Send again' }).click();

  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier ended this sign-in.' })).toBeVisible();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  await actions.signIn(popup, MARIA);
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('an answer to a token refresh that is not understood keeps the sign-in, in the form and in Search', async ({
  actions,
  zapier,
}) => {
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.everyAnswer('POST /oauth/token/', answers.htmlPage(403));
  await popup.getByRole('button', { name: 'Connect' }).click();
  const words = 'Zapier answered in a way Quick Connect does not know (403, a page instead of data).';
  const alert = popup.getByRole('alert').filter({ hasText: words });
  await expect(alert).toContainText('Nothing was created. Everything you typed is still here.');
  await expect(alert.getByRole('button', { name: 'Try again' })).toBeFocused();
  const middleOf = async (name: string) => {
    const box = await alert.getByRole('button', { name }).boundingBox();
    return box && box.y + box.height / 2;
  };
  expect(await middleOf('Sign in again'), 'quiet beside the button').toBe(await middleOf('Try again'));
  expect(zapier.requestsTo('POST /v2/authentications').map(({ status }) => status)).toEqual([401]);

  await popup.getByRole('button', { name: 'Back' }).click();
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await search.fill('HubSpot');
  await expect(popup.getByRole('status').filter({ hasText: words })).toBeVisible();
  await expect(popup.getByText('Offline')).toHaveCount(0);
  await expect(popup.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  zapier.everyAnswer('POST /oauth/token/', null);
  await popup.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.getByRole('option', { name: /^HubSpot/ })).toBeVisible();

  await search.fill('');
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('Sign in again after such an answer signs in and keeps the form', async ({ actions, zapier }) => {
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.nextAnswers('POST /oauth/token/', answers.status(400, { message: 'Bad request' }));
  await popup.getByRole('button', { name: 'Connect' }).click();
  await actions.signIn(popup, MARIA);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  await popup.getByRole('button', { name: 'Try again' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('an endpoint that refuses every token does not end the sign-in: its words are shown, and Connect goes on', async ({
  actions,
  zapier,
}) => {
  zapier.everyAnswer('GET /v2/authentications', answers.refused(401, 'The scope connection:read is missing.'));
  const popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('The scope connection:read is missing.')).toBeVisible();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.unauthorized(), answers.unauthorized());
  await popup.getByRole('button', { name: 'Connect' }).click();
  const alert = popup.getByRole('alert').filter({ hasText: 'Authentication credentials were not accepted.' });
  await expect(alert).toContainText('Nothing was created. Everything you typed is still here.');
  await expect(alert.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  await expect(popup.getByText('Zapier ended this sign-in.')).toHaveCount(0);
  await alert.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('a token refresh refused with any OAuth error ends the sign-in and keeps the form', async ({
  actions,
  zapier,
}) => {
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.everyAnswer('POST /oauth/token/', answers.tokenError('invalid_request'));
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier ended this sign-in.' })).toBeVisible();
  zapier.everyAnswer('POST /oauth/token/', null);
  await popup.getByRole('button', { name: 'Back' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('button', { name: 'Sign in again' })).toBeFocused();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
});

test('tokens are never sent to a token broker that did not issue them, and the form waits for a new sign-in', async ({
  actions,
  extension,
  zapier,
}) => {
  zapier.enableBroker();
  const popup = await openFilledForm(actions);
  const { settings } = await extension.readStorage('local');
  await actions.seedSettings({
    ...(settings as object),
    apps: [ACME_CRM],
    clientAuthentication: 'broker',
    tokenBrokerUrl: `https://${BROKER_HOST}/token`,
  });
  zapier.expireAccessTokens();
  await popup.getByRole('button', { name: 'Connect' }).click();
  const alert = popup.getByRole('alert').filter({ has: popup.getByRole('button', { name: 'Sign in again' }) });
  await expect(alert).toBeVisible();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  expect(zapier.requestsTo('POST /token')).toEqual([]);
  expect((await extension.readStorage('session')).tokens).toEqual({});
});

test('a form does not carry over to a sign-in with another account', async ({ actions, zapier }) => {
  const popup = await openFilledForm(actions);
  await actions.connectAfterSignInEnded(popup);

  // A repeated sign-in expects the same account, and another one has to be accepted.
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
  await popup.getByRole('button', { name: 'Sign in again' }).click();
  await expect(popup.getByText('This is not the customer you named.')).toBeVisible();
  await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
  await expect(popup.getByText('A form here belongs to maria@acme.example.')).toBeVisible();
  zapier.session.consent = 'deny';
  await popup.getByRole('button', { name: 'Sign in again' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in' })).toBeVisible();
  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await expect(popup.getByText('Zapier refused the sign-in')).toBeHidden();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('');
  expect(zapier.connections).toEqual([]);
});

test('Use … anyway leads back into the form of the account that came, with the focus in it', async ({ actions }) => {
  const popup = await openFilledForm(actions);
  await actions.connectAfterSignInEnded(popup);
  await actions.signInInstead(popup, BEN);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  await actions.connectAfterSignInEnded(popup);
  await actions.signInInstead(popup, MARIA);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  await expect(popup.getByRole('button', { name: 'Connect', exact: true })).toBeFocused();
});
