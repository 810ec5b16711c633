import { ACME_CRM, answers, BEN, CLIENT_ID, MARIA, SHIPDAY } from '../zapier/zapier';
import { look } from './harness/look';
import { expect, test } from './harness/test';

// Axe checks many screens.
test.describe.configure({ timeout: 180_000 });

test.describe('accessibility of the screens about signing in', () => {
  test('a pending sign-in, shortcuts and unfinished forms are accessible in light and dark colours', async ({
    actions,
    authWindow,
    extension,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM, SHIPDAY] });
    let popup = await openPopup();
    zapier.session.signIn(MARIA);
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    const window = await authWindow();
    await expect(popup.getByText("Zapier's window is open.")).toBeVisible();
    await popup.bringToFront();
    await look(popup, '90-sign-in-waiting');
    await window.close();
    await expect(popup.getByText('The window was closed before Zapier answered.')).toBeVisible();
    await popup.bringToFront();
    await look(popup, '91-window-closed');

    await actions.signIn(popup);
    await popup.keyboard.press('Control+/');
    await expect(popup.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await look(popup, '92-shortcuts');
    await popup.keyboard.press('Escape');
    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    const source = { pointer: '/data/authentication_fields/api_key' };
    const refusal = (detail: string) => ({
      status: '400',
      code: 'invalid',
      title: 'Invalid',
      detail,
      source,
      meta: {},
    });
    const errors = [refusal('This key is too short.'), refusal('This key has no digit in it.')];
    zapier.nextAnswers('POST /v2/authentications', answers.status(400, { errors }));
    await popup.getByRole('button', { name: 'Connect' }).click();
    await expect(popup.getByText('This key has no digit in it.')).toBeVisible();
    await look(popup, '93-refused-twice');

    await popup.getByRole('button', { name: 'Clear' }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
    await popup.close();
    await extension.evaluate(async (browser) => {
      const kept = await browser.storage.session.get();
      const [key = ''] = Object.keys(kept).filter((name) => name.startsWith('secrets/'));
      await browser.storage.session.set({ [key]: { ...(kept[key] as object), editedAt: 0 } });
    });
    popup = await openPopup();
    await expect(popup.getByText('The API key was wiped after 10 minutes. Paste it again.')).toBeVisible();
    await look(popup, '94-wiped');
    await popup.getByRole('button', { name: 'Back' }).click();
    await expect(popup.getByRole('group', { name: 'Unfinished' })).toBeVisible();
    await look(popup, '95-unfinished');

    await popup.getByRole('option', { name: /^Acme CRM/ }).click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_2');
    await actions.connectAfterSignInEnded(popup);
    await actions.signInInstead(popup, BEN);
    await expect(popup.getByText('A form here belongs to maria@acme.example.')).toBeVisible();
    await look(popup, '96-waiting-form');
  });

  test('notices of a wrong or repeated account are accessible in light and dark colours', async ({
    actions,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
    const popup = await openPopup();
    zapier.session.signIn(BEN);
    zapier.session.consent = 'allow';
    await popup.getByRole('textbox', { name: "Customer's e-mail or domain" }).fill('acme.example');
    await popup.getByRole('button', { name: 'Sign in to Zapier' }).click();
    await expect(popup.getByText('This is not the customer you named.')).toBeVisible();
    await look(popup, '30-wrong-account');
    zapier.redirectAfterLogOut(false);
    await popup.getByRole('button', { name: 'Use another account' }).click();
    await expect(popup.getByRole('button', { name: 'Show window' })).toBeVisible();
    await popup.bringToFront();
    await look(popup, '30-leaving-zapier');
    zapier.session.consent = 'deny';
    zapier.session.signIn(BEN);
    await popup.getByRole('button', { name: 'Go on' }).click();
    await expect(popup.getByRole('alert').filter({ hasText: 'Zapier refused the sign-in' })).toBeVisible();
    await look(popup, '30-refused-after-wrong-account');

    const named = popup.getByRole('textbox', { name: "Customer's e-mail or domain" });
    await named.fill('gmail.com');
    await named.press('Enter');
    await expect(popup.getByText("Enter the customer's whole e-mail.")).toBeVisible();
    await look(popup, '33-public-domain');
    await named.fill('');
    await actions.signIn(popup, BEN);
    await popup.getByRole('button', { name: /^Account/ }).click();
    await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
    await actions.signIn(popup, BEN);
    await expect(popup.getByText('Still ben@globex.example')).toBeVisible();
    await look(popup, '31-same-account-again');
  });
});
