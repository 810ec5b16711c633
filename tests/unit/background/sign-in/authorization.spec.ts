import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Authorization,
  prepareAuthorization,
  readRedirect,
} from '../../../../lib/background/sign-in/authorization';
import { type OAuthClient, oauthClient } from '../../../../lib/background/sign-in/oauth-client';
import { DEFAULT_CONFIG } from '../../../../lib/shared/config';

const REDIRECT = 'https://abcdefghijklmnop.chromiumapp.org/';

const configured = oauthClient({ ...DEFAULT_CONFIG, clientId: 'client-1' }, undefined);
if (!configured.ok) throw new Error('The client is configured');
const client: OAuthClient = configured.value;

let authorization: Authorization;

beforeEach(async () => {
  authorization = await prepareAuthorization(client, 'profile zap', REDIRECT);
});

/** Reads a redirect in which `STATE` stands for this sign-in's state. */
function read(redirect: string) {
  return readRedirect(client, authorization, new URL(redirect.replaceAll('STATE', authorization.state)));
}

describe('the authorization request', () => {
  it('requests an authorization code with PKCE S256, and nothing more', () => {
    const { url, codeVerifier, state } = authorization;
    expect(url.origin + url.pathname).toBe('https://api.zapier.com/v2/authorize');
    expect([...url.searchParams]).toEqual([
      ['client_id', 'client-1'],
      ['redirect_uri', REDIRECT],
      ['response_type', 'code'],
      ['scope', 'profile zap'],
      ['state', state],
      ['code_challenge', createHash('sha256').update(codeVerifier).digest('base64url')],
      ['code_challenge_method', 'S256'],
    ]);
    expect(url.href).not.toContain(codeVerifier);
  });

  it('uses a fresh state and verifier of at least 128 bits for every request', async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => prepareAuthorization(client, 'profile', REDIRECT)));
    for (const secret of [all.map(({ state }) => state), all.map(({ codeVerifier }) => codeVerifier)]) {
      expect(new Set(secret).size).toBe(50);
      for (const text of secret) expect(Buffer.from(text, 'base64url').length).toBeGreaterThanOrEqual(16);
    }
    // RFC 7636 section 4.1
    for (const { codeVerifier } of all) expect(codeVerifier).toMatch(/^[\w.~-]{43,128}$/);
  });

  it.each([
    REDIRECT,
    'https://fb15cd3ab56fc5e28c3e0b7ada39b01c107008b5.extensions.allizom.org/',
    'http://127.0.0.1/mozoauth2/fb15cd3ab56fc5e2',
    'https://abc.chromiumapp.org',
    'https://ABC.chromiumapp.org/a%20b',
  ])('carries the redirect URI byte for byte: %s', async (redirectUri) => {
    const prepared = await prepareAuthorization(client, 'profile', redirectUri);
    expect(prepared.url.searchParams.get('redirect_uri')).toBe(redirectUri);
    expect(prepared.redirectUri).toBe(redirectUri);
  });

  it('keeps the query of a configured authorization URL', async () => {
    const authorizationUrl = 'https://eu.zapier.com/authorize?tenant=a';
    const elsewhere = oauthClient({ ...DEFAULT_CONFIG, clientId: 'c', authorizationUrl }, undefined);
    if (!elsewhere.ok) throw new Error('The client is configured');
    const { url } = await prepareAuthorization(elsewhere.value, 'profile', REDIRECT);
    expect(url.href).toMatch(/^https:\/\/eu\.zapier\.com\/authorize\?tenant=a&client_id=c&/);
  });
});

