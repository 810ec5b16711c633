import { describe, expect, it } from 'vitest';
import { PER_ADDRESS, PER_CLIENT, RateLimiter } from '../../zapier/rate-limit';
import { BEN, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID, MARIA } from '../../zapier/zapier';
import { BROKER_URL, newVerifier, REDIRECT_URI, SCOPES, tokensOf } from '../support/stand-in-client';
import { newConnection, refusal, SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe("the stand-in's authorization", () => {
  it('shows a login page, then a consent page, and redirects with code and state', async () => {
    standIn.zapier.session.signIn(null);
    standIn.zapier.session.consent = 'ask';
    const login = await standIn.client.authorize();
    expect(login.text).toContain('aria-label="Sign in as Ben Ortiz"');
    const next = /name="next" value="([^"]+)"/.exec(login.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const loggedIn = await standIn.client.send('https://zapier.com/app/login', {
      method: 'POST',
      headers: form,
      body: new URLSearchParams({ person: String(BEN.id), next }).toString(),
    });
    expect(loggedIn.status).toBe(303);
    const consent = await standIn.client.send(`https://zapier.com${loggedIn.headers.location}`);
    expect(consent.text).toContain('ben@globex.example');
    const decided = await standIn.client.send(`https://zapier.com${next}`, {
      method: 'POST',
      headers: form,
      body: 'decision=allow',
    });
    const redirect = new URL(decided.headers.location ?? '');
    expect(redirect.origin + redirect.pathname).toBe(REDIRECT_URI);
    expect([...redirect.searchParams.keys()]).toEqual(['code', 'state']);
    expect(redirect.searchParams.get('state')).toBe('state-of-at-least-128-bits');
  });

  it('shows the consent page again when asked twice, as Firefox does', async () => {
    standIn.zapier.session.consent = 'ask';
    const pkce = newVerifier();
    const first = await standIn.client.authorize({}, pkce);
    const second = await standIn.client.authorize({}, pkce);
    expect(second.text).toBe(first.text);
    expect(second.text).toContain('>Allow</button>');
  });

  it.each([
    ['deny', {}, 'access_denied'],
    ['allow', { scope: 'profile everything' }, 'invalid_scope'],
  ] as const)('redirects with an error for consent %s and parameters %o', async (consent, changes, error) => {
    standIn.zapier.session.consent = consent;
    const redirect = new URL((await standIn.client.authorize(changes)).headers.location ?? '');
    expect(redirect.searchParams.get('error')).toBe(error);
    expect(redirect.searchParams.get('state')).toBe('state-of-at-least-128-bits');
  });

  it('never redirects to an unregistered address, nor for an unknown client', async () => {
    for (const changes of [{ redirect_uri: `${REDIRECT_URI}elsewhere` }, { client_id: 'somebody' }]) {
      const answer = await standIn.client.authorize(changes);
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
    }
  });

  it('accepts any port in a loopback redirect URI', async () => {
    standIn.zapier.registerRedirectUri('http://127.0.0.1/mozoauth2/abc');
    const answer = await standIn.client.authorize({ redirect_uri: 'http://127.0.0.1:4711/mozoauth2/abc' });
    expect(answer.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:4711\/mozoauth2\/abc\?code=/);
  });

  it('redirects with another state, or an error, when told to', async () => {
    standIn.zapier.nextAuthorization({ state: 'not-yours' });
    expect((await standIn.client.authorize()).headers.location).toContain('state=not-yours');
    standIn.zapier.nextAuthorization({ error: 'server_error', errorDescription: 'Down for a minute' });
    const redirect = new URL((await standIn.client.authorize()).headers.location ?? '');
    expect(redirect.searchParams.get('error_description')).toBe('Down for a minute');
    expect((await standIn.client.authorize()).headers.location).toContain('code=');
  });

  it('refuses a public client whose code challenge got lost', async () => {
    standIn.zapier.loseChallenge(true);
    expect((await standIn.client.authorize()).headers.location).toContain('error=invalid_request');
  });

  it('ends the session at the log-out page, which leads to the log-in page or stays where it is', async () => {
    const { headers } = await standIn.client.send('https://zapier.com/app/logout');
    expect(standIn.zapier.session.person).toBeNull();
    expect((await standIn.client.send(`https://zapier.com${headers.location}`)).text).toContain('Log in to Zapier');
    standIn.zapier.redirectAfterLogOut(false);
    expect((await standIn.client.send('https://zapier.com/app/logout')).text).toContain('Log out of Zapier');
  });
});

