import { describe, expect, it } from 'vitest';
import { oauthClient } from '../../../../lib/background/sign-in/oauth-client';
import { type Config, DEFAULT_CONFIG } from '../../../../lib/shared/config';

const BROKER = 'https://broker.acme.example/token';

function configured(changes: Partial<Config>, secret?: string) {
  return oauthClient({ ...DEFAULT_CONFIG, clientId: 'client-1', ...changes }, secret);
}

describe('the OAuth client', () => {
  it.each<[string, Partial<Config>, string | undefined]>([
    ['a client ID', { clientId: '' }, undefined],
    ["a broker's URL", { clientAuthentication: 'broker', tokenBrokerUrl: '' }, undefined],
    ["the policy's client secret", { clientAuthentication: 'secret' }, undefined],
  ])('reports the client as not configured without %s', (_what, changes, secret) => {
    expect(configured(changes, secret)).toEqual({ ok: false, failure: { code: 'not-configured' } });
  });

  it("uses Zapier's token endpoint, or the broker's when authenticating through a broker", () => {
    const asks = (changes: Partial<Config>, secret?: string) => {
      const client = configured(changes, secret);
      return client.ok && client.value.server.token_endpoint;
    };
    expect(asks({ tokenBrokerUrl: BROKER })).toBe(DEFAULT_CONFIG.tokenUrl);
    expect(asks({ clientAuthentication: 'secret', tokenBrokerUrl: BROKER }, 's')).toBe(DEFAULT_CONFIG.tokenUrl);
    expect(asks({ clientAuthentication: 'broker', tokenBrokerUrl: BROKER })).toBe(BROKER);
  });
});
