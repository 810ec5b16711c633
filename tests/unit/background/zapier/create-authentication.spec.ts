import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../lib/shared/failure';
import { type Answer, answers, DESKWELL } from '../../../zapier/zapier';
import { APPS, failure, NEW, POST, useRequests } from '../../support/requests';

const { stage, setUp } = useRequests();

describe('creating a connection', () => {
  it('returns the id and title of the new connection', async () => {
    const { create } = await setUp();
    expect(await create()).toEqual({
      ok: true,
      value: { id: stage.zapier.connections[0]?.id, title: 'Acme – CRM' },
    });
  });

  it('sends only the documented body and headers, and no cookies', async () => {
    const { create, tokens } = await setUp();
    await create();
    const [request] = stage.zapier.requestsTo(POST);
    expect(request?.rawBody).toBe(JSON.stringify({ data: NEW }));
    expect(request?.query).toEqual({});
    const { host, connection, origin, 'content-length': length, ...headers } = request?.headers ?? {};
    expect(headers).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${tokens.accessToken}`,
      'content-type': 'application/json',
    });
    expect(stage.sent[0]).toMatchObject({ credentials: 'omit', method: 'POST' });
  });

  it('reports what Zapier refused, and where, word for word', async () => {
    const { create } = await setUp();
    const pointer = '/data/authentication_fields/api_key';
    stage.zapier.nextAnswers(POST, answers.refused(400, 'Clé <b>fausse</b>', pointer));
    const error = { code: 'invalid', detail: 'Clé <b>fausse</b>', pointer };
    expect(await create()).toEqual(failure({ code: 'refused', status: 400, errors: [error] }));
  });

  it('reports everything that Zapier refused', async () => {
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
      'a 403',
      answers.forbidden('Only your own app.'),
      {
        code: 'refused',
        status: 403,
        errors: [{ code: 'permission_denied', detail: 'Only your own app.', pointer: null }],
      },
    ],
    ['a 429', answers.tooManyRequests(30), { code: 'paused', until: Date.UTC(2026, 0, 1, 12, 0, 30) }],
    [
      'a 503',
      answers.unavailable(),
      {
        code: 'server-error',
        status: 503,
        errors: [{ code: 'error', detail: 'Service temporarily unavailable, try again later.', pointer: null }],
      },
    ],
    [
      'a 500',
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
    ['a refusal that is a page', answers.htmlPage(403), { code: 'not-understood', status: 403, got: 'page' }],
    [
      'a refusal without errors',
      answers.status(400, { errors: [] }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: '', pointer: null }] },
    ],
    [
      'a refusal of another shape',
      answers.status(400, { detail: 'No.' }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: 'No.', pointer: null }] },
    ],
    [
      'a refusal with a message',
      answers.status(400, { message: 'No.', errors: null }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: 'No.', pointer: null }] },
    ],
    [
      'a refusal with words for a field',
      answers.status(400, { errors: { api_key: ['Too short.', 'Wrong.'] } }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: 'api_key: Too short. Wrong.', pointer: null }] },
    ],
    [
      'errors that are words',
      answers.status(400, { errors: ['No.'] }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: 'No.', pointer: null }] },
    ],
    [
      'an error with null for its code and source',
      answers.status(400, { errors: [{ code: null, detail: 'No.', source: null }] }),
      { code: 'refused', status: 400, errors: [{ code: '', detail: 'No.', pointer: null }] },
    ],
    [
      'an error with a number for its code and text for its source',
      answers.status(400, { errors: [{ code: 4001, detail: 'No.', source: 'body' }] }),
      { code: 'refused', status: 400, errors: [{ code: '4001', detail: 'No.', pointer: null }] },
    ],
    [
      'an error with a title only',
      answers.status(422, { errors: [{ title: 'Bad', detail: null, source: { pointer: null } }] }),
      { code: 'refused', status: 422, errors: [{ code: '', detail: 'Bad', pointer: null }] },
    ],
    [
      'a good status with a page',
      { ...answers.htmlPage(201), commit: true },
      { code: 'not-understood', status: 201, got: 'page' },
    ],
    [
      'a good status with JSON cut off',
      { ...answers.truncatedJson(201), commit: true },
      { code: 'not-understood', status: 201, got: 'other' },
    ],
    [
      'a good status with an empty list',
      answers.status(201, { data: [] }),
      { code: 'not-understood', status: 201, got: 'other' },
    ],
    [
      'a good status without an id',
      answers.status(201, { data: [{ title: 'A' }] }),
      { code: 'not-understood', status: 201, got: 'other' },
    ],
    ['a good status and nothing', answers.status(201), { code: 'not-understood', status: 201, got: 'nothing' }],
    ['a connection dropped before Zapier acts', answers.dropConnection('before'), { code: 'answer-lost' }],
    ['a connection dropped after Zapier acts', answers.dropConnection('after'), { code: 'answer-lost' }],
    [
      'a redirect',
      answers.redirect('https://zapier.com/elsewhere', 307),
      { code: 'not-understood', status: 307, got: 'redirect' },
    ],
  ])('reports what is known after %s', async (_what, answer, expected) => {
    const { create } = await setUp();
    stage.zapier.nextAnswers(POST, answer);
    expect(await create()).toEqual(failure(expected));
    expect(stage.sent).toHaveLength(1);
  });

  it('sends a request although the browser says that it is offline', async () => {
    const { create } = await setUp();
    stage.navigator.onLine = false;
    expect(await create()).toMatchObject({ ok: true });
  });

  it('sends nothing during a pause', async () => {
    const { create, search } = await setUp();
    stage.zapier.nextAnswers(APPS, answers.tooManyRequests(30));
    await search('acme');
    expect(await create()).toEqual(failure({ code: 'paused', until: stage.now + 30_000 }));
    expect(stage.zapier.requestsTo(POST)).toEqual([]);
    stage.now += 30_000;
    expect(await create()).toMatchObject({ ok: true });
  });

  it('sends nothing without access to the hosts of Zapier', async () => {
    const { create } = await setUp();
    stage.hasHostAccess = false;
    expect(await create()).toEqual(failure({ code: 'no-host-access' }));
    expect(stage.sent).toEqual([]);
  });

  it('reports a lost answer when network and access go while the request is under way', async () => {
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
