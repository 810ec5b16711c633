import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { PER_ADDRESS, PER_CLIENT, RateLimiter } from '../zapier/rate-limit';
import {
  ACME_CRM,
  answers,
  BEN,
  CLIENT_SECRET,
  CONFIDENTIAL_CLIENT_ID,
  DESKWELL,
  MARIA,
  SHIPDAY,
  startZapier,
  type ZapierStandIn,
} from '../zapier/zapier';
import {
  BROKER_URL,
  type ClientAnswer,
  newVerifier,
  REDIRECT_URI,
  SCOPES,
  StandInClient,
  tokensOf,
} from './stand-in-client';

const SLACK = 'ca83afc5-ee9a-470d-b577-e7f8fd555b67';
const AUTHENTICATIONS = 'POST /v2/authentications';

let now = 0;
let zapier: ZapierStandIn;
let client: StandInClient;

beforeAll(async () => {
  zapier = await startZapier({
    redirectUris: [REDIRECT_URI],
    now: () => now,
    rateLimit: false,
    signedIn: MARIA,
    consent: 'allow',
  });
  client = new StandInClient(zapier);
});
beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
});
afterEach(() => {
  try {
    zapier.assertClean();
  } finally {
    zapier.reset();
  }
});
afterAll(() => zapier.close());

function newConnection(changes: Record<string, unknown> = {}, fields: Record<string, unknown> = { api_key: 'k-1' }) {
  return { data: { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: fields, ...changes } };
}

function refusal(status: number, code: string, source: unknown, by = 'ZAPIER') {
  return { errors: [expect.objectContaining({ status, code, source, meta: expect.objectContaining({ source: by }) })] };
}

describe('authorization', () => {
  it('shows a login page, then a consent page, and redirects with code and state', async () => {
    zapier.session.signIn(null);
    zapier.session.consent = 'ask';
    const login = await client.authorize();
    expect(login.text).toContain('aria-label="Sign in as Ben Ortiz"');
    const next = /name="next" value="([^"]+)"/.exec(login.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const loggedIn = await client.send('https://zapier.com/app/login', {
      method: 'POST',
      headers: form,
      body: new URLSearchParams({ person: String(BEN.id), next }).toString(),
    });
    expect(loggedIn.status).toBe(303);
    const consent = await client.send(`https://zapier.com${loggedIn.headers.location}`);
    expect(consent.text).toContain('ben@globex.example');
    const decided = await client.send(`https://zapier.com${next}`, {
      method: 'POST',
      headers: form,
      body: 'decision=allow',
    });
    const redirect = new URL(decided.headers.location ?? '');
    expect(redirect.origin + redirect.pathname).toBe(REDIRECT_URI);
    expect([...redirect.searchParams.keys()]).toEqual(['code', 'state']);
    expect(redirect.searchParams.get('state')).toBe('state-of-at-least-128-bits');
  });

  it('can be asked twice, as Firefox does, and then still be allowed', async () => {
    zapier.session.consent = 'ask';
    const pkce = newVerifier();
    const first = await client.authorize({}, pkce);
    const second = await client.authorize({}, pkce);
    expect(second.text).toBe(first.text);
    expect(second.text).toContain('>Allow</button>');
  });

  it.each([
    ['deny', {}, 'access_denied'],
    ['allow', { scope: 'profile everything' }, 'invalid_scope'],
  ] as const)('comes back with an error: consent %s, %o', async (consent, changes, error) => {
    zapier.session.consent = consent;
    const redirect = new URL((await client.authorize(changes)).headers.location ?? '');
    expect(redirect.searchParams.get('error')).toBe(error);
    expect(redirect.searchParams.get('state')).toBe('state-of-at-least-128-bits');
  });

  it('never redirects to an address that is not registered, nor for an unknown client', async () => {
    for (const changes of [{ redirect_uri: `${REDIRECT_URI}elsewhere` }, { client_id: 'somebody' }]) {
      const answer = await client.authorize(changes);
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
    }
  });

  it('lets a loopback address have any port', async () => {
    zapier.registerRedirectUri('http://127.0.0.1/mozoauth2/abc');
    const answer = await client.authorize({ redirect_uri: 'http://127.0.0.1:4711/mozoauth2/abc' });
    expect(answer.headers.location).toMatch(/^http:\/\/127\.0\.0\.1:4711\/mozoauth2\/abc\?code=/);
  });

  it('brings back another state, or an error, when told to', async () => {
    zapier.nextAuthorization({ state: 'not-yours' });
    expect((await client.authorize()).headers.location).toContain('state=not-yours');
    zapier.nextAuthorization({ error: 'server_error', errorDescription: 'Down for a minute' });
    const redirect = new URL((await client.authorize()).headers.location ?? '');
    expect(redirect.searchParams.get('error_description')).toBe('Down for a minute');
    expect((await client.authorize()).headers.location).toContain('code=');
  });

  it('refuses a public client whose challenge got lost', async () => {
    zapier.loseChallenge(true);
    expect((await client.authorize()).headers.location).toContain('error=invalid_request');
  });

  it('ends the session at the log-out page', async () => {
    expect((await client.send('https://zapier.com/app/logout')).text).toContain('Log out of Zapier');
    expect(zapier.session.person).toBeNull();
  });
});

