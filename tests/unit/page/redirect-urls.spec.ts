import { describe, expect, it } from 'vitest';
import { redirectUrls } from '../../../lib/page/redirect-urls';

// Both expected hosts were computed independently, with sha256sum and sha1sum.
const IDENTITY = {
  chromePublicKey: 'cXVpY2sgY29ubmVjdA==',
  geckoId: 'connector@example.com',
};
const FIREFOX = 'https://fb15cd3ab56fc5e28c3e0b7ada39b01c107008b5.extensions.allizom.org/';
const CHROME = 'https://lbnnkfnamjepdjioaojgkocmpbagjbcl.chromiumapp.org/';

describe('the redirect URLs', () => {
  it("derives the redirect URLs from the extension's ids and marks this browser's", async () => {
    expect(await redirectUrls(IDENTITY, FIREFOX)).toEqual([
      { browser: 'chrome', url: CHROME, isThisBrowser: false },
      { browser: 'firefox', url: FIREFOX, isThisBrowser: true },
    ]);
  });

  it('lists the redirect URL of a copy with its own id first', async () => {
    const own = `https://${'p'.repeat(32)}.chromiumapp.org/`;
    expect(await redirectUrls(IDENTITY, own)).toEqual([
      { browser: 'other', url: own, isThisBrowser: true },
      { browser: 'chrome', url: CHROME, isThisBrowser: false },
      { browser: 'firefox', url: FIREFOX, isThisBrowser: false },
    ]);
  });
});
