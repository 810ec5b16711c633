import { describe, expect, it } from 'vitest';
import { ACME_CRM, type Answer, answers, BEN, MARIA, SHIPDAY } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';

async function setUp() {
  const { zapier, store } = stage.services();
  const { accountId } = await stage.signIn(store);
  return { list: () => zapier.connectionsPage({ accountId, appId: ACME_CRM.app }, 0, 'awaited'), zapier, accountId };
}

function add(...titles: string[]) {
  return titles.map((title) => stage.zapier.addConnection({ app: ACME_CRM.app, title, owner: MARIA }));
}

const item = (changes: Record<string, unknown> = {}) => ({
  type: 'authentication',
  id: 'c-1',
  app: ACME_CRM.app,
  is_expired: false,
  title: 'A',
  ...changes,
});

describe("a page of an app's connections", () => {
  it("lists the account's connections of the app, and marks expired ones", async () => {
    const { list } = await setUp();
    const [own] = add('Own');
    const expired = stage.zapier.addConnection({ app: ACME_CRM.app, title: 'Old', owner: MARIA, isExpired: true });
    stage.zapier.addConnection({ app: SHIPDAY.app, title: 'Another app', owner: MARIA });
    stage.zapier.addConnection({ app: ACME_CRM.app, title: 'Somebody else’s', owner: BEN });
    const connections = [
      { id: own?.id, title: 'Own', isExpired: false },
      { id: expired.id, title: 'Old', isExpired: true },
    ];
    expect(await list()).toEqual({ ok: true, value: { connections, size: 2, count: 2, hasNext: false } });
  });

  it('is asked for by its offset, and says how many connections there are', async () => {
    const { zapier, accountId } = await setUp();
    stage.zapier.pageLimit(2);
    add('A', 'B', 'C', 'D', 'E');
    const page = await zapier.connectionsPage({ accountId, appId: ACME_CRM.app }, 2, 'awaited');
    expect(page).toMatchObject({ value: { connections: [{ title: 'C' }, { title: 'D' }], count: 5, hasNext: true } });
    expect(stage.zapier.requestsTo(LIST)).toMatchObject([{ query: { limit: '100', offset: '2' } }]);
  });

  it.each<[string, unknown, string[], number]>([
    ['in an array', [{ data: [item()] }], ['c-1'], 1],
    ['without links', { data: [item()] }, ['c-1'], 1],
    ['with null for links', { data: [item()], links: null }, ['c-1'], 1],
    ['with null for meta', { data: [item()], meta: null }, ['c-1'], 1],
    ['with invalid items', { data: [null, 'text', {}, item({ id: null }), item({ id: '' }), item()] }, ['c-1'], 6],
    ['with a number for an id', { data: [item({ id: 7 })] }, ['7'], 1],
    ['with an item whose expiry is unclear', { data: [item({ is_expired: 'soon' })] }, ['c-1'], 1],
    ['with an app in full', { data: [item({ app: { id: ACME_CRM.app, title: 'Acme CRM' } })] }, ['c-1'], 1],
    ['without data that counts none', { meta: { count: 0 }, links: {} }, [], 0],
  ])('is read from an answer %s, with the number of items sent', async (_what, body, ids, size) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, body));
    const page = await list();
    expect(page.ok && [page.value.connections.map(({ id }) => id), page.value.size]).toEqual([ids, size]);
  });

  it.each<[string, unknown]>([
    ['errors in place of data', { errors: [{ title: 'Something went wrong' }] }],
    ['null for data', { data: null, meta: { count: 3 } }],
    ['an object for data', { data: {}, meta: { count: 0 } }],
    ['no data though it counts some', { meta: { count: 3 }, links: {} }],
    ['no data and no count', { meta: {}, links: {} }],
    ['null', null],
  ])('is not understood when the answer is %s', async (_what, body) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, JSON.stringify(body)));
    expect(await list()).toEqual({ ok: false, failure: { code: 'not-understood', status: 200, got: 'other' } });
  });

  it.each([null, undefined, '', 7])('shows a connection with the title %j by its id', async (title) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item({ title })] }));
    expect(await list()).toMatchObject({ value: { connections: [{ id: 'c-1', title: 'c-1' }] } });
  });

  it.each(['', false, null, undefined])('is the last one when its next link is %j', async (next) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item()], meta: { count: '1' }, links: { next } }));
    expect(await list()).toMatchObject({ value: { count: 1, hasNext: false } });
  });

  it.each([-1, 1.5, '3 or so', null, undefined])('has no known count when Zapier counts %j', async (count) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item()], meta: { count } }));
    expect(await list()).toMatchObject({ value: { count: null } });
  });

  it.each([
    [true, true],
    ['true', true],
    ['True', true],
    [1, true],
    [0, false],
    [false, false],
    ['false', false],
    [null, false],
    [undefined, false],
  ])('reads is_expired %j as %j', async (is_expired, isExpired) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item({ is_expired })] }));
    expect(await list()).toMatchObject({ value: { connections: [{ id: 'c-1', title: 'A', isExpired }] } });
  });
});

describe('deleting a connection', () => {
  it('deletes one connection and no other', async () => {
    const { zapier, accountId } = await setUp();
    const [first, second] = add('A', 'B');
    expect(await zapier.deleteAuthentication(accountId, first?.id ?? '')).toEqual({ ok: true, value: null });
    expect(stage.zapier.connections).toEqual([second]);
    expect(stage.zapier.requestsTo(DELETE)).toMatchObject([{ rawBody: '', query: {} }]);
  });

  it.each([403, 404, 405] as const)('reports a deletion that is refused with %i', async (status) => {
    const { zapier, accountId } = await setUp();
    const [connection] = add('A');
    stage.zapier.deletion(status);
    const result = await zapier.deleteAuthentication(accountId, connection?.id ?? '');
    expect(result).toMatchObject({ ok: false, failure: { code: 'refused', status } });
  });

  it.each<[string, Answer]>([
    ['a 200 with a body', answers.status(200, { data: [] })],
    ['a 202 without a body', answers.status(202, '')],
  ])('does not take a deletion for done when the answer is %s', async (_what, answer) => {
    const { zapier, accountId } = await setUp();
    stage.zapier.nextAnswers(DELETE, answer);
    expect(await zapier.deleteAuthentication(accountId, 'c-1')).toMatchObject({
      ok: false,
      failure: { code: 'not-understood' },
    });
  });

  it('deletes exactly one connection, whatever characters its id holds', async () => {
    const { zapier, accountId } = await setUp();
    await zapier.deleteAuthentication(accountId, 'a/b?c#d');
    expect(stage.zapier.requestsTo(DELETE).map(({ path }) => path)).toEqual(['/v2/authentications/a%2Fb%3Fc%23d']);
  });
});
