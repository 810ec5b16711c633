import { expect, type Page } from '@playwright/test';
import { CLIENT_ID, OWN_APPS } from '../../tests/zapier/zapier';

/** Fills in the Settings page as an administrator would: the client ID, and apps with known fields. */
export async function configure(settings: Page): Promise<void> {
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  await settings.getByRole('textbox', { name: 'Apps', exact: true }).fill(JSON.stringify(OWN_APPS, null, 2));
  await settings.getByRole('button', { name: 'Save settings' }).click();
  const saved = settings.getByRole('status').filter({ hasText: 'Saved' });
  const refused = settings.getByRole('alert').filter({ hasText: /./ });
  await expect(saved.or(refused).first()).toBeVisible();
  if (!(await saved.isVisible())) throw new Error(`Settings refused: ${(await refused.allInnerTexts()).join(' ')}`);
}
