import { checkValue } from '../../shared/check-value';
import type { SettingsKey } from '../../shared/config';
import { asTyped, DEFAULT_CONFIG, type PolicySwitch, SETTINGS_KEYS, type SettingsInput } from '../../shared/config';

/** Where a policy file is for. */
export type PolicyPlace = 'chrome-linux' | 'chrome-windows' | 'chrome-mac' | 'firefox';

/** What a policy can switch off for everybody. */
export type Forbidden = PolicySwitch | 'staySignedIn';

/** The values of a policy, as `public/managed-schema.json` describes them. */
export type PolicyValues = Record<string, string | number | boolean>;

/** What a policy file has in the place of the client secret. */
export const SECRET_PLACEHOLDER = 'PUT-THE-CLIENT-SECRET-HERE';

/** The ids under which browsers know the extension, and those that a macOS profile needs for itself. */
export interface PolicyIds {
  chrome: string;
  gecko: string;
  /** Two UUIDs, one of the profile and one of its content. */
  profile: [string, string];
}

/** Returns the keys whose values cannot be used. A value that the mode of authentication does not use is not looked at. */
export function unusableKeys(values: SettingsInput): SettingsKey[] {
  const isUsed = (key: SettingsKey) => key !== 'tokenBrokerUrl' || values.clientAuthentication === 'broker';
  return SETTINGS_KEYS.filter((key) => isUsed(key) && !checkValue(key, values[key]).ok);
}

/**
 * Returns a policy with what differs from the defaults, so that a better default of a later version reaches everybody. The
 * client secret is a placeholder.
 */
export function policyValues(values: SettingsInput, forbidden: Forbidden[]): PolicyValues {
  const usual = asTyped(DEFAULT_CONFIG, '');
  const policy: PolicyValues = {};
  for (const key of SETTINGS_KEYS) {
    const value = key === 'apps' ? values.apps.trim() : values[key];
    const checked = checkValue(key, value);
    if (!checked.ok || value === usual[key]) continue;
    // In one line, which a registry file needs.
    if (key === 'apps') policy.apps = JSON.stringify(JSON.parse(values.apps));
    else policy[key] = checked.value as string | number | boolean;
    if (value === 'secret') policy.clientSecret = SECRET_PLACEHOLDER;
  }
  for (const key of forbidden) policy[key] = false;
  return policy;
}

/** Returns the name and the text of a policy file. */
export function policyFile(place: PolicyPlace, policy: PolicyValues, ids: PolicyIds): { name: string; text: string } {
  switch (place) {
    case 'chrome-linux':
      return {
        name: 'quick-connect.json',
        text: asJson({ '3rdparty': { extensions: { [ids.chrome]: policy } } }),
      };
    case 'chrome-windows':
      return { name: 'quick-connect.reg', text: asRegistry(ids.chrome, policy) };
    case 'chrome-mac':
      return { name: 'quick-connect.mobileconfig', text: asProfile(ids, policy) };
    case 'firefox':
      return {
        name: 'policies.json',
        text: asJson({ policies: { '3rdparty': { Extensions: { [ids.gecko]: policy } } } }),
      };
  }
}

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Returns a file for Windows' registry editor. It removes what an earlier file set, and is ASCII, so that no encoding can
 * spoil it.
 */
function asRegistry(id: string, policy: PolicyValues): string {
  const key = `HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Google\\Chrome\\3rdparty\\extensions\\${id}\\policy`;
  const lines = Object.entries(policy).map(([name, value]) => `"${name}"=${registryValue(value)}`);
  return ['Windows Registry Editor Version 5.00', '', `[-${key}]`, '', `[${key}]`, ...lines, ''].join('\r\n');
}

function registryValue(value: string | number | boolean): string {
  if (typeof value !== 'string') return `dword:${Number(value).toString(16).padStart(8, '0')}`;
  if (/^[\x20-\x7e]*$/.test(value)) return `"${value.replace(/["\\]/g, '\\$&')}"`;
  // REG_SZ by its bytes: UTF-16, little-endian, with a zero at its end.
  const bytes = [...Array.from({ length: value.length }, (_, at) => value.charCodeAt(at)), 0]
    .flatMap((unit) => [unit & 0xff, unit >> 8])
    .map((byte) => byte.toString(16).padStart(2, '0'));
  const lines = Array.from({ length: Math.ceil(bytes.length / 24) }, (_, at) => bytes.slice(at * 24, at * 24 + 24));
  return `hex(1):${lines.map((line) => line.join(',')).join(',\\\r\n  ')}`;
}

/** Returns a configuration profile. Chrome reads an extension's policy from the preference domain named after its id. */
function asProfile({ chrome, profile: [profileId, contentId] }: PolicyIds, policy: PolicyValues): string {
  const payload = (type: string, uuid: string, name: string, rest: string[]) => [
    '<dict>',
    ...entry('PayloadType', type),
    ...entry('PayloadVersion', 1),
    ...entry('PayloadIdentifier', `quick-connect-for-zapier.${name}`),
    ...entry('PayloadUUID', uuid),
    ...entry('PayloadDisplayName', 'Quick Connect for Zapier'),
    ...rest,
    '</dict>',
  ];
  const content = payload(
    `com.google.Chrome.extensions.${chrome}`,
    contentId,
    'policy',
    Object.entries(policy).flatMap(([name, value]) => entry(name, value)),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...payload('Configuration', profileId, 'profile', [
      ...entry('PayloadScope', 'System'),
      '<key>PayloadContent</key>',
      '<array>',
      ...content,
      '</array>',
    ]),
    '</plist>',
    '',
  ].join('\n');
}

function entry(name: string, value: string | number | boolean): string[] {
  const key = `<key>${escaped(name)}</key>`;
  if (typeof value === 'boolean') return [key, `<${value}/>`];
  return [key, typeof value === 'number' ? `<integer>${value}</integer>` : `<string>${escaped(value)}</string>`];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? '');
