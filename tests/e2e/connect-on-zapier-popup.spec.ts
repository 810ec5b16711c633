import { CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

// The real toolbar popup, because it closes when Zapier's window opens.
test.use({ headed: true });

test("the popup closes for Zapier's window and reopens with the new connection", async ({
  actions,
  authWindow,
  extension,
  realPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  await actions.signInAndClose();
  await realPopup.open();
  await realPopup.type('Search apps', 'HubSpot');
  await realPopup.click('HubSpot');
  await realPopup.click('Connect on Zapier');
  const window = await authWindow();
  // Firefox closes the popup when the window takes the focus; Chromium keeps it until the window closes.
  if (extension.browserName === 'chromium') await realPopup.closeByItself();
  await realPopup.expectNoPopup();
  await actions.clickAndClose(window, 'Yes, Continue to HubSpot');

  await realPopup.expectCall();
  await realPopup.withControl('Connect another', () => undefined);
  const receipt = () => realPopup.evaluate((popup) => popup.document.querySelector('.receipt')?.textContent);
  await expect.poll(receipt).toContain('HubSpot');
  await expect.poll(() => extension.evaluate((browser) => browser.action.getBadgeText({}))).toBe('');
});
