import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostsIn } from '../../../../lib/page/form/hosts';

describe('the hosts in a value', () => {
  it.each([
    ['https://evil.example/v3', ['evil.example']],
    ['https://app.hubspot.com@evil.example/', ['evil.example']],
    ['https://app.hubspot.com"@evil.example/', ['evil.example']],
    ['https://app.hubspot.com, @evil.example/', ['evil.example']],
    ['https://app.hubspot.com\\@evil.example/', ['app.hubspot.com']],
    ['https:\\\\evil.example\\x', ['evil.example']],
    ['https:evil.example', ['evil.example']],
    ['//evil.example/x', ['evil.example']],
    ['HTTPS://Evil.Example:8443', ['evil.example:8443']],
    ['http://evil.example:443/', ['evil.example:443']],
    ['ftp://files.evil.example/x', ['files.evil.example']],
    ['amqps://mq.evil.example:5671/x', ['mq.evil.example:5671']],
    ['https://intranet/', ['intranet']],
    ['https://{{input}}.evil.example/', ['{{input}}.evil.example']],
    ['https://\u0430pple.example', ['xn--pple-43d.example']],
    ['https://evil.exa\tmple', ['evil.example']],
    ['https://127.0.0.1/', ['127.0.0.1']],
    ['https://0x7f000001/', ['127.0.0.1']],
  ])('of the address %j are %j', (text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts);
  });

  it.each([
    ['evil.example', 'evil.example'],
    ['Evil.Example.', 'evil.example'],
    ['evil.example/eu', 'evil.example'],
    ['evil.example/', 'evil.example'],
    ['evil.example\\', 'evil.example'],
    ['evil.example?x=a.b.example', 'evil.example'],
    ['evil.example:443#', 'evil.example'],
    ['evil.example:8443', 'evil.example:8443'],
    ['evil.example:8443/v1', 'evil.example:8443'],
    ['app@evil.example', 'evil.example'],
    ['@evil.example', 'evil.example'],
    ['app.hubspot.com@evil.example', 'evil.example'],
    ['app.hubspot.com @evil.example', 'evil.example'],
    ['app:x@evil.example:8443', 'evil.example:8443'],
    ['api.evil.xn--p1ai', 'api.evil.xn--p1ai'],
    ['api.evil.рф', 'api.evil.xn--p1ai'],
    ['my_app.evil.example', 'my_app.evil.example'],
    ['evil。example', 'evil.example'],
    ['ｅｖｉｌ．ｅｘａｍｐｌｅ', 'evil.example'],
    ['evil\u00AD.exam\u200Bple', 'evil.example'],
    ['203.0.113.5', '203.0.113.5'],
    ['203.0.113.5:8080/v1', '203.0.113.5:8080'],
    ['app@203.0.113.5', '203.0.113.5'],
    ['２０３．０．１１３．５', '203.0.113.5'],
    ['0xcb.0.0161.5', '203.0.113.5'],
    ['[2001:db8::1]', '[2001:db8::1]'],
    ['[2001:DB8:0::1]:8080/v1', '[2001:db8::1]:8080'],
    ['localhost', 'localhost'],
    ['localhost:8080', 'localhost:8080'],
    ['localhost/v1', 'localhost'],
  ])('of %j without a scheme are %j alone', (text, host) => {
    expect(hostsIn(text)).toEqual([host]);
  });

  it.each([
    ['a.evil.example, https://b.evil.example', ['a.evil.example', 'b.evil.example']],
    ['a.evil.example,b.evil.example;c.evil.example', ['a.evil.example', 'b.evil.example', 'c.evil.example']],
    ['https://a.evil.example,https://b.evil.example', ['a.evil.example', 'b.evil.example']],
    ['https://a.evil.example/ https://b.evil.example/', ['a.evil.example', 'b.evil.example']],
    ['one\nhttps://evil.example\ntwo', ['evil.example']],
    ['a.evil.example\r\nb.evil.example', ['a.evil.example', 'b.evil.example']],
    ['Europe (api.evil.example)', ['api.evil.example']],
    ['Europe: "https://api.evil.example:8443".', ['api.evil.example:8443']],
    ['Europe:https://api.evil.example', ['api.evil.example']],
    ['[here](https://api.evil.example)', ['api.evil.example']],
    ['server=evil.example:8443', ['evil.example:8443']],
    ['evil.example and EVIL.example', ['evil.example']],
  ])('in the text %j are %j', (text, hosts) => {
    expect(hostsIn(text)).toEqual(hosts);
  });

  it.each([
    ...['', ' ', 'eu', 'acme', 'Zürich', '東京', 'v1.2', '1.2.3', '1.2.3-beta', 'v1.2.3', '1.5', '3.14', '-1.5', '1,5'],
    ...['1.000,50', '1.234.567.890', '42', '0x7f', '2026-11-30', '30.11.2026', '2026.11.30', '30/11/2026', '10:30'],
    ...['2026-11-30T10:30:00.000Z', '10.30 Uhr', 'Acme. GmbH', 'a..b', 'a.b', 'z.B.', 'U.S. servers', 'key:123'],
    ...['maria@', '@', 'maria@acme', '/v1/users.json', 'v1/users.json', '.evil', '.evil.example', '-evil.example'],
    ...['{{bundle.authData.domain}}', 'https://', '://', '300.1.1.1', '[1, 2]', '[]', '?', '+49.30.1234.5678'],
    ...['Enter your key. Then press Connect.', 'Which region? Ask your administrator (or us)!', 'a\\b.c', '50 %'],
  ])('are none in %j', (text) => {
    expect(hostsIn(text)).toEqual([]);
  });

  it('are the host of any web address', () => {
    fc.assert(fc.property(fc.webUrl(), (address) => hostsIn(address).includes(new URL(address).host)));
  });
});
