import { ACME_CRM } from '../zapier/zapier';
import { expect, test } from './harness/test';

const HELP = '1. Open *Settings*\n- not the old ones\n2. See [the guide](http://help.acme.example/server)';

const ON_PREMISE = {
  ...ACME_CRM,
  authentication: {
    type: 'custom',
    fields: [
      { key: 'host', label: 'Server', inputFormat: 'https://{{input}}/', isNoSecret: true, helpText: HELP },
      { key: 'api_key', label: 'API key' },
    ],
  },
};

test("a server's port and path reach Zapier as they were pasted, and what cannot be part of it is refused", async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ON_PREMISE);
  const server = popup.getByRole('textbox', { name: 'Server' });
  await expect(popup.getByText('the guide (http://help.acme.example/server)')).toBeVisible();
  await expect(popup.locator('ol').last()).toHaveJSProperty('start', 2);

  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await server.fill('desk.acme.example:8443/EU?tab=1');
  await expect(server).toHaveAccessibleDescription('Took “desk.acme.example:8443/EU” from the address you pasted.');
  await server.fill('');
  await server.pressSequentially('desk.acme.example:8443/EU?t');
  await server.press('ControlOrMeta+Enter');
  await expect(server).toHaveAccessibleDescription(
    'Only letters, digits, hyphens and dots, then a port and a path if it has them, for example acme.example:8443/help.',
  );
  await server.fill('https://Desk.Acme.Example:8443/EU/');
  await expect(server).toHaveValue('Desk.Acme.Example:8443/EU');
  await server.press('ControlOrMeta+Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ fields: { host: 'desk.acme.example:8443/EU', api_key: 'acme_live_1' } }]);
});
