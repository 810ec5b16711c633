import { describe, expect, it } from 'vitest';
import { endOf, isAtEnd, zapierPage } from '../../../../lib/background/zapier-page/page-address';

const LINK =
  'https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1?redirect=https%3A%2F%2Fapi.zapier.com%2Fv2%2Fauthentications%2Fredirect';
const END = 'https://api.zapier.com/v2/authentications/redirect';

const endOfLink = (redirect: string) => {
  const page = new URL('https://zapier.com/engine/auth/start/A@1.0.0');
  page.searchParams.set('redirect', redirect);
  return endOf(page);
};

describe('a link to a connect page', () => {
  it.each([LINK, 'https://www.zapier.com/a', 'https://zapier.com:443/a'])('accepts a link to Zapier: %s', (link) => {
    expect(zapierPage(link)?.href).toBe(new URL(link).href);
  });

  it.each([
    'http://zapier.com/engine/auth/start/A@1.0.0',
    'https://zapier.com.example/engine/auth/start/A@1.0.0',
    'https://notzapier.com/engine/auth/start/A@1.0.0',
    'https://zapier.com@evil.example/',
    'https://maria@zapier.com/',
    'https://zapier.com:8443/',
    'https://evil.example/https://zapier.com/',
    'javascript:alert(1)//zapier.com',
    'data:text/html,zapier.com',
    '//zapier.com/engine',
    '/engine/auth/start/A@1.0.0',
    '',
  ])('rejects anything but an https link to Zapier: "%s"', (link) => {
    expect(zapierPage(link)).toBeNull();
  });
});

describe('the end of a connect page', () => {
  it("reads the end from the page's redirect parameter, on Zapier's hosts only", () => {
    expect(endOf(new URL(LINK))).toBe(END);
    expect(endOfLink('https://evil.example/')).toBeNull();
    expect(endOfLink('/v2/authentications/redirect')).toBeNull();
    expect(endOf(new URL('https://zapier.com/engine/auth/start/A@1.0.0'))).toBeNull();
  });

  it('recognises the end with any query or fragment, and at no other address', () => {
    expect(isAtEnd(END, END)).toBe(true);
    expect(isAtEnd(`${END}?authentication_id=1#done`, END)).toBe(true);
    expect(isAtEnd(LINK, END)).toBe(false);
    expect(isAtEnd(`https://evil.example/?next=${END}`, END)).toBe(false);
    expect(isAtEnd(`${END}/more`, END)).toBe(false);
    expect(isAtEnd('', END)).toBe(false);
    expect(isAtEnd(LINK, null)).toBe(false);
  });
});
