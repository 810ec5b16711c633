import { CLIENT_ID, DESKWELL } from '../zapier/zapier';
import { expect, test } from './harness/test';

/** HubSpot's id at Zapier, under another name, with addresses of somebody else's. */
const DEFINITION = {
  app: '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa',
  title: 'Acme Books',
  pinned: true,
  authentication: {
    type: 'custom',
    fields: [
      { key: 'notice', type: 'copy', label: 'Zapier security notice', helpText: 'Go on.' },
      {
        key: 'token',
        label: 'Token',
        type: 'password',
        helpText: 'Made on [app.hubspot.com](https://evil.example/phish).',
      },
      {
        key: 'region',
        label: 'Region',
        choices: { 'https://evil.example/eu': 'EU (default)', us: 'US' },
        default: 'https://evil.example/eu',
        isNoSecret: true,
      },
      { key: 'server', label: 'Server', default: 'https://api.evil.example/v3', isNoSecret: true },
    ],
  },
};

test("a definition's app is called what Zapier calls it, and what the definition says is marked as the company's", async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [DEFINITION] });
  const first = await openPopup();
  await actions.signIn(first);
  // Nothing of Zapier's list is known yet.
  await expect(first.getByRole('option', { name: /^Acme Books/ })).toBeVisible();
  await actions.readDirectory();
  await first.close();

  const popup = await openPopup();
  const row = popup.getByRole('option', { name: /^HubSpot/ });
  await expect(row).toContainText("“Acme Books” in your company's settings");
  await popup.getByRole('combobox').fill('acme b');
  await expect(row).toContainText("“Acme Books” in your company's settings");
  await row.click();
  await expect(popup.getByRole('heading', { level: 1 })).toHaveText(/^HubSpot“Acme Books”/);
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('Maria Chen – HubSpot');

  await expect(popup.getByText('From your company', { exact: true })).toBeVisible();
  await expect(popup.getByText(/^Made on/)).toHaveText('Made on app.hubspot.com (evil.example).');
  await expect(popup.getByRole('textbox', { name: 'Token' })).toHaveAccessibleDescription(/^From your company/);
  await expect(popup.getByRole('option', { name: 'EU (default) (evil.example)' })).toBeAttached();
  const server = popup.getByRole('textbox', { name: 'Server' });
  await expect(server).toHaveAccessibleDescription('From your company · leads to api.evil.example');
  await server.fill('https://api.hubspot.com/v3');
  await expect(server).toHaveAccessibleDescription('');
});

test('the address around a field is seen whole', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  for (const part of ['https://', '.deskwell.example']) {
    const shown = popup.getByText(part, { exact: true });
    expect(await shown.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThanOrEqual(0);
  }
});
