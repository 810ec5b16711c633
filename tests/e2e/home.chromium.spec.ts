import { CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

// `load` never comes for an extension's pages in Firefox.
test('home is loaded while icons still wait for their host', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const first = await openPopup();
  await actions.signIn(first);
  await first.getByRole('combobox', { name: 'Search apps' }).fill('hubspot');
  await first
    .getByRole('option', { name: /^HubSpot/ })
    .first()
    .click();
  await first.getByRole('button', { name: 'Back' }).click();
  await first.close();

  const hold = zapier.holdIcons();
  const popup = await openPopup();
  await expect(popup.getByRole('group', { name: 'Recent' }).getByRole('option', { name: /^HubSpot/ })).toBeVisible();
  await popup.waitForLoadState('load');
  hold.release();
});
