import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../lib/config/config';
import { mergeConfig, readValues } from '../../../lib/config/effective';

const NO_POLICY = { values: {}, unusable: [] };

describe('the configuration in force', () => {
  it('is the defaults where nobody chose', () => {
    expect(mergeConfig({}, NO_POLICY)).toEqual({ ...DEFAULT_CONFIG, locked: [], unusable: [] });
  });

  it('takes Settings over the defaults, and policy over Settings', () => {
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

  it('keeps the setting where the policy value is unusable', () => {
    const policy = readValues({ tokenUrl: 'https://example.com/' });
    expect(mergeConfig({ tokenUrl: 'https://zapier.com/t/' }, policy)).toMatchObject({
      tokenUrl: 'https://zapier.com/t/',
      locked: [],
      unusable: ['tokenUrl'],
    });
  });
});

describe('a source', () => {
  it('is read key by key', () => {
    expect(readValues({ clientId: 'a', staySignedIn: 'yes', apps: '[{}]', unknown: 1 })).toEqual({
      values: { clientId: 'a' },
      unusable: ['staySignedIn', 'apps'],
    });
  });

  it.each([undefined, null, '', '  '])('does not set a key to %j', (value) => {
    expect(readValues({ clientId: value, apps: value })).toEqual(NO_POLICY);
  });
});
