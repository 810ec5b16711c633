import type { Page } from '@playwright/test';
import { ACME_CRM, answers, BROKER_HOST, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID, SEALED } from '../zapier/zapier';
import type { Actions } from './harness/actions';
import { secretsInFiles } from './harness/canary';
import { expect, test } from './harness/test';

const SEALED_REFRESH = /refresh_token=eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/;
const OLD_KEY = Buffer.alloc(32, 'an old key').toString('base64');
const NEW_KEY = Buffer.alloc(32, 'a new key').toString('base64');

/** Signs Maria in through the token broker, and fills in the form of Acme CRM. */
async function openFilledForm(actions: Actions): Promise<Page> {
  await actions.seedSettings({
    clientId: CONFIDENTIAL_CLIENT_ID,
    clientAuthentication: 'broker',
    tokenBrokerUrl: `https://${BROKER_HOST}/token`,
    apps: [ACME_CRM],
    staySignedIn: true,
  });
  const popup = await actions.openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  return popup;
}

const connect = (popup: Page) => popup.getByRole('button', { name: 'Connect', exact: true }).click();
const connected = (popup: Page) => popup.getByRole('status').filter({ hasText: 'Connected' });

test('with a token broker, neither the client secret nor Zapier’s refresh token is ever in the browser', async ({
  actions,
  extension,
  zapier,
}) => {
  zapier.enableBroker({ settings: { CLIENT_SECRET_IN: 'header' } });
  zapier.clientSecretIn('header');
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  await connect(popup);
  await expect(connected(popup)).toBeVisible();
  await popup.getByRole('button', { name: 'Same app again' }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
  zapier.expireAccessTokens();
  await connect(popup);
  await expect(connected(popup)).toBeVisible();

  const asked = zapier.requestsTo('POST /token');
  expect(asked.map(({ host, status }) => [host, status])).toEqual([
    [BROKER_HOST, 200],
    [BROKER_HOST, 200],
    [BROKER_HOST, 200],
  ]);
  for (const { rawBody } of asked.slice(1)) expect(rawBody).toMatch(SEALED_REFRESH);
  for (const { rawBody, headers } of asked) expect(`${rawBody} ${JSON.stringify(headers)}`).not.toContain('secret');
  const ofZapier = zapier
    .requestsTo('POST /oauth/token/')
    .map(({ rawBody }) => new URLSearchParams(rawBody).get('refresh_token'))
    .filter((token) => token !== null);
  expect(ofZapier).toEqual([expect.stringMatching(/^refresh-/), expect.stringMatching(/^refresh-/)]);

  const stored = { ...(await extension.readStorage('local')), ...(await extension.readStorage('session')) };
  const sealed = new RegExp(SEALED).exec(JSON.stringify(stored))?.[0] ?? '';
  expect(JSON.stringify(stored)).not.toMatch(/refresh-[\w-]{32}/);
  expect(JSON.stringify(stored)).not.toContain(CLIENT_SECRET);
  // What tokens have in common, browsers may write to their files only once.
  const [kept, ...unwanted] = [sealed, CLIENT_SECRET, ...ofZapier].map((secret) => secret.slice(-16));
  let left: string[] = [];
  await extension.restart(async () => {
    left = await secretsInFiles(extension.profile, `(?:${[kept, ...unwanted].join('|')})`);
  });
  const isThere = (part = '') => left.some((found) => found.includes(part));
  expect(unwanted.filter(isThere)).toEqual([]);
  expect(left.filter((found) => zapier.takesRefreshToken(found))).toEqual([]);
  expect(isThere(kept), 'the search finds what is on disk').toBe(true);
});

test('a new key of the token broker changes nothing, and its time for sign-ins leads to a new one', async ({
  actions,
  zapier,
}) => {
  zapier.enableBroker({ settings: { SEALING_KEYS: OLD_KEY } });
  const popup = await openFilledForm(actions);
  zapier.enableBroker({ settings: { SEALING_KEYS: `${NEW_KEY} ${OLD_KEY}` } });
  zapier.expireAccessTokens();
  await connect(popup);
  await expect(connected(popup)).toBeVisible();

  await popup.getByRole('button', { name: 'Same app again' }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
  zapier.enableBroker({ settings: { SEALING_KEYS: NEW_KEY, NOT_BEFORE: new Date().toISOString() } });
  zapier.expireAccessTokens();
  await connect(popup);
  await expect(popup.getByRole('alert').filter({ hasText: 'Zapier ended this sign-in.' })).toBeVisible();
  await actions.signIn(popup);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_2');
  await connect(popup);
  await expect(connected(popup)).toBeVisible();
  expect(zapier.connections.map(({ fields }) => fields)).toMatchObject([
    { api_key: 'acme_live_1' },
    { api_key: 'acme_live_2' },
  ]);
});

test('while the token broker does not reach Zapier, nothing is sent, and Send again connects', async ({
  actions,
  zapier,
}) => {
  zapier.enableBroker();
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.everyAnswer('POST /oauth/token/', answers.dropConnection('before'));
  await connect(popup);
  const alert = popup.getByRole('alert').filter({ has: popup.getByRole('button', { name: 'Send again' }) });
  await expect(alert).toContainText('Nothing was sent, so nothing was created.');
  zapier.everyAnswer('POST /oauth/token/', null);
  await alert.getByRole('button', { name: 'Send again' }).click();
  await expect(connected(popup)).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});
