import { describe, expect, it } from 'vitest';
import { answers, CONFIDENTIAL_CLIENT_ID } from '../../zapier/zapier';
import { BROKER_URL, ORIGIN, REDIRECT_URI } from '../support/stand-in-client';
import { useBroker } from './support/use-broker';

const { standIn, enable, entries, codeGrant, signIn, refresh, post, asked } = useBroker();
const FORM = 'application/x-www-form-urlencoded';
const FIREFOX = 'https://0123456789abcdef0123456789abcdef01234567.extensions.allizom.org/';

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
    expect(asked()).toBe(0);
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
    expect(asked()).toBe(0);
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
    const request = await standIn.client.send(BROKER_URL, { method: 'POST', headers, body });
    const preflight = await standIn.client.send(BROKER_URL, { method: 'OPTIONS', headers });
    expect([request.status, preflight.status]).toEqual([403, 403]);
    for (const answer of [request, preflight]) expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    expect(asked()).toBe(0);
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
