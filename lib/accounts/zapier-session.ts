import { storage } from 'wxt/utils/storage';

/**
 * Id of the account that Zapier itself was last seen signed in as in this browser, which is what a page of
 * Zapier's will use. Written by the background at each sign-in; forms warn when another one is chosen.
 */
export const seenAtZapierItem = storage.defineItem<string>('session:seenAtZapier');
