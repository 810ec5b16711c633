import { ACME_CRM, CLIENT_ID } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

// Separate from the other screens, because a policy is set when the browser starts.
test.use({
  policy: {
    clientId: CLIENT_ID,
    clientAuthentication: 'none',
    staySignedIn: false,
    apps: JSON.stringify([ACME_CRM]),
    tokenUrl: 'http://not-secure.example/',
  },
});

test('settings locked by a policy are accessible in light and dark colours', async ({ openSettings }) => {
  const settings = await openSettings();
  await expect(settings.getByText(/policy holds values that cannot be used: tokenUrl/)).toBeVisible();
  await look(settings, '99-settings-locked-1');
  await settings.getByRole('textbox', { name: 'Apps' }).scrollIntoViewIfNeeded();
  await look(settings, '99-settings-locked-2');
});
