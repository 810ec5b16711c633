import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  affixes,
  type HostPart,
  hostPart,
  isHostPart,
  partOfAddress,
} from '../../../../lib/shared/definitions/input-format';

const field = (inputFormat?: string) => (inputFormat === undefined ? { key: 'k' } : { key: 'k', inputFormat });
const SUBDOMAIN = field('https://{{input}}.example.com');

describe('text around an input', () => {
  it.each([
    ['https://{{input}}.example.com', 'https://', '.example.com'],
    ['{{input}}', '', ''],
    ['{{input}}-{{input}}/', '', '-…/'],
    [undefined, '', ''],
  ])('finds the text before and after the input in %s', (inputFormat, prefix, suffix) => {
    expect(affixes(field(inputFormat))).toEqual({ prefix, suffix });
  });
});

describe('host names in input formats', () => {
  it.each<[string | undefined, HostPart | null]>([
    ['https://{{input}}.example.com', 'label'],
    ['https://{{input}}.example.com/', 'label'],
    ['https://api-{{input}}.example.com/v1', 'label'],
    ['https://{{input}}-eu.example.com', 'label'],
    ['https://api-{{input}}/', 'label'],
    ['{{input}}.example.com', 'label'],
    ['https://{{input}}/', 'address'],
    ['https://{{input}}', 'address'],
    ['www.{{input}}.example.com', 'label'],
    ['api-{{input}}.example.com', 'label'],
    ['eu.api-{{input}}.example.com/v1', 'label'],
    ['//{{input}}.example.com', 'label'],
    ['sftp://{{input}}.example.com', 'label'],
    ['wss://{{input}}.example.com:8443/live', 'label'],
    ['HTTPS://{{input}}.example.com', 'label'],
    [' https://{{input}}.example.com ', 'label'],
    ['https://{{input}}app.example.com', 'label'],
    ['https://{{input}}.exämple.com', 'label'],
    ['https://{{input}}.{{input}}.com', 'label'],
    ['https://{{input}}.{{bundle.authData.region}}.example.com', 'label'],
    ['https://example.com/{{input}}?host=https://{{input}}.example.com', 'label'],
    ['https://sso@{{input}}.example.com', 'label'],
    ['https://sso@{{input}}/', 'address'],
    ['sftp://{{input}}', 'address'],
    ['www.{{input}}', 'address'],
    ['https://{{input}}@example.com', null],
    ['https://example.com//{{input}}.json', null],
    ['key-{{input}}', null],
    ['https://www.{{input}}/', 'address'],
    ['https://{{input}}:8080/api', 'host'],
    ['https://{{input}}-eu/', 'host'],
    ['https://{{input}}/api/v1', 'address'],
    ['https://{{input}}?v=1', 'address'],
    ['https://{{input}}/?on={{input}}', 'address'],
    ['https://example.com/t/{{input}}', null],
    ['https://example.com/?team={{input}}', null],
    ['{{input}}', null],
    ['{{input}}@example.com', null],
    ['Bearer {{input}}', null],
    [undefined, null],
  ])('classifies the input of %s as %s', (inputFormat, expected) => {
    expect(hostPart(field(inputFormat))).toBe(expected);
  });

  it('accepts only letters, digits and hyphens in a single host label', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(isHostPart('label', typed)).toBe(/^[a-z0-9-]+$/.test(typed.trim().toLowerCase()));
      }),
    );
    for (const typed of ['evil.com/', 'a@b', 'a.b', 'münchen', 'a b', '', 'acme#', 'a\nb'])
      expect(isHostPart('label', typed)).toBe(false);
  });

  it('accepts dots in a whole host name only between its parts', () => {
    expect(isHostPart('host', 'help.acme.example')).toBe(true);
    for (const typed of ['.acme', 'acme.', 'a..b', 'a/b', 'a@b', 'a:', 'a:b', 'a:1', 'a:1:2'])
      expect(isHostPart('host', typed)).toBe(false);
  });

  it('accepts a port and a path after a whole host name, where the format leaves room for them', () => {
    for (const typed of ['help.acme.example', 'localhost:8443', 'acme.example/Help/a_b', 'acme.example:8443/~me/x%20y'])
      expect(isHostPart('address', typed)).toBe(true);
    for (const typed of [
      'a.b/',
      'a.b//c',
      'a.b/c/',
      'a:/b',
      'a@b',
      'a.b:1@c',
      'a.b/c?d',
      'a.b/c#d',
      'a.b/c d',
      'a\\b',
      '/b',
    ])
      expect(isHostPart('address', typed)).toBe(false);
  });

  it('makes an address on the typed host and port of whatever it accepts', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl().map((url) => url.slice('https://'.length)),
          fc.string(),
        ),
        (typed) => {
          if (!isHostPart('address', typed)) return;
          const [host = ''] = typed.trim().toLowerCase().split('/');
          // The browser writes no port that is the usual one, and reads numbers as addresses.
          fc.pre(!/:|^[\d.x]+$/.test(host) && URL.canParse(`https://${typed.trim()}/`));
          expect(new URL(`https://${typed.trim()}/`).host).toBe(host);
        },
      ),
    );
  });
});

