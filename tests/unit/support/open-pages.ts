import browser, { type Runtime } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Has the browser answer that these of the extension's pages are open, by their paths. */
export function openPages(...paths: string[]): void {
  const open = paths.map((path) => browser.runtime.getURL(path));
  const getContexts = async ({ documentUrls }: Runtime.ContextFilter) =>
    open.filter((url) => documentUrls?.includes(url) ?? true).map((documentUrl) => ({ documentUrl }));
  Object.assign(fakeBrowser.runtime, { getContexts });
}
