import { expect, test } from './harness/test';

test('the extension cannot be allowed in private windows', async ({ extension }) => {
  expect(await extension.evaluate((browser) => browser.extension.isAllowedIncognitoAccess())).toBe(false);
  expect(await extension.evaluate((browser) => browser.runtime.getManifest().incognito)).toBe('not_allowed');
});
