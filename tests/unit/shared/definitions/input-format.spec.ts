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
    ['https://{{input}}/', 'host'],
    ['https://{{input}}', 'host'],
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
    ['https://sso@{{input}}/', 'host'],
    ['sftp://{{input}}', 'host'],
    ['www.{{input}}', 'host'],
    ['https://{{input}}@example.com', null],
    ['https://example.com//{{input}}.json', null],
    ['key-{{input}}', null],
    ['https://www.{{input}}/', 'host'],
    ['https://{{input}}:8080/api', 'host'],
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
    expect(isHostPart('host', 'help.acme.example:8443')).toBe(true);
    for (const typed of ['.acme', 'acme.', 'a..b', 'a/b', 'a@b', 'a:', 'a:b', 'a:1:2'])
      expect(isHostPart('host', typed)).toBe(false);
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
    ['https://{{input}}/', 'https://help.acme.example/login', 'help.acme.example'],
    ['https://{{input}}/', 'https://help.acme.example:8443/', 'help.acme.example:8443'],
    ['https://{{input}}:8443/', 'https://help.acme.example:8443/', 'help.acme.example'],
    ['https://{{input}}/', 'help.acme.example', null],
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
