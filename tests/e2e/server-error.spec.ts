import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('after a 500 that created nothing, the form keeps its values and Send again connects', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.serverError());
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'A server error occurred.' });
  await expect(alert).toContainText("Zapier's words · 500 error");
  await expect(alert).toContainText(/Not connected\. Zapier had a problem\. Checked at .+: not in the account/);
  await expect(key).toHaveValue('acme_live_1');
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);

  const again = alert.getByRole('button', { name: 'Send again' });
  await expect(again).toBeFocused();
  await again.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_1' } }]);
});

test('a 500 without words is told as a problem of Zapier’s, not as a refusal', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.status(500, { errors: [] }));
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Zapier had a problem.' });
  await alert.getByText('Details').click();
  await expect(alert.getByText('Zapier gave no reason.')).toBeVisible();
  await expect(alert).not.toContainText('refused');
});

test('after a 500 that did create the connection, it is found without a second request', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', { ...answers.serverError(), commit: true });
  await popup.getByRole('button', { name: 'Connect' }).click();

  const receipt = popup.getByRole('status').filter({ hasText: 'Connected' });
  await expect(receipt).toContainText('The answer was lost, the connection is there.');
  expect(zapier.connections).toHaveLength(1);
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});

test('Undo asks first when the connection was only found in the list, for it may be a colleague’s', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', { ...answers.serverError(), commit: true });
  await popup.getByRole('button', { name: 'Connect' }).click();
  await popup.getByRole('button', { name: 'Undo' }).click();
  const dialog = popup.getByRole('dialog', { name: 'Delete “Maria Chen – Acme CRM”?' });
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog).toBeHidden();
  expect(zapier.connections).toHaveLength(1);
  await popup.getByRole('button', { name: 'Undo' }).click();
  await dialog.getByRole('button', { name: 'Delete connection' }).click();
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toBeVisible();
  expect(zapier.connections).toEqual([]);
});

test('after a 500, the outcome is Not sure while the list cannot be read, until Check again', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  const hold = zapier.hold('POST /v2/authentications', 'after');
  zapier.nextAnswers('POST /v2/authentications', { ...answers.serverError(), commit: true });
  await popup.getByRole('button', { name: 'Connect' }).click();
  await hold.arrived;
  zapier.everyAnswer('GET /v2/authentications', answers.forbidden());
  hold.release();

  const alert = popup.getByRole('alert').filter({ hasText: 'Not sure.' });
  await expect(alert).toContainText("Zapier cannot be asked right now; don't send it twice.");
  const check = alert.getByRole('button', { name: 'Check again' });
  await expect(check).toBeFocused();
  zapier.everyAnswer('GET /v2/authentications', null);
  await check.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});

test('a connection made twice by the browser is reported, and one can be deleted', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  // After the list is loaded, the browser reuses its connection to Zapier, on which it repeats a dropped POST.
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  zapier.nextAnswers('POST /v2/authentications', answers.dropConnection('after'));
  await popup.getByRole('button', { name: 'Connect' }).click();

  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  const alert = popup.getByRole('alert').filter({ hasText: 'There are two new connections of this name.' });
  await expect(alert).not.toContainText('browser');
  expect(zapier.connections).toHaveLength(2);
  await alert.getByRole('button', { name: /^Delete/ }).click();
  await popup.getByRole('button', { name: 'Delete connection' }).click();
  await expect(alert).toHaveCount(0);
  expect(zapier.connections).toHaveLength(1);
});

test('after Undo, the other of two connections that the browser made is left to delete', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  zapier.nextAnswers('POST /v2/authentications', answers.dropConnection('after'));
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByText('There are two new connections of this name.')).toBeVisible();
  await popup.getByRole('button', { name: 'Undo' }).click();

  await expect(popup.getByText('The connection is gone, deleted at Zapier.')).toBeVisible();
  const alert = popup.getByRole('alert').filter({ hasText: 'One more new connection of this name is left.' });
  expect(zapier.connections).toHaveLength(1);
  await alert.getByRole('button', { name: /^Delete/ }).click();
  await popup.getByRole('button', { name: 'Delete connection' }).click();
  await expect(alert).toHaveCount(0);
  expect(zapier.connections).toEqual([]);
});
