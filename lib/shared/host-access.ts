import browser from 'webextension-polyfill';

/** The hosts that the manifest asks for. Firefox's users can withdraw them at any time. */
export const ZAPIER_HOSTS = ['https://zapier.com/*', 'https://api.zapier.com/*'];

/** Whether the browser lets the extension talk to Zapier. */
export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains({ origins: ZAPIER_HOSTS });

/** Asks the browser's user for it. Must be called in the very task of a click. */
export const requestHostAccess = (): Promise<boolean> => browser.permissions.request({ origins: ZAPIER_HOSTS });
