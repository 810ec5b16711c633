import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostsIn } from '../../../../lib/page/form/hosts';

describe('the hosts in a value', () => {
  it.each([
    ['https://evil.example/v3', ['evil.example']],
    ['https://app.hubspot.com@evil.example/', ['evil.example']],
    ['HTTPS://Evil.Example:8443', ['evil.example:8443']],
    ['ftp://files.evil.example/x', ['files.evil.example']],
    ['evil.example', ['evil.example']],
    ['evil.example/eu', ['evil.example']],
    ['a.evil.example, https://b.evil.example', ['b.evil.example', 'a.evil.example']],
    ['https://\u0430pple.example', ['xn--pple-43d.example']],
    ['https://127.0.0.1/', ['127.0.0.1']],
    ['one\nhttps://evil.example\ntwo', ['evil.example']],
  ])('of %j are %j', (text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts);
  });

  it.each(['', 'eu', 'v1.2', '3.14', 'maria@acme.example', 'Acme. GmbH', 'a..b'])('are none in %j', (text) => {
    expect(hostsIn(text)).toEqual([]);
  });

  it('are the host of any web address', () => {
    fc.assert(fc.property(fc.webUrl(), (address) => hostsIn(address).includes(new URL(address).host)));
  });
});