describe('pasted addresses', () => {
  it.each<[string, string, string | null]>([
    ['https://{{input}}.example.com', 'https://acme.example.com', 'acme'],
    ['https://{{input}}.example.com', ' https://acme.example.com/login?next=1#x ', 'acme'],
    ['https://{{input}}.example.com', 'http://Acme.Example.com/', 'Acme'],
    ['https://{{input}}.example.com', 'acme.example.com', 'acme'],
    ['https://{{input}}.example.com', 'acme', null],
    ['https://{{input}}.example.com', 'https://acme.other.com', null],
    ['https://{{input}}.example.com', 'https://acme.example.com.evil.com', null],
    ['https://{{input}}.example.com', 'https://a.b.example.com', null],
    ['https://{{input}}.example.com', 'https://user@evil.example.com', null],
    ['https://{{input}}.example.com', 'https://.example.com', null],
    ['https://{{input}}.example.com', 'see https://acme.example.com', null],
    ['https://api-{{input}}.example.com/v1', 'https://api-acme.example.com/v1/me', 'acme'],
    ['www.{{input}}.example.com', 'https://www.acme.example.com/login', 'acme'],
    ['//{{input}}.example.com', 'https://acme.example.com', 'acme'],
    ['sftp://{{input}}.example.com', 'sftp://acme.example.com:22/', null],
    ['sftp://{{input}}.example.com', 'sftp://acme.example.com/in', 'acme'],
    ['https://{{input}}/', 'https://help.acme.example/login', 'help.acme.example/login'],
    ['https://{{input}}/', 'https://help.acme.example:8443/', 'help.acme.example:8443'],
    ['https://{{input}}/', 'https://help.acme.example:8443/Help/?a=b#c', 'help.acme.example:8443/Help'],
    ['https://{{input}}', 'http://help.acme.example:8080/#inbox', 'help.acme.example:8080'],
    ['https://{{input}}/api/v1', 'https://help.acme.example/desk/api/v1/me', 'help.acme.example/desk'],
    ['https://{{input}}/api/v1', 'https://help.acme.example/desk/', 'help.acme.example/desk'],
    ['https://{{input}}/api', 'https://help.acme.example/apis', 'help.acme.example/apis'],
    ['https://{{input}}/?v=1', 'https://help.acme.example:8443/desk', 'help.acme.example:8443/desk'],
    ['https://{{input}}:8443/', 'https://help.acme.example:8443/', 'help.acme.example'],
    ['https://{{input}}:8443/', 'https://help.acme.example:9000/', null],
    ['https://{{input}}/', 'help.acme.example', null],
    ['https://{{input}}/', 'help.acme.example:8443/desk', null],
    ['https://{{input}}/', 'help.acme.example:8443/desk/', 'help.acme.example:8443/desk'],
    ['https://{{input}}/', 'https://maria:pw@help.acme.example/', null],
    ['https://example.com/t/{{input}}', 'https://example.com/t/acme/settings', 'acme'],
    ['https://example.com/t/{{input}}/home', 'https://example.com/t/acme/home', 'acme'],
    ['https://example.com/t/{{input}}/home', 'https://example.com/x/acme/home', null],
    ['{{input}}@example.com', 'maria@example.com', 'maria'],
    ['{{input}}', 'https://example.com', null],
    ['{{input}}.{{input}}', 'https://example.com', null],
  ])('extracts with the format %s from %s: %s', (inputFormat, pasted, expected) => {
    expect(partOfAddress(field(inputFormat), pasted)).toBe(expected);
  });

  it('recovers the label from every address made with the format', () => {
    const label = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(label, fc.constantFrom('', '/', '/a?b=c', '#d'), (name, tail) => {
        expect(partOfAddress(SUBDOMAIN, `https://${name}.example.com${tail}`)).toBe(name);
      }),
    );
  });

  it('extracts nothing but a valid host label, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ size: 'small' }), fc.string()), (pasted) => {
        const part = partOfAddress(SUBDOMAIN, pasted);
        expect(part === null || isHostPart('label', part)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
