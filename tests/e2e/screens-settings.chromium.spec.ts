import { ACME_CRM } from '../zapier/zapier';
import { fillUp } from './fill-up';
import { look } from './harness/look';
import { expect, test } from './harness/test';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of Settings and its notices', () => {
  test('refused settings and redirect URIs are accessible in light and dark colours', async ({ openSettings }) => {
    const settings = await openSettings();
    await settings.getByRole('textbox', { name: 'Token URL' }).fill('http://zapier.com/oauth/token/');
    await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill('[{"title": "No id"}]');
    await settings.getByRole('button', { name: 'Save settings' }).click();
    await expect(settings.getByText('Enter the client ID.')).toBeVisible();
    await look(settings, '99-settings-refused-1');
    await settings.getByRole('textbox', { name: 'Apps', exact: true }).scrollIntoViewIfNeeded();
    await look(settings, '99-settings-refused-2');
    await settings.getByText('This browser', { exact: true }).scrollIntoViewIfNeeded();
    await look(settings, '99-settings-urls');
  });

  test('diagnostics and notices of full storage are accessible in light and dark colours', async ({
    actions,
    errorLog,
    extension,
    openSettings,
  }) => {
    errorLog.allow(/^Stored picks could not be read\.$/);
    const popup = await actions.openForm(ACME_CRM);
    // The list is stored in the area that is filled next, so wait until it is there.
    await expect(popup.getByText('No connections in this account yet')).toBeVisible();
    const giveBack = await fillUp(extension, 'session');
    await popup.getByRole('textbox', { name: 'API key' }).fill(`acme_live_${'1'.repeat(500)}`);
    await expect(popup.getByText('What you type here cannot be kept.')).toBeVisible();
    await look(popup, '90-not-kept');
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByText('so nothing was sent')).toBeVisible();
    await look(popup, '90-not-kept-not-sent');
    await giveBack();

    await extension.evaluate((browser) =>
      browser.storage.session.set({
        findings: [
          { code: 'unreadable', key: 'picks', at: Date.now() },
          { code: 'not-kept', key: 'catalogue', at: Date.now() },
        ],
      }),
    );
    const settings = await openSettings();
    await settings.getByRole('button', { name: 'Copy diagnostics' }).scrollIntoViewIfNeeded();
    await expect(settings.getByText(/^Recent apps: could not be read/)).toBeVisible();
    await look(settings, '99-settings-diagnostics');
  });
});
