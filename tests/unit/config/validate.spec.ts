import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../lib/config/config';
import { asTyped, type SettingsInput } from '../../../lib/config/settings';
import { validateSettings } from '../../../lib/config/validate';

const VALID: SettingsInput = { ...asTyped(DEFAULT_CONFIG, ''), clientId: 'client' };
const NO_POLICY = { policy: {}, hasClientSecret: false };

describe('a Settings form', () => {
  it('with a client ID is enough', () => {
    expect(validateSettings(VALID, NO_POLICY)).toEqual({ ok: true, value: { ...DEFAULT_CONFIG, clientId: 'client' } });
  });

  it('names everything that is wrong, in the order of the page', () => {
    const input = { ...VALID, clientId: '', tokenUrl: 'http://zapier.com/', scopes: '', apps: '{' };
    const result = validateSettings(input, NO_POLICY);
    expect(!result.ok && result.failure.map(({ key, code }) => [key, code])).toEqual([
      ['clientId', 'required'],
      ['tokenUrl', 'not-https'],
      ['scopes', 'required'],
      ['apps', 'invalid-json'],
    ]);
  });
});

describe('the token broker', () => {
  it('needs an address', () => {
    expect(validateSettings({ ...VALID, clientAuthentication: 'broker' }, NO_POLICY)).toEqual({
      ok: false,
      failure: [{ key: 'tokenBrokerUrl', code: 'required' }],
    });
  });

  it('has its address forgotten in the other modes, usable or not', () => {
    expect(validateSettings({ ...VALID, tokenBrokerUrl: 'nonsense' }, NO_POLICY)).toMatchObject({
      ok: true,
      value: { tokenBrokerUrl: '' },
    });
  });

  it('needs an address too where the policy chose it', () => {
    const policy = { clientAuthentication: 'broker' as const };
    expect(validateSettings(VALID, { policy, hasClientSecret: false })).toEqual({
      ok: false,
      failure: [{ key: 'tokenBrokerUrl', code: 'required' }],
    });
  });
});

describe('the secret', () => {
  const input: SettingsInput = { ...VALID, clientAuthentication: 'secret' };

  it('cannot be chosen where the policy has none', () => {
    expect(validateSettings(input, NO_POLICY)).toEqual({
      ok: false,
      failure: [{ key: 'clientAuthentication', code: 'not-allowed' }],
    });
  });

  it('can be chosen where the policy has one', () => {
    expect(validateSettings(input, { policy: {}, hasClientSecret: true }).ok).toBe(true);
  });
});

it('what the policy sets is neither checked nor changed', () => {
  const input = { ...VALID, clientId: '', scopes: '"' };
  expect(
    validateSettings(input, { policy: { clientId: 'ruled', scopes: 'profile' }, hasClientSecret: false }),
  ).toMatchObject({
    ok: true,
    value: { clientId: 'ruled', scopes: 'profile' },
  });
});
