import { ACME_CRM, DESKWELL } from '../zapier/zapier';
import { openIme } from './harness/ime';
import { withRealFocus } from './harness/real-focus';
import { expect, test } from './harness/test';

const POST = 'POST /v2/authentications';

test('a form that is open in two pages makes one connection: the second shows the order of the first, and both end', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const first = await actions.openForm(ACME_CRM);
  await first.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const second = await openPopup();
  const key = second.getByRole('textbox', { name: 'API key' });
  await expect(key).toHaveValue('acme_live_1');
  const hold = zapier.hold(POST);
  await first.getByRole('button', { name: 'Connect', exact: true }).click();
  await hold.arrived;
  await expect(second.getByRole('button', { name: 'Connecting…' })).toBeVisible();
  await key.press('Enter');
  hold.release();
  for (const page of [first, second])
    await expect(page.getByRole('status').filter({ hasText: 'Connected: Maria Chen – Acme CRM' })).toBeVisible();
  expect(zapier.requestsTo(POST)).toHaveLength(1);
  expect(zapier.connections).toHaveLength(1);
});

test('a form that is open in two pages follows the page that has the focus, and no typed character is lost', async ({
  actions,
  browserName,
  openPopup,
  zapier,
}) => {
  const first = await actions.openForm(DESKWELL);
  const second = await openPopup();
  for (const page of [first, second]) await withRealFocus(page);
  const key = { name: 'API key', exact: true };
  const [keyInFirst, keyInSecond] = [first, second].map((page) => page.getByRole('textbox', key));
  if (!keyInFirst || !keyInSecond) throw new Error('There are two pages');

  await first.bringToFront();
  await first.getByRole('textbox', { name: 'Subdomain' }).pressSequentially('acme');
  await keyInFirst.pressSequentially('acme_live_');
  await expect(keyInSecond).toHaveValue('acme_live_');

  await second.bringToFront();
  await keyInSecond.press('End');
  await keyInSecond.pressSequentially('12');
  await expect(second.getByRole('textbox', { name: 'Subdomain' })).toHaveValue('acme');
  await expect(keyInFirst).toHaveValue('acme_live_12');

  // A composition in the page that has the focus, while the other one follows.
  const name = second.getByRole('textbox', { name: 'Connection name' });
  await name.fill('A');
  const ime = await openIme(second, browserName);
  await ime.compose('cme');
  await expect(first.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Acme');
  await ime.commit();
  await expect(name).toHaveValue('Acme');

  await first.bringToFront();
  await keyInFirst.press('End');
  await keyInFirst.pressSequentially('3');
  await expect(keyInSecond).toHaveValue('acme_live_123');
  await first.getByRole('button', { name: 'Clear' }).click();
  await expect(keyInSecond).toHaveValue('');

  await keyInFirst.fill('acme_live_4');
  await first.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
  await expect(second.getByRole('textbox', { name: 'Subdomain' })).toHaveValue('acme');
  await second.bringToFront();
  await second.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(first.getByRole('status').filter({ hasText: 'Connected: Maria Chen – Deskwell' })).toBeVisible();
  expect(zapier.connections.map(({ fields }) => fields)).toEqual([
    { subdomain: 'acme', region: 'eu', api_key: 'acme_live_4' },
  ]);
});
