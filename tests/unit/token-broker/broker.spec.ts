import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBroker } from '../../../examples/token-broker/src/broker';
import { readConfig } from '../../../examples/token-broker/src/config';
import { deferred } from '../../zapier/deferred';
import { answers, brokerSettings, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from '../../zapier/zapier';
import { BROKER_URL, ORIGIN, REDIRECT_URI, tokensOf } from '../support/stand-in-client';
import { useStandIn } from '../zapier-stand-in/stand-in';

const standIn = useStandIn();
const HEALTH_URL = BROKER_URL.replace('/token', '/health');
const FORM = 'application/x-www-form-urlencoded';
const FIREFOX = 'https://0123456789abcdef0123456789abcdef01234567.extensions.allizom.org/';

let lines: string[] = [];
const entries = () => lines.map((line) => JSON.parse(line));

function enable(settings: Record<string, string> = {}) {
  lines = [];
  standIn.zapier.enableBroker({ settings, log: (line) => lines.push(line) });
}

const codeGrant = () => standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID);
const signIn = async () => tokensOf(await standIn.client.token(await codeGrant(), BROKER_URL));
const refresh = (refresh_token: string) =>
  standIn.client.token({ grant_type: 'refresh_token', refresh_token, client_id: CONFIDENTIAL_CLIENT_ID }, BROKER_URL);
const post = (body: string, headers: Record<string, string> = {}) =>
  standIn.client.send(BROKER_URL, {
    method: 'POST',
    headers: { 'Content-Type': FORM, Origin: ORIGIN, ...headers },
    body,
  });
const zapierWasAsked = () => standIn.zapier.requestsTo('POST /oauth/token/').length;

