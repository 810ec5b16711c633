import browser from 'webextension-polyfill';

/** The host permissions in the manifest. Users of Firefox can withdraw them at any time. */
export const ZAPIER_HOSTS = ['https://zapier.com/*', 'https://api.zapier.com/*'];

/** Returns whether the browser lets the extension send requests to Zapier. */
export const hasHostAccess = (): Promise<boolean> => browser.permissions.contains({ origins: ZAPIER_HOSTS });

/** Asks the user for access to Zapier's hosts. Must be called in the same task as a click. */
export const requestHostAccess = (): Promise<boolean> => browser.permissions.request({ origins: ZAPIER_HOSTS });
