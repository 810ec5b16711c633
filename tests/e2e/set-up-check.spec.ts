import type { Page } from '@playwright/test';
import {
  ACME_CRM,
  answers,
  BEN,
  BROKER_HOST,
  CLIENT_ID,
  CONFIDENTIAL_CLIENT_ID,
  DESKWELL,
  ISSUED,
  MARIA,
} from '../zapier/zapier';
import { keysWithSecrets } from './harness/canary';
import { expect, test } from './harness/test';

const step = (settings: Page, name: RegExp) => settings.getByRole('region', { name });
const trial = (settings: Page) => step(settings, /Trial sign-in$/);
const access = (settings: Page) => step(settings, /What a sign-in may do$/);
const app = (settings: Page) => step(settings, /Your app$/);
const powers = (settings: Page) => step(settings, /What Zapier allows$/);
const exchange = (settings: Page) => step(settings, /Proof of the client$/);

const inAccount = ({ email }: { email: string }) => `Two connections will be made in ${email} and deleted again.`;

/** Fills in the client ID, has Maria's session at Zapier allow everything, and tries the sign-in. */
async function tryFresh(settings: Page, clientId: string): Promise<void> {
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(clientId);
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
}

test.beforeEach(({ zapier }) => {
  zapier.session.signIn(MARIA);
  zapier.session.consent = 'allow';
});

