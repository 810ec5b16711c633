import { ACME_CRM, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

const ACCOUNT = String(MARIA.id);
const HUBSPOT = { id: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa', title: 'HubSpot' };
const REFUSED = { response: { ok: false, failure: { code: 'switched-off' } } };

test.use({
  policy: {
    ...{ clientId: CLIENT_ID, apps: JSON.stringify([ACME_CRM]) },
    ...{ staySignedIn: false, allowDelete: false, allowFreeFields: false, allowZapierPage: false },
  },
});

test('what a policy switches off is neither offered nor done by the background when a page asks for it', async ({
  actions,
  extension,
  openPopup,
  openSettings,
  zapier,
}) => {
  const { id } = zapier.addConnection({ app: ACME_CRM.app, title: 'Acme old', owner: MARIA, isExpired: true });
  const popup = await openPopup();
  await actions.signIn(popup);

  await popup.getByRole('combobox', { name: 'Search apps' }).fill('HubSpot');
  await popup.getByRole('option', { name: /^HubSpot/ }).click();
  await expect(popup.getByText('HubSpot cannot be connected from here.')).toBeVisible();
  for (const name of ['Connect on Zapier', 'Copy link for the customer', 'Enter credentials'])
    await expect(popup.getByRole('button', { name })).toHaveCount(0);

  await popup.getByRole('button', { name: 'Choose another app' }).click();
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByText('Acme old')).toBeVisible();
  for (const name of [/^Delete/, /^Reconnect/]) await expect(popup.getByRole('button', { name })).toHaveCount(0);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_0001');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Same app again' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Undo' })).toHaveCount(0);

  const ask = (name: string, request: object) =>
    extension.evaluate((browser, sent) => browser.runtime.sendMessage(sent), { name, request });
  const ofApp = { accountId: ACCOUNT, appId: ACME_CRM.app };
  expect(await ask('connection.delete', { ...ofApp, connectionId: id })).toEqual(REFUSED);
  const { orders } = (await extension.readStorage('session')) as { orders: { id: string }[] };
  expect(await ask('order.undo', { orderId: orders[0]?.id })).toEqual(REFUSED);
  expect(await ask('order.link', { accountId: ACCOUNT, app: HUBSPOT, ticket: '' })).toEqual(REFUSED);
  expect(zapier.requestsTo('DELETE /v2/authentications/{authentication_id}')).toHaveLength(0);
  expect(zapier.connections).toHaveLength(2);

  // As a page places them.
  const common = { accountId: ACCOUNT, app: HUBSPOT, title: 'HubSpot', stage: { name: 'queued' } };
  await extension.evaluate(
    async (browser, { common, accountId, appId }) => {
      const draft = { title: null, values: {}, freeFields: [], secretIds: [] };
      await browser.storage.session.set({
        [`draft/${accountId}/${appId}`]: draft,
        [`placed/${accountId}/by-api`]: { ...common, id: 'by-api', via: 'api' },
      });
      await browser.storage.session.set({
        [`placed/${accountId}/on-page`]: { ...common, id: 'on-page', via: 'zapier-page', reconnects: null },
      });
    },
    { common, accountId: ACCOUNT, appId: HUBSPOT.id },
  );
  const failures = async () => {
    const stored = (await extension.readStorage('session')).orders as { id: string; stage: { failure?: object } }[];
    return Object.fromEntries(stored.map(({ id, stage }) => [id, stage.failure]));
  };
  await expect
    .poll(failures)
    .toMatchObject({ 'by-api': { code: 'switched-off' }, 'on-page': { code: 'switched-off' } });
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);

  const settings = await openSettings();
  await expect(settings.getByRole('checkbox', { name: 'Stay signed in' })).toBeDisabled();
  await expect(settings.getByRole('region', { name: /What Zapier allows$/ })).toContainText(
    "Your administrator's policy forbids deleting connections, so nothing is created to see what Zapier allows.",
  );
  await expect(settings.getByRole('button', { name: 'See what Zapier allows' })).toHaveCount(0);
  await ask('setUp.try', { app: '', explore: { appId: ACME_CRM.app, accountId: ACCOUNT } });
  await expect
    .poll(async () => (await extension.readStorage('session')).setUpCheck)
    .toMatchObject({ powers: { is: 'not-tried', why: 'switched-off' } });
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
  const { config } = (await extension.readStorage('local')) as { config: Record<string, unknown> };
  const { locked: _l, unusable: _u, allowDelete: _d, allowFreeFields: _f, allowZapierPage: _p, ...typed } = config;
  const wanted = { ...typed, apps: '', requestsPerMinute: '60', staySignedIn: true };
  expect(await ask('settings.save', { settings: wanted })).toEqual({ response: { ok: true, value: null } });
  expect((await extension.readStorage('local')).config).toMatchObject({ staySignedIn: false });
  expect(await extension.readStorage('local')).not.toHaveProperty('tokens');
});
