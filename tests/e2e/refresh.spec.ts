import { ACME_CRM, answers, BEN, MARIA } from '../zapier/zapier';
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
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeFocused();
  await actions.signIn(popup, MARIA);
  await expect(popup.getByText('Zapier ended this sign-in.')).toBeHidden();
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

test('a form does not carry over to a sign-in with another account', async ({ actions, zapier }) => {
  const popup = await openFilledForm(actions);
  await actions.connectAfterSignInEnded(popup);

  // A repeated sign-in expects the same account, and another one has to be accepted.
  zapier.session.signIn(BEN);
  zapier.session.consent = 'allow';
  await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await expect(popup.getByText('This is not the customer you named.')).toBeVisible();
  await popup.getByRole('button', { name: 'Use ben@globex.example anyway' }).click();
  await expect(popup.getByText('A form here belongs to maria@acme.example.')).toBeVisible();
  zapier.session.consent = 'deny';
  await popup.getByRole('button', { name: 'Sign in again' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier said no' })).toBeVisible();
  await popup.getByRole('button', { name: 'Dismiss' }).click();
  await expect(popup.getByText('Zapier said no')).toBeHidden();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('');
  expect(zapier.connections).toEqual([]);
});
