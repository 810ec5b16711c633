import { describe, expect, it } from 'vitest';
import { MARIA } from '../../zapier/zapier';
import { REDIRECT_URI } from '../support/stand-in-client';
import { newConnection, refusal, SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe('the OpenAPI document', () => {
  it.each([
    ['an app that is not a UUID', newConnection({ app: 'slack' }), { pointer: '/data/app' }],
    ['an unknown key', newConnection({ note: 'x' }), { pointer: '/data/note' }],
    ['no title', newConnection({ title: '' }), { pointer: '/data/title' }],
    ['a title of 256 characters', newConnection({ title: '😀'.repeat(256) }), { pointer: '/data/title' }],
    [
      'a credential whose value is null',
      newConnection({}, { 'a/b': null }),
      { pointer: '/data/authentication_fields/a~1b' },
    ],
    ['broken JSON', '{"data":', null],
  ])('refuses a body with %s', async (_what, body, source) => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.api('/v2/authentications', access_token, body);
    expect(answer.json()).toMatchObject(refusal(400, body === '{"data":' ? 'parse_error' : 'invalid', source));
    expect(() => standIn.zapier.assertClean()).toThrow('POST api.zapier.com/v2/authentications');
    expect(standIn.zapier.takeViolations()).toMatchObject([{ kind: 'request', source }]);
    expect(standIn.zapier.connections).toEqual([]);
  });

  it('counts the length of a title in code points', async () => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.api(
      '/v2/authentications',
      access_token,
      newConnection({ title: '😀'.repeat(255) }),
    );
    expect(answer.status).toBe(201);
  });

  it.each([
    ['unknown', 'sort=title', 'sort'],
    ['repeated', 'limit=5&limit=6', 'limit'],
    ['too large', 'limit=101', 'limit'],
    ['not a number', 'limit=ten', 'limit'],
    ['not a UUID', `ids=${SLACK},slack`, 'ids'],
  ])('refuses a query parameter that is %s', async (_what, query, parameter) => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.api(`/v2/apps?${query}`, access_token);
    expect(answer.json()).toMatchObject(refusal(400, 'invalid', { parameter }));
    expect(standIn.zapier.takeViolations()).toMatchObject([{ kind: 'request', source: { parameter } }]);
  });

  it.each([
    ['another content type', { 'Content-Type': 'text/plain' }, 415, 'Content-Type'],
    ['an Accept without JSON', { 'Content-Type': 'application/json', Accept: 'text/html' }, 406, 'Accept'],
    ["the browser's cookies", { 'Content-Type': 'application/json', Cookie: 'zapsession=x' }, 400, 'Cookie'],
  ])('refuses a request with %s', async (_what, headers, status, header) => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.send('https://api.zapier.com/v2/authentications', {
      method: 'POST',
      headers: { Authorization: `Bearer ${access_token}`, ...headers },
      body: JSON.stringify(newConnection()),
    });
    expect(answer.status).toBe(status);
    expect(standIn.zapier.takeViolations()).toMatchObject([{ kind: 'request', source: { header } }]);
  });

  it.each([
    ['a grant we never use', { grant_type: 'client_credentials', client_id: 'x' }],
    ['an unknown field', { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'x', scope: 'zap' }],
    ['no verifier', { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI, client_id: 'x' }],
  ])('refuses a token request with %s', async (_what, form) => {
    const answer = await standIn.client.token(form);
    expect([answer.status, answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(standIn.zapier.takeViolations().length).toBeGreaterThan(0);
  });

  it('refuses a token request in JSON, and an authorization without a state', async () => {
    await standIn.client.send('https://zapier.com/oauth/token/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(await standIn.client.codeGrant()),
    });
    expect(standIn.zapier.takeViolations()).toMatchObject([{ source: { header: 'Content-Type' } }]);
    expect((await standIn.client.authorize({ state: '' })).status).toBe(400);
    expect(standIn.zapier.takeViolations()).toMatchObject([{ source: { parameter: 'state' } }]);
  });

  it('reports an answer of its own that the document does not describe', async () => {
    const { access_token } = await standIn.client.tokens();
    standIn.zapier.session.signIn({ ...MARIA, email: 'no address' });
    const { access_token: odd } = await standIn.client.tokens();
    await standIn.client.api('/v1/profiles/me', access_token);
    expect(standIn.zapier.violations).toEqual([]);
    await standIn.client.api('/v1/profiles/me', odd);
    expect(standIn.zapier.takeViolations()).toMatchObject([
      { kind: 'answer', message: expect.stringContaining('/email') },
    ]);
  });

  it('answers 404 for paths that Zapier does not have', async () => {
    for (const path of ['/v2/me', '/v2/categories', `/v2/apps/${SLACK}`])
      expect((await standIn.client.send(`https://api.zapier.com${path}`)).status).toBe(404);
    expect(standIn.zapier.takeViolations()).toHaveLength(3);
  });
});
