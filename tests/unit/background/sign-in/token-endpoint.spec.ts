import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { prepareAuthorization, readRedirect } from '../../../../lib/background/sign-in/authorization';
import type { OAuthClient } from '../../../../lib/background/sign-in/oauth-client';
import { findingsItem } from '../../../../lib/shared/findings';
import { type Answer, answers, CLIENT_ID, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from '../../../zapier/zapier';
import { TOKEN_LIFE_MS, useStage } from '../../support/stage';
import { BROKER_URL, REDIRECT_URI, SCOPES } from '../../support/stand-in-client';

const stage = useStage();

const TOKEN_URL = 'POST /oauth/token/';
const BROKER = 'POST /token';
const ISSUER = { tokenUrl: 'https://zapier.com/oauth/token/', clientId: CLIENT_ID };
const GOOD = { access_token: 'a-1', token_type: 'Bearer', expires_in: 3600.5, refresh_token: 'r-1' };

const NULLS = { ...GOOD, expires_in: null, refresh_token: null, scope: null, id_token: null };

/** A body with a number that JSON.parse reads as Infinity. */
const ENDLESS = JSON.stringify({ ...GOOD, expires_in: 0 }).replace('"expires_in":0', '"expires_in":1e999');

async function configured(): Promise<OAuthClient> {
  const client = await stage.services().client();
  if (!client.ok) throw new Error('The client is configured');
  return client.value;
}

/** Performs a sign-in up to the authorization code. */
async function authorize(client: OAuthClient) {
  const authorization = await prepareAuthorization(client, SCOPES, REDIRECT_URI);
  const forwarded = await stage.client.send(authorization.url.href);
  const redirected = await stage.client.send(forwarded.headers.location ?? '');
  const code = readRedirect(client, authorization, new URL(redirected.headers.location ?? ''));
  if (!code.ok) throw new Error(code.failure.code);
  return { authorization, code: code.value };
}

async function exchange() {
  const client = await configured();
  const { authorization, code } = await authorize(client);
  const result = await stage.services().endpoint.exchange(client, authorization, code);
  return { result, authorization, code: code.parameters.get('code') };
}

async function refresh(refreshToken = 'r-0') {
  return stage.services().endpoint.refresh(await configured(), refreshToken);
}

describe('client authentication at the token endpoint', () => {
  it.each([
    ['none', TOKEN_URL, 'https://zapier.com/oauth/token/', CLIENT_ID, {}],
    ['secret', TOKEN_URL, 'https://zapier.com/oauth/token/', CONFIDENTIAL_CLIENT_ID, { client_secret: CLIENT_SECRET }],
    ['broker', BROKER, BROKER_URL, CONFIDENTIAL_CLIENT_ID, {}],
  ] as const)('sends exact bodies for both grants in client mode %s', async (mode, endpoint, url, clientId, proof) => {
    stage.zapier.enableBroker();
    stage.config = { ...stage.config, clientId, clientAuthentication: mode, tokenBrokerUrl: BROKER_URL };
    // The policy may have a secret in every mode, but only one mode may use it.
    stage.clientSecret = CLIENT_SECRET;
    const { result, authorization, code } = await exchange();
    if (!result.ok) throw new Error(result.failure.code);
    const refreshed = await refresh(result.value.tokens.refreshToken ?? '');
    expect(refreshed.ok).toBe(true);

    expect(stage.sent.map((request) => request.url)).toEqual([url, url]);
    const [first, second] = stage.zapier.requestsTo(endpoint);
    expect(first?.body).toEqual({
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: authorization.codeVerifier,
      client_id: clientId,
      ...proof,
    });
    expect(second?.body).toEqual({
      grant_type: 'refresh_token',
      refresh_token: result.value.tokens.refreshToken,
      client_id: clientId,
      ...proof,
    });
    for (const request of [first, second]) {
      expect(request?.headers).toMatchObject({ accept: 'application/json' });
      expect(request?.headers).not.toHaveProperty('authorization');
      expect(request?.headers).not.toHaveProperty('cookie');
      expect(request?.query).toEqual({});
    }
  });

  it('returns the tokens, when they expire, and the scopes that were granted', async () => {
    const { result } = await exchange();
    expect(result).toEqual({
      ok: true,
      value: {
        tokens: {
          accessToken: expect.stringMatching(/^access-/),
          refreshToken: expect.stringMatching(/^refresh-/),
          expiresAt: stage.now + TOKEN_LIFE_MS,
          issuer: ISSUER,
        },
        scopes: SCOPES,
      },
    });
  });
});

describe('an answer with tokens', () => {
  it.each([
    ['as documented', GOOD, {}],
    ['with unknown fields', { ...GOOD, account_id: 5, scope: 'profile', nested: { a: [1] } }, {}],
    ['with null for all that may be absent', NULLS, { refreshToken: null, expiresAt: 3_600_000 }],
    ['with an ID token that nobody asked for', { ...GOOD, id_token: 'abc' }, {}],
    ['with scopes as a list', { ...GOOD, scope: ['profile', 'zap'] }, {}],
    ['without a refresh token', { ...GOOD, refresh_token: undefined }, { refreshToken: null }],
    ['without a lifetime and assumes an hour', { ...GOOD, expires_in: undefined }, { expiresAt: 3_600_000 }],
    ['that expire at once and keeps them for ten minutes', { ...GOOD, expires_in: 0 }, { expiresAt: 600_000 }],
    ['that expire soon and keeps them for ten minutes', { ...GOOD, expires_in: 30 }, { expiresAt: 600_000 }],
    ['that hardly ever expire and assumes a year', { ...GOOD, expires_in: 1e307 }, { expiresAt: 366 * 86_400_000 }],
    ['with a lifetime written as a string', { ...GOOD, expires_in: '3600.5' }, {}],
    ['with their type in capitals', { ...GOOD, token_type: 'BEARER' }, {}],
  ])('accepts tokens %s', async (_what, body, expected) => {
    stage.zapier.nextAnswers(TOKEN_URL, answers.status(200, body));
    stage.now = 0;
    expect(await refresh()).toEqual({
      ok: true,
      value: { accessToken: 'a-1', refreshToken: 'r-1', expiresAt: 3_600_500, issuer: ISSUER, ...expected },
    });
  });
});

const refused = (error: string, description = '') => ({ code: 'refused', error, description });
const odd = (status: number, got: string, member?: string) => ({
  code: 'not-understood',
  ...{ status, got },
  ...(member && { member }),
});

describe('an answer without usable tokens', () => {
  it.each<[string, Answer, object]>([
    ['a web page', answers.htmlPage(200), odd(200, 'page')],
    ['truncated JSON', answers.truncatedJson(), odd(200, 'other')],
    ['an empty answer', answers.status(200), odd(200, 'nothing')],
    ['an array', answers.status(200, [GOOD]), odd(200, 'other', 'access_token')],
    ['no access token', answers.status(200, { ...GOOD, access_token: null }), odd(200, 'other', 'access_token')],
    ['an empty access token', answers.status(200, { ...GOOD, access_token: '' }), odd(200, 'other', 'access_token')],
    [
      'an access token that fits in no header',
      answers.status(200, { ...GOOD, access_token: 'a\n1' }),
      odd(200, 'other', 'access_token'),
    ],
    [
      'an access token that is a word in Chinese',
      answers.status(200, { ...GOOD, access_token: '钥匙' }),
      odd(200, 'other', 'access_token'),
    ],
    ['an empty refresh token', answers.status(200, { ...GOOD, refresh_token: '' }), odd(200, 'other', 'refresh_token')],
    ['tokens of another type', answers.status(200, { ...GOOD, token_type: 'mac' }), odd(200, 'other', 'token_type')],
    ['tokens bound to a key', answers.status(200, { ...GOOD, token_type: 'DPoP' }), odd(200, 'other', 'token_type')],
    ['tokens without a type', answers.status(200, { ...GOOD, token_type: null }), odd(200, 'other', 'token_type')],
    ['a negative lifetime', answers.status(200, { ...GOOD, expires_in: -1 }), odd(200, 'other', 'expires_in')],
    [
      'an infinite lifetime',
      { status: 200, headers: { 'Content-Type': 'application/json' }, body: ENDLESS },
      odd(200, 'other', 'expires_in'),
    ],
    ['a lifetime in words', answers.status(200, { ...GOOD, expires_in: 'soon' }), odd(200, 'other', 'expires_in')],
    ['a status other than 200', answers.status(201, GOOD), odd(201, 'other')],
    ['a refusal without an error', answers.status(403, {}), odd(403, 'other')],
    ['a refusal with an empty error', answers.status(400, { error: '' }), odd(400, 'other')],
    ['a refusal whose error is an object', answers.status(400, { error: { code: 1 } }), odd(400, 'other')],
    ["a refusal in the API's form", answers.refused(400, 'No.'), odd(400, 'other')],
    ['a message instead of an error', answers.status(400, { message: 'No.' }), odd(400, 'other')],
    ['a page that forbids', answers.htmlPage(403), odd(403, 'page')],
    ['a page that is not there', answers.htmlPage(404), odd(404, 'page')],
    ['a redirect', answers.redirect('https://zapier.com/elsewhere', 307), odd(307, 'redirect')],
    ['an error', answers.tokenError('invalid_grant', 400, 'Expired.'), refused('invalid_grant', 'Expired.')],
    ['an error without a description', answers.tokenError('invalid_request'), refused('invalid_request')],
    ['an error whose description is null', answers.status(400, { error: 'a', error_description: null }), refused('a')],
    ['an error that nobody knows', answers.tokenError('constructor', 403), refused('constructor')],
    ['an error with a status of success', answers.tokenError('invalid_client', 200), refused('invalid_client')],
    ['a 401 with an error', answers.tokenError('invalid_client', 401, 'Who?'), refused('invalid_client', 'Who?')],
    [
      'a 401 with a challenge',
      answers.status(401, { error: 'invalid_client' }, { 'WWW-Authenticate': 'Basic realm="api"' }),
      refused('invalid_client'),
    ],
    ['a 401 with a page', answers.htmlPage(401), refused('')],
    ['a server error', answers.serverError(), { code: 'server-error', status: 500 }],
    [
      'an error with the status of a server error',
      answers.tokenError('server_error', 500, 'Down.'),
      { code: 'server-error', status: 500, error: 'server_error', description: 'Down.' },
    ],
    ['a web page with a server error', answers.htmlPage(504), { code: 'server-error', status: 504 }],
    ['a 503', answers.unavailable(), { code: 'server-error', status: 503 }],
    ['no answer', answers.dropConnection('before'), { code: 'network' }],
    ['no answer, although the tokens were issued', answers.dropConnection('after'), { code: 'network' }],
  ])('fails without a retry on %s', async (_what, answer, failure) => {
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    expect(await refresh()).toEqual({ ok: false, failure });
    expect(stage.sent).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    ['a page', answers.htmlPage(403), 'Gateway time-out Gateway time-out'],
    ['JSON, without its text', answers.status(200, { ...GOOD, token_type: null }), '"access_token":"…"'],
    ['half of an answer, without any of it', answers.truncatedJson(), ''],
  ])('is noted for the diagnostics: the beginning of %s', async (_what, answer, beginning) => {
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    await refresh();
    const [finding] = await findingsItem.getValue();
    expect(finding).toMatchObject({ key: TOKEN_URL, beginning: expect.stringContaining(beginning) });
    expect(JSON.stringify(finding)).not.toMatch(/a-1|r-1|"data/);
  });

  it('hides secrets of the request in the words of a refusal', async () => {
    stage.clientSecret = CLIENT_SECRET;
    stage.config = { ...stage.config, clientId: CONFIDENTIAL_CLIENT_ID, clientAuthentication: 'secret' };
    const words = `r-0 with ${CLIENT_SECRET} is not known`;
    stage.zapier.nextAnswers(TOKEN_URL, answers.tokenError('invalid_grant', 400, words));
    expect(await refresh()).toEqual({ ok: false, failure: refused('invalid_grant', '••• with ••• is not known') });
  });

  it('reports until when a 429 pauses token requests', async () => {
    stage.zapier.nextAnswers(TOKEN_URL, answers.tooManyRequests(41));
    expect(await refresh()).toEqual({ ok: false, failure: { code: 'paused', until: stage.now + 41_000 } });
  });

  it('reports an expired authorization code in the words of the server', async () => {
    const client = await configured();
    const { authorization, code } = await authorize(client);
    stage.zapier.expireCodes();
    expect(await stage.services().endpoint.exchange(client, authorization, code)).toEqual({
      ok: false,
      failure: refused('invalid_grant', 'The code or token is invalid, expired, used, or not yours.'),
    });
  });

  it('returns well-formed tokens or a known failure, whatever the answer', async () => {
    const client = await configured();
    const near = fc.record(
      {
        access_token: fc.oneof(fc.constant('a'), fc.jsonValue()),
        token_type: fc.oneof(fc.constant('bearer'), fc.jsonValue()),
        expires_in: fc.oneof(fc.constant(60), fc.jsonValue()),
        refresh_token: fc.oneof(fc.constant('r'), fc.jsonValue()),
        error: fc.oneof(fc.constantFrom('invalid_grant', 'toString', '__proto__'), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(near, fc.jsonValue()),
        fc.constantFrom(200, 201, 302, 400, 401, 403, 429, 500, 503),
        fc.constantFrom('application/json', 'text/html'),
        async (body, status, type) => {
          const answer = new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } });
          vi.stubGlobal('fetch', async () => answer);
          // Later than the end of the longest pause.
          stage.now += 900_000;
          const result = await stage.services().endpoint.refresh(client, 'r-0');
          if (!result.ok) expect(result.failure.code).toMatch(/^(refused|network|server-error|paused|not-understood)$/);
          else
            expect(result.value).toEqual({
              accessToken: expect.stringMatching(/^[\x20-\x7e]+$/),
              refreshToken: expect.toSatisfy((token) => token === null || typeof token === 'string'),
              expiresAt: expect.toSatisfy(
                (time) => time >= stage.now + 600_000 && Number.isSafeInteger(Math.ceil(time)),
              ),
              issuer: ISSUER,
            });
        },
      ),
      { numRuns: 200 },
    );
  });
});
