import { ACME_CRM } from '../zapier/zapier';
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
