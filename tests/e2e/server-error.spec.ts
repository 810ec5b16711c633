import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('after a server error nobody claims to know, and one POST was sent', async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.serverError());
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'A server error occurred.' });
  await expect(alert).toContainText("Zapier's words · 500 error");
  await expect(alert).toContainText('Not sure.');
  await expect(popup.getByText('Nothing was created.')).toHaveCount(0);
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue('acme_live_1');
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});
