import { describe, expect, it } from 'vitest';
import { mergeConfig, readValues } from '../../../../lib/background/configuration/effective';
import { DEFAULT_CONFIG } from '../../../../lib/shared/config';

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
    const policy = readValues({ tokenUrl: 'https://example.com/' });
    expect(mergeConfig({ tokenUrl: 'https://zapier.com/t/' }, policy)).toMatchObject({
      tokenUrl: 'https://zapier.com/t/',
      locked: [],
      unusable: ['tokenUrl'],
    });
  });
});

describe('configuration sources', () => {
  it('keeps the usable values of a source and names its unusable keys', () => {
    expect(readValues({ clientId: 'a', staySignedIn: 'yes', apps: '[{}]', unknown: 1 })).toEqual({
      values: { clientId: 'a' },
      unusable: ['staySignedIn', 'apps'],
    });
  });

  it.each([undefined, null, '', '  '])('treats a key set to %j as not set', (value) => {
    expect(readValues({ clientId: value, apps: value })).toEqual(NO_POLICY);
  });
});
