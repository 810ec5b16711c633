import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

test("a refused field shows Zapier's words at the field and has its value selected", async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('an-invalid-key');
  await key.press('Control+Enter');

  const alert = popup.getByRole('alert').filter({ hasText: 'The API key provided is invalid.' });
  await expect(alert).toHaveCount(1);
  const codes = alert.getByText("Zapier's words · 400 invalid");
  await expect(codes).toBeHidden();
  await expect(popup.getByText('Nothing was created. Everything you typed is still here.')).toBeVisible();
  await expect(key).toBeFocused();
  await expect(key).toHaveAttribute('aria-invalid', 'true');
  await expect(key).toHaveAccessibleDescription(/The API key provided is invalid\./);
  await alert.getByText('Details').click();
  await expect(codes).toBeVisible();
  await key.press('ControlOrMeta+A');

  // The value is selected, so that typing replaces it.
  await popup.keyboard.insertText('acme_live_2');
  await expect(alert).toHaveCount(0);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { api_key: 'acme_live_2' } }]);
});

test('a refused name is explained at the name field, a refusal without a field in an alert', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.refused(400, 'That title is taken.', '/data/title'));
  await popup.getByRole('button', { name: 'Connect' }).click();

  const name = popup.getByRole('textbox', { name: 'Connection name' });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription(/That title is taken\./);

  zapier.nextAnswers('POST /v2/authentications', answers.refused(409, 'Conflict with <i>something</i>.'));
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'Conflict with <i>something</i>.' })).toHaveCount(1);
  await expect(name).toHaveValue('Maria Chen – Acme CRM');
});

test('all refusals of one field are shown there, without repeating duplicates', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('short');
  const at = (detail: string) => ({
    status: '400',
    code: 'invalid',
    title: 'Invalid',
    detail,
    source: { pointer: '/data/authentication_fields/api_key' },
    meta: {},
  });
  const errors = [at('It is too short.'), at('It has no digit.'), at('It is too short.')];
  zapier.nextAnswers('POST /v2/authentications', answers.status(400, { errors }));
  await key.press('Enter');

  await expect(key).toHaveAccessibleDescription(/It is too short\..*It has no digit\./);
  await expect(popup.getByText('It is too short.')).toHaveCount(1);
  await expect(popup.getByText('It has no digit.')).toHaveCount(1);
});
