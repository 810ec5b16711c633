import { type BrowserContext, expect, type Page } from '@playwright/test';
import { CLIENT_ID, MARIA, OWN_APPS, type ZapierStandIn } from '../../tests/zapier/zapier';

/** Configures the product, so that its popup asks for a sign-in. */
export async function configure(driver: Page): Promise<void> {
  const settings = { clientId: CLIENT_ID, apps: JSON.stringify(OWN_APPS) };
  await driver.evaluate(`chrome.storage.local.set({ settings: ${JSON.stringify(settings)} })`);
  const config = () =>
    driver.evaluate<{ clientId?: string } | undefined>('chrome.storage.local.get().then((all) => all.config)');
  await expect.poll(config).toMatchObject({ clientId: CLIENT_ID });
}

/** Signs somebody in, so that the popup opens at home. */
export async function signIn(context: BrowserContext, origin: string, zapier: ZapierStandIn): Promise<void> {
  zapier.registerRedirectUri(`https://${new URL(origin).host}.chromiumapp.org/`);
  zapier.session.signIn(MARIA);
  zapier.session.consent = 'allow';
  const page = await context.newPage();
  await page.goto(`${origin}/popup.html`);
  await page.getByRole('button', { name: 'Sign in to Zapier' }).click();
  await expect(page.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
  // What is said only once is no part of the everyday screen.
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('button', { name: 'Dismiss' })).toBeHidden();
  await page.close();
}