test('the set-up check leads from a client ID through a wanted secret and a silent address to a token broker', async ({
  errorLog,
  extension,
  openSettings,
  zapier,
}) => {
  errorLog.allow(/broker\.acme\.example\/health' from origin .* has been blocked by CORS policy/);
  const settings = await openSettings();
  await expect(settings.getByRole('heading', { level: 2 }).first()).toHaveText('Set-up check');
  await expect(step(settings, /Register at Zapier$/)).toContainText(extension.redirectUri);
  await tryFresh(settings, CONFIDENTIAL_CLIENT_ID);
  await expect(trial(settings)).toContainText(
    "It came back. Zapier knows the client ID and this browser's redirect URL.",
  );
  await expect(exchange(settings)).toContainText('Zapier wants a client secret.');
  await expect(exchange(settings)).toContainText('In its words: Client authentication failed. · invalid_client');

  await settings.getByRole('radio', { name: 'Token broker' }).check();
  await settings.getByRole('textbox', { name: 'Token broker URL' }).fill(`https://${BROKER_HOST}/token`);
  zapier.enableBroker({ settings: { ORIGINS: 'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba' } });
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(exchange(settings)).toContainText(`No answer that this extension may read came from ${BROKER_HOST}.`);

  await expect(exchange(settings)).toContainText(
    `is not running behind its proxy, or it is behind a VPN or an address list: curl https://${BROKER_HOST}/health tells.`,
  );

  zapier.enableBroker();
  const notSetUp = answers.tokenError('temporarily_unavailable', 503, 'Its settings are incomplete.');
  zapier.everyAnswer('GET /health', {
    ...notSetUp,
    headers: { ...notSetUp.headers, 'Access-Control-Allow-Origin': '*' },
  });
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(exchange(settings)).toContainText('The token broker had a problem (503).');
  await expect(exchange(settings)).toContainText('In its words: Its settings are incomplete.');

  zapier.everyAnswer('GET /health', null);
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(exchange(settings)).toContainText('The token broker brought tokens.');
  const kept = [...(await keysWithSecrets(extension, 'local')), ...(await keysWithSecrets(extension, 'session'))];
  expect(kept, 'no token is left anywhere').toEqual([]);
});

test('once the window of a trial sign-in is closed, the check asks what Zapier showed, and keeps the answer', async ({
  authWindow,
  openSettings,
  zapier,
}) => {
  zapier.session.consent = 'ask';
  const settings = await openSettings();
  await tryFresh(settings, CLIENT_ID);
  await (await authWindow('/oauth/authorize/')).close();
  await expect(trial(settings)).toContainText('The window was closed before Zapier came back. What did Zapier show?');
  await trial(settings).getByRole('button', { name: 'Its sign-in or a question to allow access' }).click();
  await expect(trial(settings)).toContainText("Zapier knows the client ID and this browser's redirect URL.");
  await settings.close();

  const again = await openSettings();
  await expect(trial(again)).toContainText('Try again, and go on at Zapier until the window closes by itself.');
  await again.getByRole('textbox', { name: 'Client ID' }).fill('another');
  await again.getByRole('button', { name: 'Save settings' }).click();
  await expect(trial(again)).not.toContainText('Zapier knows');
});

test('a trial sign-in that ends at an error page of Zapier’s leads to client ID and redirect URL', async ({
  authWindow,
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  await tryFresh(settings, 'nobody-knows-me');
  // Chromium shows no error page, and Firefox does not tell that there was one.
  if (extension.browserName === 'firefox') {
    await (await authWindow('/oauth/authorize/')).close();
    await trial(settings).getByRole('button', { name: 'An error page' }).click();
  }
  await expect(trial(settings)).toContainText('Compare both with Embed → Settings at Zapier');
});

test('a trial sign-in that is denied says so, and one that is allowed needs no secret from a public client', async ({
  openSettings,
  zapier,
}) => {
  zapier.session.consent = 'deny';
  const settings = await openSettings();
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(settings.getByRole('textbox', { name: 'Client ID' })).toBeFocused();
  await tryFresh(settings, CLIENT_ID);
  await expect(trial(settings)).toContainText("Access was not allowed on Zapier's page.");
  zapier.session.consent = 'allow';
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(exchange(settings)).toContainText('Zapier accepted the code without a secret, by PKCE alone.');
});

test('after the exchange the check reads the account, names the own app, and shows its form as agents will see it', async ({
  openSettings,
  zapier,
}) => {
  zapier.listOwnApps(true);
  const settings = await openSettings();
  await settings.getByRole('textbox', { name: "Your app's name at Zapier" }).fill('acme crm');
  await tryFresh(settings, CLIENT_ID);
  await expect(access(settings)).toContainText('Account, apps and connections can be read.');
  await expect(access(settings)).toContainText(`Signed in as ${MARIA.email}, and signed out again.`);
  await expect(access(settings)).toContainText('Granted: profile zap connection:read connection:write.');
  await expect(app(settings)).toContainText(`Acme CRM has the id ${ACME_CRM.app}.`);
  await app(settings).getByRole('button', { name: 'Copy id' }).click();
  await expect(app(settings).getByRole('button', { name: 'Copied' })).toBeVisible();

  await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill(JSON.stringify([ACME_CRM, DESKWELL]));
  zapier.listOwnApps(false);
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(app(settings)).toContainText('Zapier knows your apps. Acme CRM: not listed, so its id is used.');
  const preview = app(settings).getByRole('group', { name: 'As agents will see it' });
  await expect(preview.getByRole('textbox', { name: 'API key' })).toHaveAttribute('type', 'password');
  await preview.getByRole('combobox', { name: 'App' }).selectOption('Deskwell');
  await expect(preview.getByRole('textbox', { name: 'Subdomain' })).toBeVisible();
});

test('a scope that Zapier does not grant, and what it would open, are named by the check', async ({
  openSettings,
  zapier,
}) => {
  zapier.grantOnly('profile zap');
  const settings = await openSettings();
  await tryFresh(settings, CLIENT_ID);
  await expect(access(settings)).toContainText('Zapier did not grant: connection:read connection:write.');
  await expect(access(settings)).toContainText(
    'Zapier does not let this be read: connections. You do not have permission to perform this action. (403)',
  );
  await expect(app(settings)).toContainText('Which app is yours?');
});

test('the copied report and questions name settings and verdicts, and nobody', async ({
  actions,
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  await tryFresh(settings, CLIENT_ID);
  await expect(app(settings)).toContainText('Which app is yours?');
  await settings.getByRole('button', { name: 'Copy report' }).click();
  await expect(settings.getByRole('button', { name: 'Copied' })).toBeVisible();
  const report = (await actions.pasted()).text;
  expect(report).toContain(`Client ID: ${CLIENT_ID}`);
  expect(report).toContain(`Redirect URL of this browser: ${extension.redirectUri}`);
  expect(report).toContain('3. Proof of the client: Zapier accepted the code without a secret, by PKCE alone.');
  expect(report).toContain('4. What a sign-in may do: Account, apps and connections can be read.');
  expect(report).not.toMatch(new RegExp(`${MARIA.email}|${MARIA.full_name}|${ISSUED.source}`));

  await settings.bringToFront();
  await settings.getByRole('button', { name: 'Copy questions for Zapier' }).click();
  await expect(settings.getByRole('button', { name: 'Copy questions for Zapier' })).toBeHidden();
  const questions = (await actions.pasted()).text;
  expect(questions).toContain(`(client ID: ${CLIENT_ID})`);
  expect(questions).toContain(`   ${extension.redirectUri}`);
  expect(questions).toMatch(/PKCE \(S256\) and without a client secret/);
});

test('the copied report quotes Zapier without an e-mail address or a key, and the page quotes it whole', async ({
  actions,
  openSettings,
  zapier,
}) => {
  const words = 'User ben@globex.example may not use Bearer f0123456789abcdef.';
  zapier.everyAnswer('GET /v1/profiles/me', answers.forbidden(words));
  const settings = await openSettings();
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  await expect(trial(settings)).toContainText('Sign-ins made with another client ID or token address then end.');
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(access(settings)).toContainText(`Zapier does not let this be read: the account. ${words} (403)`);
  await settings.getByRole('button', { name: 'Copy report' }).click();
  await expect(settings.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect((await actions.pasted()).text).toContain('User ••• may not use Bearer ••• (403)');
});

test('step 3 and the report speak of the mode that was tried, not of the one that is chosen now', async ({
  actions,
  openSettings,
}) => {
  const settings = await openSettings();
  await tryFresh(settings, CLIENT_ID);
  await expect(app(settings)).toContainText('Which app is yours?');
  await settings.getByRole('radio', { name: 'Token broker' }).check();
  await settings.getByRole('textbox', { name: 'Token broker URL' }).fill(`https://${BROKER_HOST}/token`);
  await expect(exchange(settings)).toContainText('Zapier accepted the code without a secret, by PKCE alone.');
  await settings.getByRole('button', { name: 'Copy report' }).click();
  await expect(settings.getByRole('button', { name: 'Copied' })).toBeVisible();
  const report = (await actions.pasted()).text;
  expect(report).toContain('3. Proof of the client: Zapier accepted the code without a secret, by PKCE alone.');
  expect(report).not.toContain(BROKER_HOST);
});

test('what Zapier allows is tried with a false and the true key, nothing is left, and receipts follow', async ({
  actions,
  extension,
  openPopup,
  openSettings,
  zapier,
}) => {
  zapier.validKey('acme_live_true');
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const settings = await openSettings();
  await settings.getByRole('button', { name: 'See what Zapier allows' }).click();
  const key = app(settings).getByRole('textbox', { name: 'API key' });
  await expect(key).toBeFocused();
  await expect(app(settings)).toContainText('“API key” is required.');
  await key.fill('acme_live_true');
  await settings.getByRole('button', { name: 'See what Zapier allows' }).click();
  await expect(powers(settings)).toContainText(inAccount(MARIA));
  expect(zapier.requestsTo('POST /v2/authentications'), 'nothing is created in an account not shown').toEqual([]);
  await expect(key, 'what was typed is still there').toHaveValue('acme_live_true');
  await powers(settings).getByRole('button', { name: 'Go on' }).click();
  await expect(powers(settings)).toContainText('Zapier checks the keys of Acme CRM. Receipts say so.');
  await expect(powers(settings)).toContainText('New connections may be deleted.');
  await expect(key).toHaveValue('');
  expect(zapier.connections).toEqual([]);
  expect(await keysWithSecrets(extension, 'session')).toEqual([]);

  zapier.deletion(403);
  await key.fill('acme_live_true');
  await settings.getByRole('button', { name: 'See what Zapier allows' }).click();
  await expect(powers(settings)).toContainText('Zapier refused to delete them, so receipts have no Undo.');
  await expect(powers(settings)).toContainText(`Delete these at Zapier: ${zapier.connections[0]?.title}`);
  await settings.close();

  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_true');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByText('Created at Zapier. Zapier checked this key.', { exact: true })).toBeVisible();
  await expect(popup.getByRole('link', { name: 'Open connections on Zapier' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('what Zapier allows is not tried in another account than the one shown, and not after it was declined or denied', async ({
  actions,
  openSettings,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const settings = await openSettings();
  await settings.getByRole('button', { name: 'Try sign-in' }).click();
  await expect(access(settings)).toContainText(MARIA.email);
  const key = app(settings).getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_true');
  zapier.session.signIn(BEN);
  const explore = settings.getByRole('button', { name: 'See what Zapier allows' });
  await explore.click();
  await expect(powers(settings)).toContainText(inAccount(BEN));
  await powers(settings).getByRole('button', { name: 'Not this account' }).click();
  await expect(powers(settings)).toContainText('Sign out at Zapier in this browser');
  await expect(explore).toBeFocused();
  await expect(powers(settings)).not.toContainText(BEN.email);
  await explore.click();
  await expect(powers(settings)).toContainText(inAccount(BEN));

  zapier.session.consent = 'deny';
  await explore.click();
  await expect(powers(settings)).toContainText('Nothing was created, because the sign-in did not come to its end.');
  await expect(key).toHaveValue('acme_live_true');
  expect(zapier.requestsTo('POST /v2/authentications')).toEqual([]);
});