describe('what the token broker answers', () => {
  it('answers GET /health to anybody, and lets the extension read it', async () => {
    enable();
    expect((await standIn.client.send(HEALTH_URL)).json()).toEqual({ status: 'ok' });
    const answer = await standIn.client.send(HEALTH_URL, { headers: { Origin: ORIGIN } });
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(entries()).toMatchObject([
      { kind: 'health', outcome: 'answered', status: 200 },
      { kind: 'health', outcome: 'answered', status: 200 },
    ]);
  });

  it.each([
    ['GET', '/token'],
    ['PUT', '/token'],
    ['POST', '/health'],
    ['POST', '/token/'],
    ['POST', '/oauth/token/'],
    ['GET', '/'],
    ['DELETE', '/anything?code=code-1'],
  ])('answers nothing to %s %s', async (method, path) => {
    enable();
    const answer = await standIn.client.send(new URL(path, BROKER_URL).href, { method, headers: { Origin: ORIGIN } });
    expect([answer.status, answer.text]).toEqual([404, '']);
    expect(entries()).toMatchObject([{ kind: 'other', outcome: 'not found', status: 404 }]);
  });

  it('asks Zapier exactly what the extension asked, and for whom', async () => {
    enable();
    const grant = await codeGrant();
    const answer = await post(new URLSearchParams({ ...grant, scope: 'more', audience: 'x' }).toString());
    expect(answer.status).toBe(200);
    const [asked] = standIn.zapier.requestsTo('POST /oauth/token/');
    expect(asked?.body).toEqual({ ...grant, client_secret: CLIENT_SECRET });
    expect(asked?.headers).not.toHaveProperty('origin');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('keeps the name of a sign-in over its renewals, in the log only', async () => {
    enable();
    const first = await signIn();
    const second = tokensOf(await refresh(first.refresh_token));
    tokensOf(await refresh(second.refresh_token));
    await signIn();
    const families = entries().map(({ family }) => family);
    expect(families).toEqual([families[0], families[0], families[0], expect.not.stringMatching(families[0])]);
    expect(entries().map(({ kind }) => kind)).toEqual(['sign-in', 'refresh', 'refresh', 'sign-in']);
  });

  it('leaves the sealed token in force when Zapier sends no new one', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.omitRefreshToken(true);
    expect((await refresh(refresh_token)).json()).not.toHaveProperty('refresh_token');
    expect((await refresh(refresh_token)).status).toBe(200);
  });
});

describe('what the token broker refuses', () => {
  it.each<[string, number, string, Record<string, string>]>([
    ['another client ID', 400, 'invalid_client', { client_id: 'stand-in-public-client' }],
    ['no client ID', 400, 'invalid_request', { client_id: '' }],
    ['another redirect URI', 400, 'invalid_grant', { redirect_uri: `${REDIRECT_URI}x` }],
    ['a redirect URI without its final slash', 400, 'invalid_grant', { redirect_uri: REDIRECT_URI.slice(0, -1) }],
    ['no verifier', 400, 'invalid_request', { code_verifier: '' }],
    ['no code', 400, 'invalid_request', { code: '' }],
    ['another grant', 400, 'invalid_request', { grant_type: 'client_credentials' }],
    ['a refresh token of nobody', 400, 'invalid_grant', { grant_type: 'refresh_token', refresh_token: 'refresh-1' }],
    ['no refresh token', 400, 'invalid_request', { grant_type: 'refresh_token', refresh_token: '' }],
  ])('asks Zapier nothing for %s', async (_what, status, error, change) => {
    enable();
    const answer = await standIn.client.token({ ...(await codeGrant()), ...change }, BROKER_URL);
    expect([answer.status, answer.json()]).toMatchObject([status, { error, error_description: expect.any(String) }]);
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(zapierWasAsked()).toBe(0);
  });

  it("refuses Zapier's own refresh token, which no browser ever had", async () => {
    enable();
    await signIn();
    standIn.zapier.enableBroker({ settings: { CLIENT_ID: 'stand-in-public-client' } });
    const { refresh_token } = await standIn.client.tokens();
    const form = { grant_type: 'refresh_token', refresh_token, client_id: 'stand-in-public-client' };
    expect((await standIn.client.token(form, BROKER_URL)).json()).toMatchObject({ error: 'invalid_grant' });
    expect(standIn.zapier.takesRefreshToken(refresh_token)).toBe(true);
  });

  it.each([
    ['a parameter twice', (form: string) => [`${form}&client_id=${CONFIDENTIAL_CLIENT_ID}`, FORM]],
    ['JSON', () => ['{"grant_type":"refresh_token"}', 'application/json']],
    ['a form of several parts', (form: string) => [form, 'multipart/form-data; boundary=x']],
    ['nothing at all', () => ['', FORM]],
  ])('refuses %s', async (_what, write) => {
    enable();
    const [body = '', type = ''] = write(new URLSearchParams(await codeGrant()).toString());
    expect((await post(body, { 'Content-Type': type })).json()).toMatchObject({ error: 'invalid_request' });
    expect(zapierWasAsked()).toBe(0);
  });

  it('takes a request of 16 KB and none that is larger, whether its length is announced or not', async () => {
    enable();
    const start = 'grant_type=refresh_token&refresh_token=';
    const fits = `${start}${'x'.repeat(16 * 1024 - start.length)}`;
    expect((await post(fits)).status).toBe(400);
    expect((await post(`${fits}x`)).status).toBe(413);
    expect((await post(`${fits}x`, { 'Content-Length': String(fits.length + 1) })).status).toBe(413);
    expect(entries().map(({ outcome }) => outcome)).toEqual(['malformed', 'too large', 'too large']);
  });

  it.each([
    ['a page', 'https://evil.example'],
    ['another extension', 'chrome-extension://ponmlkjihgfedcba'],
    ['a Firefox, without a redirect URI of one', 'moz-extension://0c5bd3ae-7b61-4d0f-9a55-3a2cf26aa6a5'],
    ['nobody', ''],
  ])('serves no request and no preflight of %s', async (_what, origin) => {
    enable();
    const headers = origin === '' ? {} : { Origin: origin };
    const body = new URLSearchParams(await codeGrant()).toString();
    const asked = await standIn.client.send(BROKER_URL, { method: 'POST', headers, body });
    const preflight = await standIn.client.send(BROKER_URL, { method: 'OPTIONS', headers });
    expect([asked.status, preflight.status]).toEqual([403, 403]);
    for (const answer of [asked, preflight]) expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(zapierWasAsked()).toBe(0);
  });

  it.each([
    ['of the extension in Chrome', ORIGIN, {}],
    ['of any Firefox, whose origins nobody knows before', 'moz-extension://0c5bd3ae', { REDIRECT_URIS: FIREFOX }],
    ['that is configured', 'moz-extension://5f1c77', { ORIGINS: 'moz-extension://5f1c77' }],
  ])('answers the preflight %s', async (_what, origin, settings) => {
    enable(settings);
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const answer = await standIn.client.send(BROKER_URL, { method: 'OPTIONS', headers });
    expect(answer.status).toBe(204);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'POST',
      'access-control-expose-headers': 'Retry-After',
    });
    expect(entries()).toMatchObject([{ kind: 'preflight', outcome: 'answered', status: 204 }]);
  });

  it('serves ten requests of a sign-in in a minute, and others meanwhile', async () => {
    enable();
    const [mine, theirs] = [await signIn(), await signIn()];
    standIn.zapier.everyAnswer('POST /oauth/token/', answers.tokenError('temporarily_unavailable', 503));
    for (let turn = 0; turn < 10; turn++) expect((await refresh(mine.refresh_token)).status).toBe(503);
    standIn.now += 20_500;
    const refused = await refresh(mine.refresh_token);
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '40']);
    expect((await refresh(theirs.refresh_token)).status).toBe(503);
    standIn.now += 39_500;
    expect((await refresh(mine.refresh_token)).status).toBe(503);
  });
});

