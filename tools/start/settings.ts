import { expect, type Page } from '@playwright/test';
import { BROKER_HOST, CLIENT_ID, CONFIDENTIAL_CLIENT_ID, OWN_APPS } from '../../tests/zapier/zapier';

/** Fills in the Settings page as an administrator would: the client, and apps with known fields. */
export async function configure(settings: Page, { byBroker }: { byBroker: boolean }): Promise<void> {
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(byBroker ? CONFIDENTIAL_CLIENT_ID : CLIENT_ID);
  if (byBroker) {
    await settings.getByRole('radio', { name: 'Token broker' }).check();
    await settings.getByRole('textbox', { name: 'Token broker URL' }).fill(`https://${BROKER_HOST}/token`);
  }
  await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill(JSON.stringify(OWN_APPS, null, 2));
  await settings.getByRole('button', { name: 'Save settings' }).click();
  const saved = settings.getByRole('status').filter({ hasText: 'Saved' });
  const refused = settings.getByRole('alert').filter({ hasText: /./ });
  await expect(saved.or(refused).first()).toBeVisible();
  if (!(await saved.isVisible())) throw new Error(`Settings refused: ${(await refused.allInnerTexts()).join(' ')}`);
}
