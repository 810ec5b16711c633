import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme-0123456789abcdef0123456789';

test('a key pasted into the search is not shown or searched for, and waits for its field', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  await actions.pasteKeyIntoSearch(popup, KEY);
  await expect(search).toHaveValue('');
  await expect(popup.getByText(KEY)).toHaveCount(0);

  await search.fill('acme');
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await popup.getByRole('button', { name: 'Use it for API key' }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toHaveValue(KEY);
  await expect(popup.getByRole('button', { name: 'Use it for API key' })).toBeHidden();
  await popup.getByRole('textbox', { name: 'API key' }).press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();

  const carriers = zapier.requests.filter(({ rawBody, path, query }) =>
    (rawBody + path + JSON.stringify(query)).includes(KEY),
  );
  expect(carriers.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /v2/authentications']);
});

test('a key dropped into the search is held back until it is forgotten', async ({ actions, extension, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  const kept = async () => JSON.stringify(await extension.readStorage('session'));
  await search.evaluate((input, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', text);
    input.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, KEY);
  await expect(popup.getByRole('status').filter({ hasText: 'That looked like a key' })).toBeVisible();
  await expect(search).toHaveValue('');
  await expect.poll(kept).toContain(KEY);

  await popup.getByRole('button', { name: 'Forget it' }).click();
  await expect(popup.getByText('That looked like a key, so it was not searched for.')).toHaveCount(0);
  await expect.poll(kept).not.toContain(KEY);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'API key' })).toBeVisible();
  await expect(popup.getByRole('button', { name: 'Use it for API key' })).toHaveCount(0);
});
