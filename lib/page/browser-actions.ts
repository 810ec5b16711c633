import browser from 'webextension-polyfill';
import { CHROME_PUBLIC_KEY, GECKO_ID } from '../shared/extension-ids';
import { type RedirectUrl, redirectUrls as urlsFor } from './redirect-urls';

export { requestHostAccess } from '../shared/host-access';

/** Opens the Settings page in a tab. This closes the popup. */
export const openSettings = (): Promise<void> => browser.runtime.openOptionsPage();

/** Returns the keyboard shortcut that opens the popup, as the browser names it; empty if there is none. */
export const shortcut = async (): Promise<string> => {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === '_execute_action')?.shortcut ?? '';
};

/** Returns the redirect URLs of all browsers, to be registered at Zapier. */
export const redirectUrls = (): Promise<RedirectUrl[]> =>
  urlsFor({ chromePublicKey: CHROME_PUBLIC_KEY, geckoId: GECKO_ID }, browser.identity.getRedirectURL());