describe("the stand-in's token endpoint", () => {
  it('exchanges an authorization code and its verifier for tokens once', async () => {
    const grant = await standIn.client.codeGrant();
    const answer = await standIn.client.token(grant);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 36_000, scope: SCOPES });
    const again = await standIn.client.token(grant);
    expect([again.status, again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it.each([
    ['a wrong verifier', { code_verifier: newVerifier().verifier }],
    ['another redirect URI', { redirect_uri: `${REDIRECT_URI}other` }],
    ['another client', { client_id: CONFIDENTIAL_CLIENT_ID, client_secret: CLIENT_SECRET }],
  ])('refuses an authorization code with %s', async (_what, changes) => {
    const answer = await standIn.client.token({ ...(await standIn.client.codeGrant()), ...changes });
    expect([answer.status, answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('refuses an authorization code after two minutes', async () => {
    const [early, late] = [await standIn.client.codeGrant(), await standIn.client.codeGrant()];
    standIn.now += 119_999;
    expect((await standIn.client.token(early)).status).toBe(200);
    standIn.now += 1;
    expect((await standIn.client.token(late)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('rotates refresh tokens, and refuses the old one at once', async () => {
    const first = await standIn.client.tokens();
    const refresh = (refresh_token: string) =>
      standIn.client.token({ grant_type: 'refresh_token', refresh_token, client_id: 'stand-in-public-client' });
    const second = tokensOf(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
    standIn.zapier.omitRefreshToken(true);
    expect((await refresh(second.refresh_token)).json()).not.toHaveProperty('refresh_token');
    standIn.zapier.revokeRefreshTokens();
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it("requires the confidential client's secret at Zapier, and objects to it at the broker", async () => {
    const bare = await standIn.client.token(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID));
    expect([bare.status, bare.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    const withSecret = { ...(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID)), client_secret: CLIENT_SECRET };
    expect((await standIn.client.token(withSecret)).status).toBe(200);
    standIn.zapier.enableBroker();
    expect(
      (await standIn.client.token(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID), BROKER_URL)).status,
    ).toBe(200);
    await standIn.client.token(
      { ...(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID)), client_secret: 'x' },
      BROKER_URL,
    );
    expect(standIn.zapier.takeViolations()).toMatchObject([{ source: { pointer: '/client_secret' } }]);
  });

  it("requires the confidential client's secret in the one place that is switched on", async () => {
    const grant = () => standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID);
    const inBody = async () => standIn.client.token({ ...(await grant()), client_secret: CLIENT_SECRET });
    const inHeader = async (form = {}) => {
      const Authorization = `Basic ${btoa(`${CONFIDENTIAL_CLIENT_ID}:${CLIENT_SECRET}`)}`;
      const headers = { Authorization, 'Content-Type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams({ ...(await grant()), ...form }).toString();
      return standIn.client.send('https://zapier.com/oauth/token/', { method: 'POST', headers, body });
    };
    const statuses = async () => [(await inBody()).status, (await inHeader()).status];
    expect(await statuses()).toEqual([200, 200]);
    standIn.zapier.clientSecretIn('body');
    expect(await statuses()).toEqual([200, 401]);
    standIn.zapier.clientSecretIn('header');
    expect(await statuses()).toEqual([401, 200]);
    standIn.zapier.clientSecretIn('either');
    expect((await inHeader({ client_secret: CLIENT_SECRET })).status).toBe(401);
  });

  it("has nothing at the broker's host until the broker is enabled", async () => {
    expect((await standIn.client.send(BROKER_URL, { method: 'POST' })).status).toBe(404);
    expect(() => standIn.zapier.assertClean()).toThrow('stranger POST broker.acme.example/token');
    standIn.zapier.reset();
  });

  it('redirects the token URL without its trailing slash, and has no revocation', async () => {
    const moved = await standIn.client.send('https://zapier.com/oauth/token', { method: 'POST' });
    expect([moved.status, moved.headers.location]).toEqual([308, 'https://zapier.com/oauth/token/']);
    expect((await standIn.client.send('https://zapier.com/oauth/revoke', { method: 'POST' })).status).toBe(404);
    expect(standIn.zapier.takeViolations()).toMatchObject([{ message: expect.stringContaining('is not in') }]);
  });
});

describe('access to the API', () => {
  it('refuses a missing, a wrong and an expired access token', async () => {
    const { access_token } = await standIn.client.tokens();
    expect((await standIn.client.send('https://api.zapier.com/v1/profiles/me')).json()).toMatchObject(
      refusal(401, 'not_authenticated', null),
    );
    expect((await standIn.client.api('/v1/profiles/me', 'nobody')).status).toBe(401);
    expect((await standIn.client.api('/v1/profiles/me', access_token)).json()).toEqual(MARIA);
    standIn.now += 36_000_000;
    expect((await standIn.client.api('/v1/profiles/me', access_token)).json()).toMatchObject(
      refusal(401, 'authentication_failed', null),
    );
  });

  it('refuses a token without the scope, and accepts the old names of scopes', async () => {
    const verifier = newVerifier();
    const answer = await standIn.client.authorize({ scope: 'zap authentication' }, verifier);
    const { access_token } = tokensOf(
      await standIn.client.token({
        grant_type: 'authorization_code',
        code: new URL(answer.headers.location ?? '').searchParams.get('code') ?? '',
        redirect_uri: REDIRECT_URI,
        client_id: 'stand-in-public-client',
        code_verifier: verifier.verifier,
      }),
    );
    expect((await standIn.client.api('/v1/profiles/me', access_token)).status).toBe(403);
    expect((await standIn.client.api(`/v2/authentications?app=${SLACK}`, access_token)).status).toBe(200);
    expect((await standIn.client.api('/v2/authentications', access_token, newConnection())).status).toBe(403);
  });

  it('answers 429 for the rest of a minute after 60 requests', async () => {
    const { access_token } = await standIn.client.tokens();
    standIn.zapier.rateLimit(true);
    const statuses = new Set<number>();
    for (let sent = 0; sent < PER_ADDRESS; sent++)
      statuses.add((await standIn.client.api('/v1/profiles/me', access_token)).status);
    expect([...statuses]).toEqual([200]);
    const refused = await standIn.client.api('/v1/profiles/me', access_token);
    expect(refused.json()).toMatchObject(refusal(429, 'throttled', null));
    expect(refused.headers['retry-after']).toBe('60');
    standIn.now += 59_999;
    expect((await standIn.client.api('/v1/profiles/me', access_token)).headers['retry-after']).toBe('1');
    standIn.now += 1;
    expect((await standIn.client.api('/v1/profiles/me', access_token)).status).toBe(200);
  });

  it('counts the requests of a client across all addresses', () => {
    const limiter = new RateLimiter();
    const from = (address: number) => [
      { key: `address ${address}`, limit: PER_ADDRESS },
      { key: 'client', limit: PER_CLIENT },
    ];
    for (let sent = 0; sent < PER_CLIENT; sent++) expect(limiter.refusal(from(sent % 3), standIn.now)).toBeNull();
    expect(limiter.refusal(from(4), standIn.now)).toMatchObject({ quota: { key: 'client' } });
  });
});
