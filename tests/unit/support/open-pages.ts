import browser, { type Runtime } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Makes the browser report these of the extension's pages, given by their paths, as open. */
export function openPages(...paths: string[]): void {
  const open = paths.map((path) => browser.runtime.getURL(path));
  const getContexts = async ({ documentUrls }: Runtime.ContextFilter) =>
    open.filter((url) => documentUrls?.includes(url) ?? true).map((documentUrl) => ({ documentUrl }));
  Object.assign(fakeBrowser.runtime, { getContexts });
}
