import { describe, expect, it } from 'vitest';
import { mergeConfig, readValues } from '../../../../lib/background/configuration/effective';
import { CONFIG_KEYS, DEFAULT_CONFIG, SETTINGS_KEYS } from '../../../../lib/shared/config';

const OTHER_URL = 'https://zapier.com/oauth/token';
const NO_POLICY = { values: {}, unusable: [] };

describe('the configuration in force', () => {
  it('uses the defaults when nothing is set', () => {
    expect(mergeConfig({}, NO_POLICY)).toEqual({ ...DEFAULT_CONFIG, locked: [], unusable: [] });
  });

  it('prefers Settings to the defaults and the policy to Settings', () => {
    const config = mergeConfig(
      { clientId: 'mine', scopes: 'profile' },
      { values: { clientId: 'ruled', staySignedIn: false }, unusable: ['apps'] },
    );
    expect(config).toEqual({
      ...DEFAULT_CONFIG,
      clientId: 'ruled',
      scopes: 'profile',
      locked: ['clientId', 'staySignedIn'],
      unusable: ['apps'],
    });
  });

  it("keeps the setting when the policy's value is unusable", () => {
    const policy = readValues({ tokenUrl: 'https://hooks.zapier.com/hooks/catch/666/evil/' }, CONFIG_KEYS);
    expect(mergeConfig({ tokenUrl: OTHER_URL }, policy)).toMatchObject({
      tokenUrl: OTHER_URL,
      locked: [],
      unusable: ['tokenUrl'],
    });
  });
});

describe('the token URL with a client secret', () => {
  it.each([
    ['the default', {}, DEFAULT_CONFIG.tokenUrl],
    ['that of the same policy', { tokenUrl: OTHER_URL }, OTHER_URL],
  ])('is %s, never one from Settings', (_what, values, tokenUrl) => {
    const policy = { values: { clientAuthentication: 'secret' as const, ...values }, unusable: [] };
    expect(mergeConfig({ tokenUrl: OTHER_URL }, policy)).toMatchObject({ tokenUrl });
    expect(mergeConfig({ tokenUrl: OTHER_URL }, NO_POLICY)).toMatchObject({ tokenUrl: OTHER_URL });
  });
});

describe('configuration sources', () => {
  it('keeps the usable values of a source and names its unusable keys', () => {
    expect(readValues({ clientId: 'a', staySignedIn: 'yes', apps: '[{}]', unknown: 1 }, CONFIG_KEYS)).toEqual({
      values: { clientId: 'a' },
      unusable: ['staySignedIn', 'apps'],
    });
  });

  it('takes switches from a policy, as truth values or as text, and from nowhere else', () => {
    const source = { allowDelete: false, allowFreeFields: 'false', allowZapierPage: 'no' };
    expect(readValues(source, CONFIG_KEYS)).toEqual({
      values: { allowDelete: false, allowFreeFields: false },
      unusable: ['allowZapierPage'],
    });
    expect(readValues(source, SETTINGS_KEYS)).toEqual(NO_POLICY);
  });

  it.each([undefined, null, '', '  '])('treats a key set to %j as not set', (value) => {
    expect(readValues({ clientId: value, apps: value }, CONFIG_KEYS)).toEqual(NO_POLICY);
  });
});
