import { expect, type Page } from '@playwright/test';
import { CLIENT_ID, MARIA, OWN_APPS } from '../../tests/zapier/zapier';

/** Configures the product, so that its popup asks for a sign-in. */
export async function configure(page: Page): Promise<void> {
  const settings = { clientId: CLIENT_ID, apps: JSON.stringify(OWN_APPS) };
  await page.evaluate(`chrome.storage.local.set({ settings: ${JSON.stringify(settings)} })`);
  const config = () =>
    page.evaluate<{ clientId?: string } | undefined>('chrome.storage.local.get().then((all) => all.config)');
  await expect.poll(config).toMatchObject({ clientId: CLIENT_ID });
}

/**
 * Lets the popup open at home, by what the background stores after a sign-in. A sign-in in a page would
 * leave the code that only it loads in the heap which all pages of the extension share.
 */
export async function showHome(page: Page): Promise<void> {
  const account = { id: String(MARIA.id), email: MARIA.email, fullName: MARIA.full_name, signIn: 'active' };
  const accounts = { current: account.id, byId: { [account.id]: account } };
  await page.evaluate(`chrome.storage.session.set({ accounts: ${JSON.stringify(accounts)} })`);
}