describe('the redirect back from Zapier', () => {
  it('returns the code from a redirect with the right state', () => {
    const result = read(`${REDIRECT}?code=c-1&state=STATE`);
    expect(result.ok && result.value.parameters.get('code')).toBe('c-1');
  });

  it('accepts a redirect that names the right issuer', () => {
    expect(read(`${REDIRECT}?code=c-1&state=STATE&iss=https%3A%2F%2Fzapier.com`).ok).toBe(true);
  });

  it('refuses a redirect replayed from an earlier sign-in', async () => {
    const earlier = `${REDIRECT}?code=c-1&state=${authorization.state}`;
    authorization = await prepareAuthorization(client, 'profile zap', REDIRECT);
    expect(read(earlier)).toEqual({ ok: false, failure: { code: 'wrong-state' } });
  });

  it.each([
    ['without a state', `${REDIRECT}?code=c-1`, 'wrong-state'],
    ['with an empty state', `${REDIRECT}?code=c-1&state=`, 'wrong-state'],
    ['with another state', `${REDIRECT}?code=c-1&state=other`, 'wrong-state'],
    ['with a longer state', `${REDIRECT}?code=c-1&state=STATEx`, 'wrong-state'],
    ['with the state repeated', `${REDIRECT}?code=c-1&state=STATE&state=STATE`, 'wrong-state'],
    ['with another state before the right one', `${REDIRECT}?code=c-1&state=other&state=STATE`, 'wrong-state'],
    ['with the state in the fragment', `${REDIRECT}?code=c-1#state=STATE`, 'wrong-state'],
    ['from another issuer', `${REDIRECT}?code=c-1&state=STATE&iss=https%3A%2F%2Fzapier.com.evil`, 'wrong-state'],
    ['from two issuers', `${REDIRECT}?code=c-1&state=STATE&iss=https%3A%2F%2Fzapier.com&iss=x`, 'wrong-state'],
    ['to another host', 'https://abcdefghijklmnopq.chromiumapp.org/?code=c-1&state=STATE', 'wrong-state'],
    ['to another path', `${REDIRECT}callback?code=c-1&state=STATE`, 'wrong-state'],
    ['without https', `http${REDIRECT.slice(5)}?code=c-1&state=STATE`, 'wrong-state'],
    ['to another port', 'https://abcdefghijklmnop.chromiumapp.org:8443/?code=c-1&state=STATE', 'wrong-state'],
    ['with an error and another state', `${REDIRECT}?error=access_denied&state=other`, 'wrong-state'],
    ['with a code, an error and an empty state', `${REDIRECT}?code=c-1&state=&error=access_denied`, 'wrong-state'],
    ['with an access token in the query', `${REDIRECT}?token=t&state=STATE`, 'wrong-state'],
    ['with an ID token in the query', `${REDIRECT}?id_token=t&code=c&state=STATE`, 'wrong-state'],
    ['with everything in the fragment', `${REDIRECT}#access_token=t&state=STATE`, 'wrong-state'],
    ['with an access token in the fragment', `${REDIRECT}?state=STATE#access_token=t`, 'unreadable-answer'],
    ['without a code', `${REDIRECT}?state=STATE`, 'unreadable-answer'],
    ['with an empty code', `${REDIRECT}?code=&state=STATE`, 'unreadable-answer'],
    ['with two codes', `${REDIRECT}?code=c-1&code=c-2&state=STATE`, 'unreadable-answer'],
  ])('refuses a redirect %s', (_what, redirect, code) => {
    expect(read(redirect)).toEqual({ ok: false, failure: { code } });
  });

  it.each([
    ['access_denied', undefined, ''],
    ['server_error', 'Down for a minute', 'Down for a minute'],
    ['invalid_scope', '<img src=x onerror="alert(1)">&amp;', '<img src=x onerror="alert(1)">&amp;'],
    ['<b>odd</b>', 'Größe 😀', 'Größe 😀'],
  ])('passes on the error %s and its description as plain text', (error, description, text) => {
    const query = new URLSearchParams({ error, state: authorization.state });
    if (description !== undefined) query.set('error_description', description);
    expect(read(`${REDIRECT}?${query}`)).toEqual({
      ok: false,
      failure: { code: 'refused', error, description: text },
    });
  });

  it('treats a redirect with both a code and an error as refused', () => {
    expect(read(`${REDIRECT}?code=c-1&error=access_denied&state=STATE`)).toMatchObject({
      failure: { code: 'refused', error: 'access_denied' },
    });
  });

  it('returns the right code or a known failure, whatever the address', () => {
    const name = fc.constantFrom('code', 'state', 'error', 'error_description', 'iss', 'response', 'id_token', 'token');
    const value = fc.oneof(fc.constantFrom('STATE', '', 'https://zapier.com', 'c'), fc.string());
    const query = fc
      .array(fc.tuple(fc.oneof(name, fc.string()), value))
      .map((pairs) => `${REDIRECT}?${new URLSearchParams(pairs)}`);
    const right = fc.constantFrom('code=c-1', 'state=STATE', 'iss=https%3A%2F%2Fzapier.com', 'scope=zap', 'code=c-2');
    const nearlyRight = fc
      .tuple(fc.constantFrom(REDIRECT, `${REDIRECT}x`, 'https://evil.example/'), fc.uniqueArray(right))
      .map(([target, parts]) => `${target}?${parts.join('&')}`);
    const elsewhere = fc.webUrl({ withQueryParameters: true, withFragments: true });
    const address = fc.oneof({ weight: 2, arbitrary: query }, { weight: 2, arbitrary: nearlyRight }, elsewhere);
    const failures = ['wrong-state', 'refused', 'unproven-refusal', 'unreadable-answer'];
    let codes = 0;
    fc.assert(
      fc.property(address, (url) => {
        const redirect = new URL(url.replaceAll('STATE', authorization.state));
        const result = readRedirect(client, authorization, redirect);
        if (!result.ok) return failures.includes(result.failure.code);
        codes += 1;
        const [states, given] = [redirect.searchParams.getAll('state'), redirect.searchParams.getAll('code')];
        return (
          redirect.origin + redirect.pathname === REDIRECT &&
          states.length === 1 &&
          states[0] === authorization.state &&
          given.length === 1 &&
          given[0] !== '' &&
          redirect.searchParams.getAll('error').every((error) => error === '')
        );
      }),
      { numRuns: 10_000 },
    );
    expect(codes).toBeGreaterThan(0);
  });
});
