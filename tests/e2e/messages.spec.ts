import { ACME_CRM, ISSUED, MARIA } from '../zapier/zapier';
import { everyMessage } from './every-message';
import { expect, test } from './harness/test';

const KEY = 'acme-canary-0123456789';

test('no answer to a message contains a token or a typed credential', async ({ actions, extension }) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill(KEY);
  const kept = async () => JSON.stringify(await extension.readStorage('session'));
  await expect.poll(kept).toContain(KEY);
  expect(await kept()).toMatch(ISSUED);

  for (const message of everyMessage({ accountId: String(MARIA.id), appId: ACME_CRM.app })) {
    const answer = await extension.evaluate((browser, sent) => browser.runtime.sendMessage(sent), message);
    // A refused message would have no response.
    expect(answer, message.name).toHaveProperty('response');
    expect(JSON.stringify(answer), message.name).not.toMatch(ISSUED);
    expect(JSON.stringify(answer), message.name).not.toContain(KEY);
  }
});
