import { describe, expect, it } from 'vitest';
import { ACME_CRM, type Answer, answers, BEN, MARIA, SHIPDAY } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';

async function setUp() {
  const { zapier, store } = stage.services();
  const { accountId } = await stage.signIn(store);
  return { list: () => zapier.listAuthentications(accountId, ACME_CRM.app), zapier, accountId };
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

describe("an app's connections", () => {
  it("lists the account's connections of the app, and marks expired ones", async () => {
    const { list } = await setUp();
    const [own] = add('Own');
    const expired = stage.zapier.addConnection({ app: ACME_CRM.app, title: 'Old', owner: MARIA, isExpired: true });
    stage.zapier.addConnection({ app: SHIPDAY.app, title: 'Another app', owner: MARIA });
    stage.zapier.addConnection({ app: ACME_CRM.app, title: 'Somebody else’s', owner: BEN });
    expect(await list()).toEqual({
      ok: true,
      value: [
        { id: own?.id, title: 'Own', isExpired: false },
        { id: expired.id, title: 'Old', isExpired: true },
      ],
    });
  });

  it('reads connections from all pages, however few Zapier puts on one', async () => {
    const { list } = await setUp();
    stage.zapier.pageLimit(2);
    add('A', 'B', 'C', 'D', 'E');
    const listed = await list();
    expect(listed.ok && listed.value.map(({ title }) => title)).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(stage.zapier.requestsTo(LIST).map(({ query }) => query.offset)).toEqual([undefined, '2', '4']);
  });

  it('lists a connection once when pages shift while they are read', async () => {
    const { list } = await setUp();
    const next = `https://api.zapier.com/v2/authentications?app=${ACME_CRM.app}&limit=1&offset=1`;
    const first = answers.status(200, { data: [item(), item({ id: 'c-2' })], meta: {}, links: { next } });
    const second = answers.status(200, { data: [item({ id: 'c-2' })], meta: {}, links: {} });
    stage.zapier.nextAnswers(LIST, first, second);
    const listed = await list();
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(['c-1', 'c-2']);
  });

  it.each([
    ['another host', 'https://evil.example/v2/authentications?app=a'],
    ["Zapier's other host", 'https://zapier.com/v2/authentications?app=a'],
    ['no https', 'http://api.zapier.com/v2/authentications?app=a'],
    ['another port', 'https://api.zapier.com:8443/v2/authentications?app=a'],
    ['the path of another list', 'https://api.zapier.com/v2/apps'],
    ['no valid address', 'https://'],
  ])('does not follow a next page with %s', async (_where, next) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [], meta: {}, links: { next } }));
    expect(await list()).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(stage.sent).toHaveLength(1);
  });

  it('gives up after twenty pages when pages never end', async () => {
    const { list } = await setUp();
    const next = `https://api.zapier.com/v2/authentications?app=${ACME_CRM.app}`;
    stage.zapier.everyAnswer(LIST, answers.status(200, { data: [item()], meta: {}, links: { next } }));
    expect(await list()).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(stage.sent).toHaveLength(20);
  });

  it.each<[string, unknown, string[]]>([
    ['in an array', [{ data: [item()] }], ['c-1']],
    ['without data', { meta: {}, links: {} }, []],
    ['without links', { data: [item()] }, ['c-1']],
    ['with null for links', { data: [item()], links: null }, ['c-1']],
    ['with invalid items', { data: [null, 'text', {}, item({ id: 7 }), item({ id: '' }), item()] }, ['c-1']],
    ['with an item whose title is missing', { data: [item({ title: undefined }), item({ id: 'c-2' })] }, ['c-2']],
    ['with an item whose expiry is unclear', { data: [item({ is_expired: 'soon' }), item({ id: 'c-2' })] }, ['c-2']],
    ['with an app in full', { data: [item({ app: { id: ACME_CRM.app, title: 'Acme CRM' } })] }, ['c-1']],
  ])('reads connections from an answer %s', async (_what, body, ids) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, body));
    const listed = await list();
    expect(listed.ok && listed.value.map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [null, false],
    [undefined, false],
  ])('reads is_expired %j as %j', async (is_expired, isExpired) => {
    const { list } = await setUp();
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item({ is_expired })] }));
    expect(await list()).toEqual({ ok: true, value: [{ id: 'c-1', title: 'A', isExpired }] });
  });

  it('lists no connections when a later page fails', async () => {
    const { list } = await setUp();
    stage.zapier.pageLimit(1);
    add('A', 'B');
    const hold = stage.zapier.hold(LIST);
    const running = list();
    await hold.arrived;
    hold.release();
    stage.zapier.everyAnswer(LIST, answers.serverError());
    expect(await running).toMatchObject({ ok: false, failure: { code: 'server-error' } });
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
  ])('takes a deletion for done when the answer is %s', async (_what, answer) => {
    const { zapier, accountId } = await setUp();
    stage.zapier.nextAnswers(DELETE, answer);
    expect(await zapier.deleteAuthentication(accountId, 'c-1')).toEqual({ ok: true, value: null });
  });

  it('deletes exactly one connection, whatever characters its id holds', async () => {
    const { zapier, accountId } = await setUp();
    await zapier.deleteAuthentication(accountId, 'a/b?c#d');
    expect(stage.zapier.requestsTo(DELETE).map(({ path }) => path)).toEqual(['/v2/authentications/a%2Fb%3Fc%23d']);
  });
});
