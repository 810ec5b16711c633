import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../lib/failure';
import { ACME_CRM, type Answer, answers, DESKWELL, MARIA, NAMELESS } from '../../zapier/zapier';
import { useStage } from './stage';

const stage = useStage();

const POST = 'POST /v2/authentications';
const PROFILE = 'GET /v1/profiles/me';
const APPS = 'GET /v2/apps';
const TOKEN_URL = 'POST /oauth/token/';
const NEW = { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: { api_key: 'k-1' } };

async function setUp() {
  const services = stage.services();
  const { accountId, tokens } = await stage.signIn(services.store);
  const create = () => services.zapier.createAuthentication(accountId, NEW);
  const search = (query: string, signal = new AbortController().signal) =>
    services.zapier.searchApps(accountId, query, signal);
  return { ...services, accountId, tokens, create, search };
}

const failure = (expected: Failure) => ({ ok: false, failure: expected });

describe('creating a connection', () => {
  it('gives its id and its title', async () => {
    const { create } = await setUp();
    expect(await create()).toEqual({
      ok: true,
      value: { id: stage.zapier.connections[0]?.id, title: 'Acme – CRM' },
    });
  });

  it('sends exactly this', async () => {
    const { create, tokens } = await setUp();
    await create();
    const [request] = stage.zapier.requestsTo(POST);
    expect(request?.rawBody).toBe(JSON.stringify({ data: NEW }));
    expect(request?.query).toEqual({});
    const { host, connection, 'content-length': length, ...headers } = request?.headers ?? {};
    expect(headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${tokens.accessToken}`,
      'content-type': 'application/json',
    });
    expect(stage.sent[0]).toMatchObject({ credentials: 'omit', method: 'POST' });
  });

  it('tells what Zapier refused and where, word for word', async () => {
    const { create } = await setUp();
    const pointer = '/data/authentication_fields/api_key';
    stage.zapier.nextAnswers(POST, answers.refused(400, 'Clé <b>fausse</b>', pointer));
    const error = { code: 'invalid', detail: 'Clé <b>fausse</b>', pointer };
    expect(await create()).toEqual(failure({ code: 'refused', status: 400, errors: [error] }));
  });

  it('tells all that Zapier refused', async () => {
    stage.config = { ...stage.config, apps: [DESKWELL] };
    const { zapier, accountId } = await setUp();
    const data = { title: 'Help', app: DESKWELL.app, authentication_fields: { region: 'nowhere' } };
    const result = await zapier.createAuthentication(accountId, data);
    if (result.ok || result.failure.code !== 'refused') throw new Error('It is refused');
    expect(result.failure.errors.length).toBeGreaterThan(1);
    for (const { detail, pointer } of result.failure.errors) {
      expect(detail).not.toBe('');
      expect(pointer).toMatch(/^\/data\/authentication_fields\//);
    }
  });

  it.each<[string, Answer, Failure]>([
    [
      'forbidden',
      answers.forbidden('Only your own app.'),
      {
        code: 'refused',
        status: 403,
        errors: [{ code: 'permission_denied', detail: 'Only your own app.', pointer: null }],
      },
    ],
    ['too many requests', answers.tooManyRequests(30), { code: 'paused', until: Date.UTC(2026, 0, 1, 12, 0, 30) }],
    [
      'unavailable for a while',
      answers.unavailable(),
      {
        code: 'server-error',
        status: 503,
        errors: [{ code: 'error', detail: 'Service temporarily unavailable, try again later.', pointer: null }],
      },
    ],
    [
      'a server error',
      answers.serverError(),
      {
        code: 'server-error',
        status: 500,
        errors: [{ code: 'error', detail: 'A server error occurred.', pointer: null }],
      },
    ],
    [
      "a proxy's page",
      answers.htmlPage(504),
      { code: 'server-error', status: 504, errors: [{ code: '', detail: '', pointer: null }] },
    ],
    [
      'a refusal that is a page',
      answers.htmlPage(403),
      { code: 'refused', status: 403, errors: [{ code: '', detail: '', pointer: null }] },
    ],
    [
      'a refusal without errors',
      answers.status(400, { errors: [] }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: '', pointer: null }] },
    ],
    [
      'a refusal of another shape',
      answers.status(400, { detail: 'No.' }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: '', pointer: null }] },
    ],
    [
      'an error with a title only',
      answers.status(422, { errors: [{ title: 'Bad', detail: null, source: { pointer: null } }] }),
      { code: 'refused', status: 422, errors: [{ code: '', detail: 'Bad', pointer: null }] },
    ],
    ['a good status with a page', { ...answers.htmlPage(201), commit: true }, { code: 'answer-lost' }],
    ['a good status with JSON cut off', { ...answers.truncatedJson(201), commit: true }, { code: 'answer-lost' }],
    ['a good status with an empty list', answers.status(201, { data: [] }), { code: 'answer-lost' }],
    ['a good status without an id', answers.status(201, { data: [{ title: 'A' }] }), { code: 'answer-lost' }],
    ['a good status and nothing', answers.status(201), { code: 'answer-lost' }],
    ['a connection that dies before', answers.dropConnection('before'), { code: 'answer-lost' }],
    ['a connection that dies after', answers.dropConnection('after'), { code: 'answer-lost' }],
    ['a redirect', answers.redirect('https://zapier.com/elsewhere', 307), { code: 'answer-lost' }],
  ])('ends with what is known: %s', async (_what, answer, expected) => {
    const { create } = await setUp();
    stage.zapier.nextAnswers(POST, answer);
    expect(await create()).toEqual(failure(expected));
    expect(stage.sent).toHaveLength(1);
  });

  it('was not sent where the browser is offline', async () => {
    const { create } = await setUp();
    stage.navigator.onLine = false;
    expect(await create()).toEqual(failure({ code: 'not-sent' }));
    expect(stage.sent).toEqual([]);
  });

  it('was not sent in a pause', async () => {
    const { create, search } = await setUp();
    stage.zapier.nextAnswers(APPS, answers.tooManyRequests(30));
    await search('acme');
    expect(await create()).toEqual(failure({ code: 'paused', until: stage.now + 30_000 }));
    expect(stage.zapier.requestsTo(POST)).toEqual([]);
    stage.now += 30_000;
    expect(await create()).toMatchObject({ ok: true });
  });

  it('was not sent where the browser keeps us from Zapier', async () => {
    const { create } = await setUp();
    stage.hasHostAccess = false;
    expect(await create()).toEqual(failure({ code: 'no-host-access' }));
    expect(stage.sent).toEqual([]);
  });

  it('may have happened, whatever becomes of the network and of our access while it is under way', async () => {
    const { create } = await setUp();
    const hold = stage.zapier.hold(POST);
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const running = create();
    await hold.arrived;
    stage.hasHostAccess = false;
    stage.navigator.onLine = false;
    hold.release();
    expect(await running).toEqual(failure({ code: 'answer-lost' }));
    expect(stage.zapier.connections).toHaveLength(1);
  });
});

describe('a refused access token', () => {
  it('is replaced once, and the request sent once more', async () => {
    const { create, store, accountId } = await setUp();
    stage.zapier.expireAccessTokens();
    expect(await create()).toMatchObject({ ok: true });
    expect(stage.sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([POST, TOKEN_URL, POST]);
    const [first, second] = stage.zapier.requestsTo(POST);
    expect(second?.rawBody).toBe(first?.rawBody);
    expect(second?.headers.authorization).toBe(`Bearer ${(await store.tokens(accountId))?.accessToken}`);
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it('ends the sign-in where the new one is refused too', async () => {
    const { create, store, accountId } = await setUp();
    stage.zapier.everyAnswer(POST, answers.unauthorized());
    expect(await create()).toEqual(failure({ code: 'sign-in-ended' }));
    expect(stage.zapier.requestsTo(POST)).toHaveLength(2);
    expect(await store.tokens(accountId)).toBeUndefined();
    expect(await store.account(accountId)).toMatchObject({ signIn: 'ended' });
  });

  it('ends the sign-in where there is no new one', async () => {
    const { create } = await setUp();
    stage.zapier.expireAccessTokens();
    stage.zapier.revokeRefreshTokens();
    expect(await create()).toEqual(failure({ code: 'sign-in-ended' }));
    expect(stage.zapier.requestsTo(POST)).toHaveLength(1);
  });

  it('leaves the request unsent where nobody can be asked for a new one', async () => {
    const { create, store, accountId, tokens } = await setUp();
    stage.zapier.expireAccessTokens();
    stage.zapier.nextAnswers(TOKEN_URL, answers.dropConnection('before'));
    expect(await create()).toEqual(failure({ code: 'not-sent' }));
    expect(await store.tokens(accountId)).toEqual(tokens);
  });

  it('is replaced once for all requests that were refused at once', async () => {
    const { search } = await setUp();
    stage.zapier.expireAccessTokens();
    const results = await Promise.all(['google', 'slack', 'inbox'].map((query) => search(query)));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(stage.zapier.requestsTo(TOKEN_URL).filter(({ rawBody }) => rawBody.includes('refresh'))).toHaveLength(1);
  });

  it('that nobody has sends nothing', async () => {
    const { create, store, accountId } = await setUp();
    await store.end(accountId, (await store.tokens(accountId))?.accessToken ?? null);
    expect(await create()).toEqual(failure({ code: 'sign-in-ended' }));
    expect(stage.sent).toEqual([]);
  });
});

describe('the profile', () => {
  it('tells whose token it is', async () => {
    const { zapier, tokens } = await setUp();
    expect(await zapier.profile(tokens.accessToken)).toEqual({
      ok: true,
      value: { id: String(MARIA.id), email: MARIA.email, fullName: 'Maria Chen' },
    });
  });

  it.each([
    ['in a list', [MARIA], { id: '7345301', email: MARIA.email, fullName: 'Maria Chen' }],
    ['with an id that is text', { id: 'u-1', email: 'a@b.example' }, { id: 'u-1', email: 'a@b.example', fullName: '' }],
    ['without a name', NAMELESS, { id: '9004416', email: NAMELESS.email, fullName: '' }],
  ])('is read %s', async (_what, body, value) => {
    const { zapier, tokens } = await setUp();
    stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
    expect(await zapier.profile(tokens.accessToken)).toEqual({ ok: true, value });
  });

  it.each([[{}], [[]], [{ id: 1 }], [{ id: null, email: 'a@b.example' }], ['text']])(
    'is not read from %j',
    async (body) => {
      const { zapier, tokens } = await setUp();
      stage.zapier.nextAnswers(PROFILE, answers.status(200, body));
      expect(await zapier.profile(tokens.accessToken)).toEqual(failure({ code: 'answer-lost' }));
    },
  );

  it('is refused once, without a new token: no account owns it yet', async () => {
    const { zapier } = await setUp();
    expect(await zapier.profile('nobody')).toMatchObject({ ok: false, failure: { code: 'refused', status: 401 } });
    expect(stage.sent).toHaveLength(1);
  });
});

describe('the search for apps', () => {
  const APP = { id: 'a-1', title: 'Acme', description: 'CRM' };
  const ICON = 'https://zapier-images.imgix.net/storage/a_32.png';

  async function read(body: unknown) {
    const { search } = await setUp();
    stage.zapier.nextAnswers(APPS, answers.status(200, body));
    const result = await search('acme');
    return result.ok ? result.value : result.failure;
  }

  it('asks for what is typed, and for as many as are shown', async () => {
    const { search } = await setUp();
    const result = await search('Ünïcode & <b>');
    expect(result).toMatchObject({ ok: true, value: [{ title: 'Ünïcode & <b>Söhne</b>' }] });
    expect(stage.zapier.requestsTo(APPS)[0]?.query).toEqual({ query: 'Ünïcode & <b>', limit: '20' });
  });

  it('gives the most popular first, with icon and description', async () => {
    const { search } = await setUp();
    const result = await search('google');
    if (!result.ok) throw new Error(result.failure.code);
    expect(result.value.map(({ title }) => title)).toEqual(['Google Sheets', 'Google Calendar', 'Google Ads']);
    for (const app of result.value)
      expect(app).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        title: expect.any(String),
        description: expect.stringMatching(/./),
        iconUrl: expect.stringMatching(/^https:\/\/(zapier-images\.imgix\.net|cdn\.zapier\.com)\//),
      });
  });

  it('reads an answer in a list', async () => {
    expect(await read([{ data: [APP] }])).toEqual([{ ...APP, iconUrl: null }]);
  });

  it('leaves out an app that cannot be read, and shows the others', async () => {
    expect(await read({ data: [{ id: 5 }, APP, null, 'x', { ...APP, title: undefined }] })).toEqual([
      { ...APP, iconUrl: null },
    ]);
  });

  it.each([
    ['its 32-pixel icon', { images: { url_32x32: ICON }, image: `${ICON}?big` }, ICON],
    ['its one image otherwise', { image: ICON }, ICON],
    ["an image of Zapier's other host", { image: 'https://cdn.zapier.com/a.png' }, 'https://cdn.zapier.com/a.png'],
    ['none from elsewhere', { image: 'https://evil.example/a.png' }, null],
    ['none from a host that looks alike', { image: 'https://zapier-images.imgix.net.evil.example/a.png' }, null],
    ['none without https', { image: 'http://cdn.zapier.com/a.png' }, null],
    ['none that is a script', { image: 'javascript:alert(1)' }, null],
    ['none that is data', { image: 'data:image/svg+xml,<svg/>' }, null],
    ['none that is no address', { image: '/a.png' }, null],
    ['none where there is none', { image: null, images: null, description: null }, null],
  ])('shows an app with %s', async (_what, changes, iconUrl) => {
    expect(await read({ data: [{ ...APP, ...changes }] })).toMatchObject([{ id: 'a-1', iconUrl }]);
  });

  it.each([[{}], [{ data: {} }], [[]], ['text']])('takes %j for no answer', async (body) => {
    expect(await read(body)).toEqual({ code: 'answer-lost' });
  });

  it.each<[string, () => void, Failure]>([
    ['access is withdrawn', () => (stage.hasHostAccess = false), { code: 'no-host-access' }],
    ['the network goes', () => (stage.navigator.onLine = false), { code: 'not-sent' }],
    ['nothing is known of why', () => undefined, { code: 'answer-lost' }],
  ])('ends with the reason where no answer comes: %s', async (_why, happens, expected) => {
    const { search } = await setUp();
    const hold = stage.zapier.hold(APPS);
    stage.zapier.everyAnswer(APPS, answers.dropConnection('before'));
    const running = search('google');
    await hold.arrived;
    happens();
    hold.release();
    expect(await running).toEqual(failure(expected));
  });

  it('can be cancelled', async () => {
    const { search } = await setUp();
    const hold = stage.zapier.hold(APPS);
    const controller = new AbortController();
    const running = search('google', controller.signal);
    const request = await hold.arrived;
    controller.abort();
    expect(await running).toMatchObject({ ok: false });
    hold.release();
    expect(request.query.query).toBe('google');
  });
});
