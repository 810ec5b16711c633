import { MARIA } from '../zapier/zapier';
import { OAUTH1, OAUTH2 } from './definitions';
import { expect, test } from './harness/test';

/** Id of HubSpot in the stand-in's directory. */
const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

for (const authentication of [OAUTH1, OAUTH2])
  test(`an app defined with ${authentication.type} can only be connected on Zapier's page`, async ({
    actions,
    authWindow,
    zapier,
  }) => {
    const popup = await actions.openForm({ app: HUBSPOT, title: 'Plainly', authentication });
    const connect = popup.getByRole('button', { name: 'Connect on Zapier' });
    await expect(connect).toBeFocused();
    await expect(popup.getByRole('button', { name: 'Enter credentials' })).toHaveCount(0);
    await expect(popup.getByLabel('Region')).toHaveCount(0);

    await connect.click();
    const window = await authWindow();
    await window.close();
    await expect(popup.getByText('No new connection in maria@acme.example.')).toBeVisible();
    await expect(popup.getByRole('button', { name: 'Enter credentials' })).toHaveCount(0);

    zapier.addConnection({ app: HUBSPOT, title: 'Acme – Plainly', owner: MARIA });
    await popup.getByRole('button', { name: 'Check again' }).click();
    await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Acme – Plainly');
    expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(0);
  });
