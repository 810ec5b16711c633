import { describe, expect, it } from 'vitest';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { isOwnDomain, ownHosts } from '../../../../lib/shared/definitions/own-domains';

const definition = (field: object): AppDefinition => ({
  ...{ app: 'a', title: 'A' },
  authentication: { type: 'custom', fields: [{ key: 'k', ...field }] },
});

describe("the own company's hosts", () => {
  it.each<[string, object, string[]]>([
    ['the end of customers’ addresses', { inputFormat: 'https://{{input}}.deskwell.example' }, ['deskwell.example']],
    ['with a part of a label', { inputFormat: 'https://x-{{input}}-y.deskwell.example/api' }, ['deskwell.example']],
    ['the host of the help', { helpText: 'See [help](https://Docs.deskwell.example/key).' }, ['docs.deskwell.example']],
    ['none where the customer gives the whole host', { inputFormat: 'https://{{input}}/' }, []],
    ['none without addresses', { helpText: 'Ask us.' }, []],
  ])('are %s', (_what, field, hosts) => {
    expect(ownHosts([definition(field)])).toEqual(hosts);
  });

  it.each([
    ['deskwell.example', true],
    ['eu.deskwell.example', true],
    ['globex.example', false],
    ['notdeskwell.example', false],
  ])('tell whose a domain is: %s', (domain, isOwn) => {
    expect(isOwnDomain(domain, ['deskwell.example'])).toBe(isOwn);
    expect(isOwnDomain(domain, ['docs.deskwell.example'])).toBe(domain === 'deskwell.example');
  });
});
