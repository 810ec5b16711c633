import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
  type PolicyIds,
  policyFile,
  policyValues,
  SECRET_PLACEHOLDER,
  unusableKeys,
} from '../../../../lib/page/settings/policy-files';
import { asTyped, DEFAULT_CONFIG, type SettingsInput } from '../../../../lib/shared/config';

const IDS: PolicyIds = {
  chrome: 'a'.repeat(32),
  gecko: 'add-on@example',
  profile: ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'],
};
const APPS =
  '[\n  { "app": "3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11", "title": "A", "authentication": { "type": "custom" } }\n]';
const typed = (changes: Partial<SettingsInput> = {}): SettingsInput => ({
  ...asTyped(DEFAULT_CONFIG, ''),
  clientId: 'client',
  ...changes,
});
const TRICKY = 'C:\\ "x" & <y>\r\nTicket – {id}';

describe('the values of a policy', () => {
  it('are those that differ from the defaults, with apps as one line of JSON', () => {
    const values = typed({ apps: APPS, requestsPerMinute: '30', staySignedIn: true });
    expect(policyValues(values, [])).toEqual({
      ...{ clientId: 'client', requestsPerMinute: 30, staySignedIn: true },
      apps: JSON.stringify(JSON.parse(APPS)),
    });
  });

  it('have what is switched off as false, even where the form has it on', () => {
    expect(policyValues(typed({ staySignedIn: true }), ['allowDelete', 'staySignedIn'])).toEqual({
      ...{ clientId: 'client', allowDelete: false, staySignedIn: false },
    });
  });

  it('have a placeholder for the client secret in the mode that needs one', () => {
    expect(policyValues(typed({ clientAuthentication: 'secret' }), [])).toMatchObject({
      clientAuthentication: 'secret',
      clientSecret: SECRET_PLACEHOLDER,
    });
  });

  it('are all described by the schema of the package', () => {
    const schema = JSON.parse(readFileSync(join(process.cwd(), 'public/managed-schema.json'), 'utf8'));
    const values = typed({
      ...{ apps: APPS, requestsPerMinute: '30', clientAuthentication: 'secret', receiptTemplate: TRICKY },
    });
    const policy = policyValues(values, ['allowDelete', 'allowFreeFields', 'allowZapierPage', 'staySignedIn']);
    const kinds = { string: 'string', number: 'integer', boolean: 'boolean' } as const;
    for (const [key, value] of Object.entries(policy))
      expect(schema.properties[key]?.type, key).toBe(kinds[typeof value as keyof typeof kinds]);
  });

  it.each<[string, Partial<SettingsInput>, string[]]>([
    ['a missing client ID', { clientId: '' }, ['clientId']],
    ['broken apps', { apps: '{' }, ['apps']],
    ["a missing broker's address", { clientAuthentication: 'broker' }, ['tokenBrokerUrl']],
    ["a broker's address that is not used", { tokenBrokerUrl: 'x' }, []],
  ])('cannot be had with %s', (_what, changes, keys) => {
    expect(unusableKeys(typed(changes))).toEqual(keys);
  });
});

describe('a policy file', () => {
  const policy = { clientId: 'client', requestsPerMinute: 30, allowDelete: false, receiptTemplate: TRICKY };

  it('for Chrome on Linux names the id under 3rdparty', () => {
    const { name, text } = policyFile('chrome-linux', policy, IDS);
    expect(name).toBe('quick-connect.json');
    expect(JSON.parse(text)).toEqual({ '3rdparty': { extensions: { [IDS.chrome]: policy } } });
  });

  it('for Firefox is a policies.json with the add-on under 3rdparty', () => {
    const { name, text } = policyFile('firefox', policy, IDS);
    expect(name).toBe('policies.json');
    expect(JSON.parse(text)).toEqual({ policies: { '3rdparty': { Extensions: { [IDS.gecko]: policy } } } });
  });

  it('for Windows is ASCII in the form of its registry editor, from which each value can be read back', () => {
    const { name, text } = policyFile('chrome-windows', { ...policy, scopes: 'a\\b "c"' }, IDS);
    expect(name).toBe('quick-connect.reg');
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    const [head, blank, removed, , key, ...lines] = text
      .replace(/\\\r\n */g, '')
      .trimEnd()
      .split('\r\n');
    expect([head, blank]).toEqual(['Windows Registry Editor Version 5.00', '']);
    const path = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${IDS.chrome}\\policy`;
    expect([removed, key], 'what an earlier file set is removed').toEqual([`[-${path}]`, `[${path}]`]);
    expect(lines.slice(0, 3)).toEqual([
      '"clientId"="client"',
      '"requestsPerMinute"=dword:0000001e',
      '"allowDelete"=dword:00000000',
    ]);
    const bytes = lines[3]?.match(/^"receiptTemplate"=hex\(1\):([0-9a-f,]+)$/)?.[1]?.split(',') ?? [];
    expect(Buffer.from(bytes.join(''), 'hex').toString('utf16le')).toBe(`${TRICKY}\0`);
    expect(lines[4]).toBe('"scopes"="a\\\\b \\"c\\""');
    for (const line of text.split('\r\n')) expect(line.length).toBeLessThan(160);
  });

  it("for a Mac is a configuration profile of the extension's preference domain", () => {
    const { name, text } = policyFile('chrome-mac', policy, IDS);
    expect(name).toBe('quick-connect.mobileconfig');
    const profile = plist(text) as { PayloadContent: Record<string, unknown>[] };
    expect(profile).toMatchObject({ PayloadType: 'Configuration', PayloadVersion: 1, PayloadUUID: IDS.profile[0] });
    expect(profile.PayloadContent).toEqual([
      {
        PayloadType: `com.google.Chrome.extensions.${IDS.chrome}`,
        PayloadVersion: 1,
        PayloadIdentifier: 'quick-connect-for-zapier.policy',
        PayloadUUID: IDS.profile[1],
        PayloadDisplayName: 'Quick Connect for Zapier',
        ...policy,
      },
    ]);
  });
});

/** Reads a property list in XML. */
function plist(text: string): unknown {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const read = (element: Element): unknown => {
    const parts = [...element.children];
    switch (element.localName) {
      case 'dict':
        return Object.fromEntries(
          parts.flatMap((part, at) =>
            part.localName === 'key' ? [[part.textContent, read(parts[at + 1] as Element)]] : [],
          ),
        );
      case 'array':
        return parts.map(read);
      case 'integer':
        return Number(element.textContent);
      case 'true':
      case 'false':
        return element.localName === 'true';
      default:
        return element.textContent;
    }
  };
  return read(document.querySelector('plist > dict') as unknown as Element);
}