describe('sign-ins that end', () => {
  it('opens what older keys sealed, seals with the newest, and opens nothing of a key that is gone', async () => {
    const [first, second] = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'));
    enable({ SEALING_KEYS: `${first}` });
    const [renewed, left] = [await signIn(), await signIn()];
    enable({ SEALING_KEYS: `${second} ${first}` });
    const { refresh_token } = tokensOf(await refresh(renewed.refresh_token));
    enable({ SEALING_KEYS: `${second}` });
    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await refresh(left.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
    expect(entries().at(-1)).toMatchObject({ kind: 'refresh', outcome: 'not sealed here' });
  });

  it('ends all sign-ins before the time that is set, however often they were renewed since', async () => {
    enable();
    const early = await signIn();
    standIn.now += 3_600_000;
    const { refresh_token } = tokensOf(await refresh(early.refresh_token));
    const late = await signIn();
    standIn.now += 1000;
    enable({ NOT_BEFORE: new Date(standIn.now - 2000).toISOString() });
    const ended = await refresh(refresh_token);
    expect([ended.status, ended.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'Your administrator has ended this sign-in. Sign in again.' },
    ]);
    expect((await refresh(late.refresh_token)).status).toBe(200);
    expect(await signIn()).toHaveProperty('access_token');
  });
});

describe('a Zapier that does not answer as it should', () => {
  afterEach(() => vi.useRealTimers());

  it('passes errors on word for word, without the secrets that they quote', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.nextAnswers('POST /oauth/token/', {
      status: 400,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: `{"error": "invalid_client", "error_description": "Not ${CLIENT_SECRET}."}`,
    });
    const answer = await refresh(refresh_token);
    expect(answer.text).toBe('{"error": "invalid_client", "error_description": "Not •••."}');
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(entries().at(-1)).toMatchObject({ outcome: 'refused by Zapier', status: 400, error: 'invalid_client' });
  });

  it('hides the refresh token in an error that quotes it, and does not log an error of unknown words', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.nextAnswers('POST /oauth/token/', answers.serverError());
    await refresh(refresh_token);
    const [, { body = {} } = {}] = standIn.zapier.requestsTo('POST /oauth/token/');
    const { refresh_token: own } = body as Record<string, string>;
    standIn.zapier.nextAnswers('POST /oauth/token/', answers.tokenError(`${own} is unknown`, 401));
    expect((await refresh(refresh_token)).json()).toEqual({ error: '••• is unknown' });
    expect(entries().at(-1)).not.toHaveProperty('error');
  });

  it.each([
    ['nothing', silence],
    [
      'the beginning of an answer',
      async (signal: AbortSignal) => new Response(new ReadableStream({ pull: () => silence(signal) })),
    ],
  ])('is given twenty seconds, after which %s is not enough', async (_what, answer) => {
    vi.useFakeTimers();
    const read = readConfig(brokerSettings([REDIRECT_URI]), 0);
    if ('faults' in read) throw new Error(read.faults.join());
    const { promise: asked, resolve } = deferred<void>();
    const fetch = ({ signal }: Request) => {
      resolve();
      return answer(signal);
    };
    const broker = createBroker({ config: read.config, fetch, log: () => undefined });
    const grant = { grant_type: 'authorization_code', code: 'code-1', code_verifier: 'v'.repeat(43) };
    const body = new URLSearchParams({ ...grant, redirect_uri: REDIRECT_URI, client_id: CONFIDENTIAL_CLIENT_ID });
    let status = 0;
    const answered = Promise.resolve(
      broker.request('/token', { method: 'POST', headers: { Origin: ORIGIN }, body }),
    ).then((given) => {
      status = given.status;
    });
    await asked;
    await vi.advanceTimersByTimeAsync(19_999);
    expect(status).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await answered;
    expect(status).toBe(504);
  });
});

/** Answers nothing until it is no longer waited for. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
