import { ACME_CRM, answers } from '../zapier/zapier';
import { expect, test } from './harness/test';

test("beyond Zapier's limit: its words, nothing created, nothing sent again by itself", async ({ actions, zapier }) => {
  const popup = await actions.openForm(ACME_CRM);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill('acme_live_1');
  zapier.nextAnswers('POST /v2/authentications', answers.tooManyRequests(60));
  await popup.getByRole('button', { name: 'Connect' }).click();

  const alert = popup.getByRole('alert').filter({ hasText: 'Request was throttled.' });
  await expect(alert).toContainText('Request was throttled. Expected available in 60 seconds.');
  await expect(alert).toContainText("Zapier's words · 429 throttled");
  await expect(alert).toContainText('Nothing was created. Everything you typed is still here.');
  await expect(key).toHaveValue('acme_live_1');
  expect(zapier.connections).toEqual([]);
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);

  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});
