import { describe, expect, it } from 'vitest';
import { isNamedCustomer, publicDomainNamed } from '../../../../lib/background/sign-in/named-customer';

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
    ['ben@acme.example', false],
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
    ['gmail.com', 'gmail.com'],
    [' @GoogleMail.com', 'googlemail.com'],
    ['yahoo.co.uk', 'yahoo.co.uk'],
    ['yahoo.com.br', 'yahoo.com.br'],
    ['hotmail.fr', 'hotmail.fr'],
    ['gmx.net', 'gmx.net'],
    ['t-online.de', 't-online.de'],
    ['qq.com', 'qq.com'],
    ['maria@gmail.com', null],
    ['gmail.com@acme.example', null],
    ['acme.example', null],
    ['gmail.com.acme.example', null],
    ['mygmail.com', null],
    ['outlook.acme.example', null],
    ['yahoo.example', null],
    ['', null],
  ])('knows whether %j is the domain of a public mail provider: %j', (named, domain) => {
    expect(publicDomainNamed(named)).toBe(domain);
  });
});