describe('tokens', () => {
  it('gives tokens for a code and its verifier, once', async () => {
    const grant = await client.codeGrant();
    const answer = await client.token(grant);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 36_000, scope: SCOPES });
    const again = await client.token(grant);
    expect([again.status, again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it.each([
    ['a wrong verifier', { code_verifier: newVerifier().verifier }],
    ['another redirect URI', { redirect_uri: `${REDIRECT_URI}other` }],
    ['another client', { client_id: CONFIDENTIAL_CLIENT_ID, client_secret: CLIENT_SECRET }],
  ])('refuses a code with %s', async (_what, changes) => {
    const answer = await client.token({ ...(await client.codeGrant()), ...changes });
    expect([answer.status, answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('refuses a code after two minutes', async () => {
    const [early, late] = [await client.codeGrant(), await client.codeGrant()];
    now += 119_999;
    expect((await client.token(early)).status).toBe(200);
    now += 1;
    expect((await client.token(late)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('rotates refresh tokens without grace', async () => {
    const first = await client.tokens();
    const refresh = (refresh_token: string) =>
      client.token({ grant_type: 'refresh_token', refresh_token, client_id: 'stand-in-public-client' });
    const second = tokensOf(await refresh(first.refresh_token));
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await refresh(first.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
    zapier.omitRefreshToken(true);
    expect((await refresh(second.refresh_token)).json()).not.toHaveProperty('refresh_token');
    zapier.revokeRefreshTokens();
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it('wants the secret of the confidential client, which only the broker may leave to Zapier', async () => {
    const bare = await client.token(await client.codeGrant(CONFIDENTIAL_CLIENT_ID));
    expect([bare.status, bare.json()]).toMatchObject([401, { error: 'invalid_client' }]);
    const withSecret = { ...(await client.codeGrant(CONFIDENTIAL_CLIENT_ID)), client_secret: CLIENT_SECRET };
    expect((await client.token(withSecret)).status).toBe(200);
    zapier.enableBroker();
    expect((await client.token(await client.codeGrant(CONFIDENTIAL_CLIENT_ID), BROKER_URL)).status).toBe(200);
    await client.token({ ...(await client.codeGrant(CONFIDENTIAL_CLIENT_ID)), client_secret: 'x' }, BROKER_URL);
    expect(zapier.takeViolations()).toMatchObject([{ source: { pointer: '/client_secret' } }]);
  });

  it('answers CORS at the broker, which is a stranger until it is enabled', async () => {
    const preflight = {
      method: 'OPTIONS',
      headers: { Origin: 'chrome-extension://abc', 'Access-Control-Request-Method': 'POST' },
    };
    expect((await client.send(BROKER_URL, preflight)).status).toBe(404);
    expect(() => zapier.assertClean()).toThrow('stranger OPTIONS broker.acme.example/token');
    zapier.reset();
    zapier.enableBroker();
    const answer = await client.send(BROKER_URL, preflight);
    expect(answer.headers['access-control-allow-origin']).toBe('chrome-extension://abc');
  });

  it('sends the address without its slash on, and knows no revocation', async () => {
    const moved = await client.send('https://zapier.com/oauth/token', { method: 'POST' });
    expect([moved.status, moved.headers.location]).toEqual([308, 'https://zapier.com/oauth/token/']);
    expect((await client.send('https://zapier.com/oauth/revoke', { method: 'POST' })).status).toBe(404);
    expect(zapier.takeViolations()).toMatchObject([{ message: expect.stringContaining('is not in') }]);
  });
});

describe('access', () => {
  it('refuses no token, a wrong one and an old one', async () => {
    const { access_token } = await client.tokens();
    expect((await client.send('https://api.zapier.com/v1/profiles/me')).json()).toMatchObject(
      refusal(401, 'not_authenticated', null),
    );
    expect((await client.api('/v1/profiles/me', 'nobody')).status).toBe(401);
    expect((await client.api('/v1/profiles/me', access_token)).json()).toEqual(MARIA);
    now += 36_000_000;
    expect((await client.api('/v1/profiles/me', access_token)).json()).toMatchObject(
      refusal(401, 'authentication_failed', null),
    );
  });

  it('refuses a token without the scope, and takes the old names of the scopes', async () => {
    const verifier = newVerifier();
    const answer = await client.authorize({ scope: 'zap authentication' }, verifier);
    const { access_token } = tokensOf(
      await client.token({
        grant_type: 'authorization_code',
        code: new URL(answer.headers.location ?? '').searchParams.get('code') ?? '',
        redirect_uri: REDIRECT_URI,
        client_id: 'stand-in-public-client',
        code_verifier: verifier.verifier,
      }),
    );
    expect((await client.api('/v1/profiles/me', access_token)).status).toBe(403);
    expect((await client.api(`/v2/authentications?app=${SLACK}`, access_token)).status).toBe(200);
    expect((await client.api('/v2/authentications', access_token, newConnection())).status).toBe(403);
  });

  it('falls silent for a minute after 60 requests in one', async () => {
    const { access_token } = await client.tokens();
    zapier.rateLimit(true);
    const statuses = new Set<number>();
    for (let sent = 0; sent < PER_ADDRESS; sent++)
      statuses.add((await client.api('/v1/profiles/me', access_token)).status);
    expect([...statuses]).toEqual([200]);
    const refused = await client.api('/v1/profiles/me', access_token);
    expect(refused.json()).toMatchObject(refusal(429, 'throttled', null));
    expect(refused.headers['retry-after']).toBe('60');
    now += 59_999;
    expect((await client.api('/v1/profiles/me', access_token)).headers['retry-after']).toBe('1');
    now += 1;
    expect((await client.api('/v1/profiles/me', access_token)).status).toBe(200);
  });

  it('counts a client over all addresses', () => {
    const limiter = new RateLimiter();
    const from = (address: number) => [
      { key: `address ${address}`, limit: PER_ADDRESS },
      { key: 'client', limit: PER_CLIENT },
    ];
    for (let sent = 0; sent < PER_CLIENT; sent++) expect(limiter.refusal(from(sent % 3), now)).toBeNull();
    expect(limiter.refusal(from(4), now)).toMatchObject({ quota: { key: 'client' } });
  });
});

describe('apps', () => {
  interface Page {
    data: { id: string; title: string; links: { connect_new_authentication: string | null } }[];
    meta: unknown;
    links: { next: string | null; prev: string | null };
  }
  async function list(query: string): Promise<Page> {
    const { access_token } = await client.tokens();
    return (await client.api(`/v2/apps?${query}`, access_token)).json() as Page;
  }

  it('are as many as Zapier has when wanted, the same on every run, until the next reset', async () => {
    const ids = async (offset: number) => (await list(`limit=100&offset=${offset}`)).data.map(({ id }) => id);
    zapier.fillDirectory(9000);
    expect(await list('limit=100&offset=8900')).toMatchObject({
      data: { length: 100 },
      meta: { count: 9000 },
      links: { next: null },
    });
    const page = await ids(5000);
    zapier.fillDirectory(9000);
    expect(await ids(5000)).toEqual(page);
    zapier.reset();
    expect(await ids(5000)).toEqual([]);
  });

  it('pages through all of them, ten at a time, each once', async () => {
    const { access_token } = await client.tokens();
    const ids: string[] = [];
    let next: string | null = 'https://api.zapier.com/v2/apps?limit=100';
    while (next !== null) {
      const { pathname, search } = new URL(next);
      const page = (await client.api(pathname + search, access_token)).json() as Page;
      ids.push(...page.data.map(({ id }) => id));
      next = page.links.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(200);
    expect(new Set(ids).size).toBe(ids.length);
    const second = await list('offset=10');
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(10, 20));
    expect(second.links.prev).toBe('https://api.zapier.com/v2/apps?offset=0&limit=10');
    expect(await list('offset=100000')).toMatchObject({ data: [], links: { next: null } });
  });

  it('searches titles, most popular first', async () => {
    const titles = async (query: string) => (await list(query)).data.map(({ title }) => title);
    expect(await titles('query=google')).toEqual(['Google Sheets', 'Google Calendar', 'Google Ads']);
    expect(await titles('query=%C3%9Cn%C3%AFcode')).toEqual(['Ünïcode & <b>Söhne</b>']);
    expect(await titles('query=Inbox+Garden')).toEqual(['Inbox Garden', 'Inbox Garden']);
    expect((await list('query=Weather+Oracle')).data).toMatchObject([{ links: { connect_new_authentication: null } }]);
    expect(await titles(`ids=${SLACK},${ACME_CRM.app}`)).toEqual(['Slack']);
    zapier.listOwnApps(true);
    expect(await titles(`ids=${SLACK},${ACME_CRM.app}`)).toEqual(['Acme CRM', 'Slack']);
    expect(await titles('category=google')).toEqual(['Google Sheets', 'Gmail']);
  });

  it('refuses ids together with a category', async () => {
    const { access_token } = await client.tokens();
    const answer = await client.api(`/v2/apps?ids=${SLACK}&category=google`, access_token);
    expect(answer.json()).toMatchObject(refusal(400, 'invalid', { parameter: 'ids' }));
    expect(zapier.takeViolations()).toHaveLength(1);
  });
});

describe('connections', () => {
  it('creates one for an app of our own, and lists it for its owner only', async () => {
    const { access_token } = await client.tokens();
    const created = await client.api('/v2/authentications', access_token, newConnection());
    expect([created.status, created.json()]).toMatchObject([
      201,
      { data: [{ type: 'authentication', app: ACME_CRM.app, is_expired: false, title: 'Acme – CRM' }] },
    ]);
    expect(zapier.connections).toMatchObject([{ fields: { api_key: 'k-1' }, owner: MARIA }]);
    zapier.addConnection({ app: ACME_CRM.app, title: 'Somebody else’s', owner: BEN });
    const listed = (await client.api(`/v2/authentications?app=${ACME_CRM.app}`, access_token)).json();
    expect(listed).toMatchObject({ data: [{ title: 'Acme – CRM' }], meta: { count: 1 } });
    zapier.expandApps(true);
    expect((await client.api(`/v2/authentications?app=${ACME_CRM.app}`, access_token)).json()).toMatchObject({
      data: [{ app: { title: 'Acme CRM' } }],
    });
  });

  it('lists them in pages, as many on one as it likes', async () => {
    const { access_token } = await client.tokens();
    for (const title of ['A', 'B', 'C']) zapier.addConnection({ app: ACME_CRM.app, title, owner: MARIA });
    zapier.pageLimit(2);
    const first = (await client.api(`/v2/authentications?app=${ACME_CRM.app}&limit=100`, access_token)).json();
    const next = `https://api.zapier.com/v2/authentications?app=${ACME_CRM.app}&limit=2&offset=2`;
    expect(first).toMatchObject({
      data: [{ title: 'A' }, { title: 'B' }],
      meta: { count: 3, limit: 2, offset: 0 },
      links: { next, prev: null },
    });
    const second = (await client.api(next.slice('https://api.zapier.com'.length), access_token)).json();
    expect(second).toMatchObject({
      data: [{ title: 'C' }],
      meta: { count: 3, limit: 2, offset: 2 },
      links: { next: null, prev: expect.stringContaining('offset=0') },
    });
  });

  it('deletes its owner’s, and gives a new one another id', async () => {
    const { access_token } = await client.tokens();
    const [own, other] = [MARIA, BEN].map((owner) => zapier.addConnection({ app: ACME_CRM.app, title: 'A', owner }));
    expect((await client.delete(`/v2/authentications/${own?.id}`, access_token)).status).toBe(204);
    expect((await client.delete(`/v2/authentications/${own?.id}`, access_token)).status).toBe(404);
    expect((await client.delete(`/v2/authentications/${other?.id}`, access_token)).status).toBe(404);
    expect(zapier.connections).toEqual([other]);
    expect(zapier.addConnection({ app: ACME_CRM.app, title: 'B', owner: MARIA }).id).not.toBe(other?.id);
    expect(zapier.requestsTo('DELETE /v2/authentications/{authentication_id}')).toHaveLength(3);
  });

  it.each([403, 404, 405] as const)('deletes nothing where deletion answers %i', async (status) => {
    const { access_token } = await client.tokens();
    const { id } = zapier.addConnection({ app: ACME_CRM.app, title: 'A', owner: MARIA });
    zapier.deletion(status);
    expect((await client.delete(`/v2/authentications/${id}`, access_token)).status).toBe(status);
    expect(zapier.connections).toHaveLength(1);
  });

  it('makes two of the same request', async () => {
    const { access_token } = await client.tokens();
    for (const _ of [1, 2]) await client.api('/v2/authentications', access_token, newConnection());
    expect(new Set(zapier.connections.map(({ id }) => id)).size).toBe(2);
  });

  it('refuses other apps, unless told not to, and unknown ones', async () => {
    const { access_token } = await client.tokens();
    const post = (app: string) => client.api('/v2/authentications', access_token, newConnection({ app }));
    expect((await post(SLACK)).json()).toMatchObject(refusal(403, 'permission_denied', null));
    zapier.allowAllApps(true);
    expect((await post(SLACK)).status).toBe(201);
    expect((await post('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it.each([
    ['a required field that is missing', SHIPDAY.app, { username: 'maria' }, 'password', 'required', 'ZAPIER'],
    ['a required field that is blank', ACME_CRM.app, { api_key: '' }, 'api_key', 'invalid', 'ZAPIER'],
    [
      'a choice that does not exist',
      DESKWELL.app,
      { subdomain: 'acme', api_key: 'k', region: 'moon' },
      'region',
      'invalid',
      'ZAPIER',
    ],
    ['a key that the app refuses', ACME_CRM.app, { api_key: 'wrong' }, 'api_key', 'invalid', 'THIRD_PARTY'],
  ])('points at %s', async (_what, app, fields, key, code, by) => {
    const { access_token } = await client.tokens();
    const answer = await client.api('/v2/authentications', access_token, newConnection({ app }, fields));
    expect(answer.json()).toMatchObject(refusal(400, code, { pointer: `/data/authentication_fields/${key}` }, by));
    expect(zapier.connections).toEqual([]);
  });
});

describe('the document', () => {
  it.each([
    ['an app that is no UUID', newConnection({ app: 'slack' }), { pointer: '/data/app' }],
    ['a key too many', newConnection({ note: 'x' }), { pointer: '/data/note' }],
    ['no title', newConnection({ title: '' }), { pointer: '/data/title' }],
    ['a title of 256 characters', newConnection({ title: '😀'.repeat(256) }), { pointer: '/data/title' }],
    [
      'a credential that is nothing',
      newConnection({}, { 'a/b': null }),
      { pointer: '/data/authentication_fields/a~1b' },
    ],
    ['broken JSON', '{"data":', null],
  ])('does not allow a body with %s', async (_what, body, source) => {
    const { access_token } = await client.tokens();
    const answer = await client.api('/v2/authentications', access_token, body);
    expect(answer.json()).toMatchObject(refusal(400, body === '{"data":' ? 'parse_error' : 'invalid', source));
    expect(() => zapier.assertClean()).toThrow('POST api.zapier.com/v2/authentications');
    expect(zapier.takeViolations()).toMatchObject([{ kind: 'request', source }]);
    expect(zapier.connections).toEqual([]);
  });

  it('counts a title in code points', async () => {
    const { access_token } = await client.tokens();
    const answer = await client.api('/v2/authentications', access_token, newConnection({ title: '😀'.repeat(255) }));
    expect(answer.status).toBe(201);
  });

  it.each([
    ['unknown', 'sort=title', 'sort'],
    ['repeated', 'limit=5&limit=6', 'limit'],
    ['too large', 'limit=101', 'limit'],
    ['no number', 'limit=ten', 'limit'],
    ['no UUID', `ids=${SLACK},slack`, 'ids'],
  ])('does not allow a query parameter that is %s', async (_what, query, parameter) => {
    const { access_token } = await client.tokens();
    const answer = await client.api(`/v2/apps?${query}`, access_token);
    expect(answer.json()).toMatchObject(refusal(400, 'invalid', { parameter }));
    expect(zapier.takeViolations()).toMatchObject([{ kind: 'request', source: { parameter } }]);
  });

  it.each([
    ['another content type', { 'Content-Type': 'text/plain' }, 415, 'Content-Type'],
    ['an Accept without JSON', { 'Content-Type': 'application/json', Accept: 'text/html' }, 406, 'Accept'],
    ['the browser’s cookies', { 'Content-Type': 'application/json', Cookie: 'zapsession=x' }, 400, 'Cookie'],
  ])('does not allow %s', async (_what, headers, status, header) => {
    const { access_token } = await client.tokens();
    const answer = await client.send('https://api.zapier.com/v2/authentications', {
      method: 'POST',
      headers: { Authorization: `Bearer ${access_token}`, ...headers },
      body: JSON.stringify(newConnection()),
    });
    expect(answer.status).toBe(status);
    expect(zapier.takeViolations()).toMatchObject([{ kind: 'request', source: { header } }]);
  });

  it.each([
    ['a grant we never use', { grant_type: 'client_credentials', client_id: 'x' }],
    ['a field too many', { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'x', scope: 'zap' }],
    ['no verifier', { grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT_URI, client_id: 'x' }],
  ])('does not allow a token request with %s', async (_what, form) => {
    const answer = await client.token(form);
    expect([answer.status, answer.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    expect(zapier.takeViolations().length).toBeGreaterThan(0);
  });

  it('does not allow a token request in JSON, nor an authorization without state', async () => {
    await client.send('https://zapier.com/oauth/token/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(await client.codeGrant()),
    });
    expect(zapier.takeViolations()).toMatchObject([{ source: { header: 'Content-Type' } }]);
    expect((await client.authorize({ state: '' })).status).toBe(400);
    expect(zapier.takeViolations()).toMatchObject([{ source: { parameter: 'state' } }]);
  });

  it('does not allow an answer of our own that it does not describe', async () => {
    const { access_token } = await client.tokens();
    zapier.session.signIn({ ...MARIA, email: 'no address' });
    const { access_token: odd } = await client.tokens();
    await client.api('/v1/profiles/me', access_token);
    expect(zapier.violations).toEqual([]);
    await client.api('/v1/profiles/me', odd);
    expect(zapier.takeViolations()).toMatchObject([{ kind: 'answer', message: expect.stringContaining('/email') }]);
  });

  it('does not know paths that Zapier does not have', async () => {
    for (const path of ['/v2/me', '/v2/categories', `/v2/apps/${SLACK}`])
      expect((await client.send(`https://api.zapier.com${path}`)).status).toBe(404);
    expect(zapier.takeViolations()).toHaveLength(3);
  });
});

describe('faults', () => {
  it('gives scripted answers in order, then its own', async () => {
    const { access_token } = await client.tokens();
    zapier.nextAnswers('GET /v1/profiles/me', answers.serverError(), answers.tooManyRequests(7), answers.htmlPage());
    const seen: ClientAnswer[] = [];
    for (const _ of [1, 2, 3, 4]) seen.push(await client.api('/v1/profiles/me', access_token));
    expect(seen.map(({ status }) => status)).toEqual([500, 429, 504, 200]);
    expect(seen[0]?.json()).toMatchObject(refusal(500, 'error', null));
    expect(seen[1]?.headers['retry-after']).toBe('7');
    expect(seen[2]?.headers['content-type']).toContain('text/html');
  });

  it('drops a connection before or after the request took effect', async () => {
    const { access_token } = await client.tokens();
    const post = () => client.api('/v2/authentications', access_token, newConnection());
    zapier.nextAnswers(AUTHENTICATIONS, answers.dropConnection('before'), answers.dropConnection('after'));
    await expect(post()).rejects.toThrow();
    expect(zapier.connections).toHaveLength(0);
    await expect(post()).rejects.toThrow();
    expect(zapier.connections).toHaveLength(1);
    expect(zapier.requestsTo(AUTHENTICATIONS).map(({ status }) => status)).toEqual([null, null]);
  });

  it('lets a request take effect behind an error', async () => {
    const { access_token } = await client.tokens();
    zapier.nextAnswers(AUTHENTICATIONS, { ...answers.htmlPage(), commit: true });
    expect((await client.api('/v2/authentications', access_token, newConnection())).status).toBe(504);
    expect(zapier.connections).toHaveLength(1);
  });

  it('holds a request until it is let go', async () => {
    const { access_token } = await client.tokens();
    const hold = zapier.hold(AUTHENTICATIONS);
    const answer = client.api('/v2/authentications', access_token, newConnection());
    const record = await hold.arrived;
    expect([record.status, zapier.connections.length]).toEqual([null, 0]);
    const other = await client.api('/v1/profiles/me', access_token);
    hold.release();
    expect([(await answer).status, other.status]).toEqual([201, 200]);
    const [profile] = zapier.requestsTo('GET /v1/profiles/me');
    expect(profile?.answeredAt).toBeLessThan(record.answeredAt ?? 0);
  });

  it('sees that the other side hung up', async () => {
    const hold = zapier.hold('GET /v1/profiles/me');
    const abort = new AbortController();
    const answer = client.send('https://api.zapier.com/v1/profiles/me', { signal: abort.signal });
    const record = await hold.arrived;
    const refused = expect(answer).rejects.toThrow('aborted');
    abort.abort();
    await refused;
    await vi.waitUntil(() => record.aborted);
    hold.release();
  });

  it('drops what is held when it is reset', async () => {
    const { access_token } = await client.tokens();
    const hold = zapier.hold(AUTHENTICATIONS);
    const answer = client.api('/v2/authentications', access_token, newConnection());
    await hold.arrived;
    const dropped = expect(answer).rejects.toThrow();
    zapier.reset();
    await dropped;
    expect(zapier.connections).toEqual([]);
  });

  it('gives every request the same answer until told to stop', async () => {
    const { access_token } = await client.tokens();
    zapier.everyAnswer('GET /v2/apps', answers.unavailable());
    for (const _ of [1, 2]) expect((await client.api('/v2/apps', access_token)).status).toBe(503);
    zapier.everyAnswer('GET /v2/apps', null);
    expect((await client.api('/v2/apps', access_token)).status).toBe(200);
  });

  it('asks for a new connection each time when they are not kept', async () => {
    zapier.keepAlive(false);
    expect((await client.send('https://zapier.com/app/logout')).headers.connection).toBe('close');
  });
});

describe('Zapier’s own page for an app', () => {
  const LINK = 'https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1';
  const END = 'https://api.zapier.com/v2/authentications/redirect';
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const decide = (decision: string, link = `${LINK}?redirect=${encodeURIComponent(END)}`) =>
    client.send(link, { method: 'POST', headers: form, body: `decision=${decision}` });

  it('cuts off whoever opened it, and wants somebody to be logged in', async () => {
    const page = await client.send(LINK);
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(page.text).toContain('maria@acme.example');
    zapier.session.signIn(null);
    expect((await client.send(LINK)).text).toContain('Whose Zapier account is it?');
  });

  it('connects for whoever is logged in there, counts names, and ends at the redirect of the API’s link', async () => {
    expect((await decide('connect')).headers.location).toBe(END);
    zapier.session.signIn(BEN);
    await decide('connect');
    await decide('connect');
    expect(zapier.connections.map(({ title, owner }) => [title, owner.email])).toEqual([
      ['HubSpot', MARIA.email],
      ['HubSpot', BEN.email],
      ['HubSpot #2', BEN.email],
    ]);
    expect((await client.send(END)).status).toBe(200);
  });

  it('makes nothing on Cancel, and leads nowhere else', async () => {
    expect((await decide('cancel')).headers.location).toBeUndefined();
    expect(zapier.connections).toEqual([]);
    expect((await decide('connect', `${LINK}?redirect=https://evil.example/`)).headers.location).toBeUndefined();
    zapier.redirectAfterConnect(false);
    expect((await decide('connect')).headers.location).toBeUndefined();
  });

  it('lets an expired connection of the visitor’s own be reconnected in the list', async () => {
    const list = 'https://zapier.com/app/assets/connections';
    const expired = { app: SLACK, title: 'Old', isExpired: true };
    const [mine, bens] = [MARIA, BEN].map((owner) => zapier.addConnection({ ...expired, owner }));
    expect((await client.send(list)).text).toContain('Reconnect Old');
    for (const one of [mine, bens])
      await client.send(list, { method: 'POST', headers: form, body: `connection=${one?.id}` });
    expect(zapier.connections.map(({ isExpired }) => isExpired)).toEqual([false, true]);
  });
});

describe('hosts', () => {
  it('reports strangers and lets the browser’s own calls pass', async () => {
    expect((await client.send('https://firefox.settings.services.mozilla.com/v1/')).status).toBe(404);
    expect(zapier.strangers).toEqual([]);
    await client.send('https://tracker.example/pixel');
    expect(() => zapier.assertClean()).toThrow('stranger GET tracker.example/pixel');
    zapier.reset();
  });

  it('draws icons, for apps that have one', async () => {
    const { access_token } = await client.tokens();
    const apps = (await client.api('/v2/apps?query=Picture', access_token)).json() as { data: { image: string }[] };
    expect((await client.send(apps.data[0]?.image ?? '')).status).toBe(404);
    const slack = (await client.api(`/v2/apps?ids=${SLACK}`, access_token)).json() as { data: { image: string }[] };
    expect((await client.send(slack.data[0]?.image ?? '')).text).toContain('fill="#510f4d"');
  });
});
