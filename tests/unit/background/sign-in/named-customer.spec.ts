import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNamedCustomer, refusalOf } from '../../../../lib/background/sign-in/named-customer';

describe('the customer who was named', () => {
  it.each([
    ['maria@acme.example', true],
    [' Maria@ACME.example ', true],
    ['acme.example', true],
    ['@acme.example', true],
    ['ACME.EXAMPLE', true],
    ['mailto:maria@acme.example', true],
    ['https://acme.example/', true],
    ['maria@acme.example,', true],
    ['acme.example.', true],
    ['\u200Bmaria@acme.example\u202C', true],
    ['ｍａｒｉａ@acme.example', true],
    ['www.acme.example', true],
    ['https://www.acme.example/x?y=z#a', true],
    ['http://acme.example:8080/a,b.example', true],
    ['acme.example/x', true],
    ['(acme.example)', true],
    ['acme。example', true],
    ['ａｃｍｅ．ｅｘａｍｐｌｅ', true],
    ['\u202Aacme.example\u202C', true],
    ['Maria Weber <maria@acme.example>', true],
    ['"Weber, Maria" <maria@acme.example>', true],
    ['Weber.Maria <maria@acme.example>;', true],
    ['<maria@acme.example>', true],
    ['Maria Weber maria@acme.example', true],
    ['maria@acme.example (work)', true],
    ['maria@acme.example [work]', true],
    ['maria@acme.example.', true],
    ['E-mail: maria@acme.example', true],
    ['MAILTO:Maria@acme.example?subject=From%20ben@globex.example', true],
    ['"maria@acme.example"', true],
    ['“maria@acme.example”', true],
    ['maria@acme.example maria@acme.example', true],
    ['Acme GmbH, acme.example', true],
    ['ben@acme.example', false],
    ['Maria <ben@acme.example>', false],
    ['acme.example <ben@acme.example>', false],
    ['www.acme.example.evil', false],
    ['mail.acme.example', false],
    ['https://acme.example@evil.example/', false],
    ['https://evil.example/acme.example', false],
    ['maria', false],
    ['example', false],
    ['me.example', false],
    ['maria@acme.example.evil', false],
    ['@maria@acme.example', false],
    ['@', false],
  ])('matches the named customer %j with Maria@Acme.example: %s', (named, isMeant) => {
    expect(isNamedCustomer(named, 'Maria@Acme.example')).toBe(isMeant);
  });

  it.each([
    ['acme.example', true],
    ['evil.example', false],
    ['evil.example"@acme.example', false],
    ['"maria@evil.example"@acme.example', true],
  ])('lets the last @ of an e-mail count when %j is named: %s', (named, isMeant) => {
    expect(isNamedCustomer(named, '"maria@evil.example"@acme.example')).toBe(isMeant);
  });

  it.each(['gmail.com', '@gmail.com', ' GMail.com '])('takes no account for the customer because of %j', (named) => {
    expect(isNamedCustomer(named, 'maria@gmail.com')).toBe(false);
    expect(isNamedCustomer('maria@gmail.com', 'maria@gmail.com')).toBe(true);
  });

  it.each([
    ['maria@müller.example', 'maria@xn--mller-kva.example', true],
    ['müller.example', 'maria@xn--mller-kva.example', true],
    ['xn--mller-kva.example', 'maria@müller.example', true],
    ["o'brien@acme.example", "O'Brien@acme.example", true],
    ['maria+zapier@acme.example', 'maria+zapier@acme.example', true],
    ['maria@acme.example', 'maria+zapier@acme.example', false],
    ['"maria weber"@acme.example', '"Maria Weber"@acme.example', true],
    ['www.maria@acme.example', 'www.maria@acme.example', true],
  ])('when %j is named, matches %j: %s', (named, email, isMeant) => {
    expect(isNamedCustomer(named, email)).toBe(isMeant);
  });

  it.each([
    ['gmail.com', 'gmail.com'],
    [' @GoogleMail.com', 'googlemail.com'],
    ['yahoo.co.uk', 'yahoo.co.uk'],
    ['www.gmail.com', 'gmail.com'],
    ['https://vip.qq.com/x', 'vip.qq.com'],
    ['Maria, rr.com.', 'rr.com'],
    ['ｇｍａｉｌ．ｃｏｍ', 'gmail.com'],
  ])('is refused where %j names the public domain %s', (named, domain) => {
    expect(refusalOf(named)).toEqual({ code: 'public-domain', domain });
  });

  it.each([
    ...['Acme', 'maria', 'Acme GmbH', 'Acme, Inc.', 'maria@', '@', '@maria@acme.example', 'maria@acme', '1.5', '1.2.3'],
    ...['maria@acme.example, ben@acme.example', 'acme.example or globex.example', 'https://', 'https://acme/', '東京'],
    ...[
      '203.0.113.5',
      'localhost',
      '#4711',
      '+49 30 1234',
      'evil.example"@acme.example',
      '<>',
      '?',
      '...',
      '//',
      'a.b',
    ],
  ])('is refused where %j is neither one e-mail nor one domain', (named) => {
    expect(refusalOf(named)).toEqual({ code: 'unclear-customer' });
  });

  it.each([
    ...[
      'maria@gmail.com',
      'Maria <maria@gmail.com>',
      'gmail.com@acme.example',
      'acme.example',
      'https://acme.example/x',
    ],
    ...['gmail.com.acme.example', '"maria@evil.example"@acme.example', 'x@co.uk', '', '  ', '\u200B', '\uFEFF \u202C'],
  ])('is not refused for %j', (named) => {
    expect(refusalOf(named)).toBeNull();
  });

  it('is understood by any e-mail, so that every account can be signed in again', () => {
    fc.assert(fc.property(fc.emailAddress(), (email) => refusalOf(email) === null && isNamedCustomer(email, email)));
  });
});
