import { describe, expect, it } from 'vitest';
import { validateSettings } from '../../../../lib/background/configuration/configuration';
import { asTyped, DEFAULT_CONFIG, type SettingsInput } from '../../../../lib/shared/config';

const VALID: SettingsInput = { ...asTyped(DEFAULT_CONFIG, ''), clientId: 'client' };
const NO_POLICY = { policy: {}, hasClientSecret: false };

describe('the Settings form', () => {
  it('accepts a form with nothing but a client ID', () => {
    expect(validateSettings(VALID, NO_POLICY)).toEqual({ ok: true, value: { ...DEFAULT_CONFIG, clientId: 'client' } });
  });

  it('reports every unusable value in the order of the page', () => {
    const input = { ...VALID, clientId: '', tokenUrl: 'http://zapier.com/', scopes: '', apps: '{' };
    const result = validateSettings(input, NO_POLICY);
    expect(!result.ok && result.failure.map(({ key, code }) => [key, code])).toEqual([
      ['clientId', 'required'],
      ['apps', 'invalid-json'],
      ['tokenUrl', 'not-https'],
      ['scopes', 'required'],
    ]);
  });
});

describe('the token broker', () => {
  it('requires an address when the token broker is chosen', () => {
    expect(validateSettings({ ...VALID, clientAuthentication: 'broker' }, NO_POLICY)).toEqual({
      ok: false,
      failure: [{ key: 'tokenBrokerUrl', code: 'required' }],
    });
  });

  it('discards an unusable broker address when no broker is used', () => {
    expect(validateSettings({ ...VALID, tokenBrokerUrl: 'nonsense' }, NO_POLICY)).toMatchObject({
      ok: true,
      value: { tokenBrokerUrl: '' },
    });
  });

  it('requires a broker address when the policy chooses the broker', () => {
    const policy = { clientAuthentication: 'broker' as const };
    expect(validateSettings(VALID, { policy, hasClientSecret: false })).toEqual({
      ok: false,
      failure: [{ key: 'tokenBrokerUrl', code: 'required' }],
    });
  });
});

describe('the client secret', () => {
  const input: SettingsInput = { ...VALID, clientAuthentication: 'secret' };

  it('refuses secret mode when the policy has no client secret', () => {
    expect(validateSettings(input, NO_POLICY)).toEqual({
      ok: false,
      failure: [{ key: 'clientAuthentication', code: 'not-allowed' }],
    });
  });

  it('accepts secret mode when the policy has a client secret', () => {
    expect(validateSettings(input, { policy: {}, hasClientSecret: true }).ok).toBe(true);
  });
});

describe('the token URL with a client secret', () => {
  const tokenUrl = 'https://zapier.com/oauth/token';
  const input: SettingsInput = { ...VALID, clientAuthentication: 'secret', tokenUrl };

  it('refuses another token URL than the default in Settings when a secret from policy is used', () => {
    expect(validateSettings(input, { policy: {}, hasClientSecret: true })).toEqual({
      ok: false,
      failure: [{ key: 'tokenUrl', code: 'not-from-policy' }],
    });
  });

  it('accepts another token URL from the policy', () => {
    expect(validateSettings(input, { policy: { tokenUrl }, hasClientSecret: true }).ok).toBe(true);
  });
});

it('ignores unusable input for keys that the policy sets', () => {
  const input = { ...VALID, clientId: '', scopes: '"' };
  expect(
    validateSettings(input, { policy: { clientId: 'ruled', scopes: 'profile' }, hasClientSecret: false }),
  ).toMatchObject({
    ok: true,
    value: { clientId: 'ruled', scopes: 'profile' },
  });
});
