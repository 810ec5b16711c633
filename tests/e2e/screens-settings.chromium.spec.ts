import { ACME_CRM, CLIENT_ID, DESKWELL } from '../zapier/zapier';
import { fillUp } from './fill-up';
import { look } from './harness/look';
import { expect, test } from './harness/test';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of Settings and its notices', () => {
  test('refused settings and redirect URIs are accessible in light and dark colours', async ({ openSettings }) => {
    const settings = await openSettings();
    await settings.getByText('Advanced', { exact: true }).click();
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

  test('the list of definitions, its editor and the import are accessible in light and dark colours', async ({
    actions,
    openSettings,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, DESKWELL] });
    const settings = await openSettings();
    for (const width of [1280, 400]) {
      await settings.setViewportSize({ width, height: 900 });
      await settings.getByRole('button', { name: 'Edit Deskwell' }).click();
      await settings.getByRole('heading', { name: 'Apps with a ready form' }).scrollIntoViewIfNeeded();
      await settings.getByRole('button', { name: 'Move Deskwell up' }).focus();
      await look(settings, `99-settings-apps-${width}`);
      await settings.getByRole('group', { name: 'Field 2' }).getByRole('textbox', { name: 'Key' }).focus();
      await look(settings, `99-settings-apps-editor-${width}`);
      await settings.getByRole('button', { name: 'Edit Deskwell' }).click();
      await settings.getByRole('button', { name: 'Remove Acme CRM' }).click();
      await settings.getByLabel('Choose a file…').setInputFiles({
        name: 'build.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from('PK\x03\x04'),
      });
      await expect(settings.getByText('build.zip is cut off or damaged.')).toBeVisible();
      await settings.getByLabel('Choose a file…').scrollIntoViewIfNeeded();
      await look(settings, `99-settings-import-${width}`);
      await settings.getByLabel('Choose a file…').setInputFiles({
        name: 'definition.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify({ authentication: DESKWELL.authentication, triggers: {} })),
      });
      await expect(settings.getByText('definition.json holds a session authentication')).toBeVisible();
      await settings.getByRole('button', { name: 'Add to Apps' }).click();
      await look(settings, `99-settings-imported-${width}`);
      await settings.getByRole('button', { name: 'Undo' }).click();
    }
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
