import { expect, test } from './harness/test';

test('the extension is in no private window, and no user can let it in', async ({ extension }) => {
  expect(await extension.evaluate((browser) => browser.extension.isAllowedIncognitoAccess())).toBe(false);
  expect(await extension.evaluate((browser) => browser.runtime.getManifest().incognito)).toBe('not_allowed');
});
