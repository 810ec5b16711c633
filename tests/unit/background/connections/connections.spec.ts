import { describe, expect, it } from 'vitest';
import { createConnections } from '../../../../lib/background/connections/connections';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { listedItem } from '../../../../lib/shared/connection';
import { madeHereItem } from '../../../../lib/shared/made-here';
import { ACME_CRM, type Answer, answers, MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';
import { wholeList } from '../../support/whole-list';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';
const _DELETE = 'DELETE /v2/authentications/{authentication_id}';
const APP = ACME_CRM.app;
const DRAFT = { title: 'Acme', values: { region: 'eu' }, freeFields: [], secretIds: [] };

async function setUp() {
  const { config, store, accessTokens, zapier } = stage.services();
  const connections = createConnections({ config, store, zapier, now: () => stage.now });
  const { accountId } = await stage.signIn(store);
  const listed = async () => (await listedItem.read(accountId, APP))?.connections.map(({ id }) => id);
  return { connections, store, accessTokens, accountId, listed };
}

const add = (title: string) => stage.zapier.addConnection({ app: APP, title, owner: MARIA }).id;

const orderIn = (accountId: string) => ({ accountId, app: { id: APP, title: 'Acme CRM' } });

describe('the stored list of connections', () => {
  it('stores the connections that Zapier lists', async () => {
    const { connections, accountId } = await setUp();
    const id = add('A');
    expect(await connections.refresh({ accountId, appId: APP })).toEqual({ ok: true, value: null });
    expect(await listedItem.read(accountId, APP)).toEqual(wholeList([{ id, title: 'A', isExpired: false }], stage.now));
  });

  it('asks for the list again once a minute has passed, and not before', async () => {
    const { connections, accountId, listed } = await setUp();
    await connections.refresh({ accountId, appId: APP });
    const id = add('A');
    stage.now += 59_999;
    await connections.refresh({ accountId, appId: APP });
    expect(await listed()).toEqual([]);
    stage.now += 1;
    await connections.refresh({ accountId, appId: APP });
    expect(await listed()).toEqual([id]);
    expect(stage.zapier.requestsTo(LIST)).toHaveLength(2);
  });

  it('keeps the stored list when Zapier fails to answer', async () => {
    const { connections, accountId, listed } = await setUp();
    const id = add('A');
    await connections.refresh({ accountId, appId: APP });
    stage.now += 60_000;
    stage.zapier.everyAnswer(LIST, answers.serverError());
    expect(await connections.refresh({ accountId, appId: APP })).toMatchObject({
      ok: false,
      failure: { code: 'server-error' },
    });
    expect(await listed()).toEqual([id]);
  });

  it('keeps no list of an account that signs out, even during the request', async () => {
    const { connections, store, accessTokens, accountId, listed } = await setUp();
    const hold = stage.zapier.hold(LIST);
    const running = connections.refresh({ accountId, appId: APP });
    await hold.arrived;
    await signOut({ store, accessTokens }, accountId);
    hold.release();
    await running;
    expect(await listed()).toBeUndefined();
    const { accountId: again } = await stage.signIn(store);
    await connections.refresh({ accountId: again, appId: APP });
    expect(await listed()).toEqual([]);
    await signOut({ store, accessTokens }, again);
    expect(await listed()).toBeUndefined();
  });
});

describe('a connection that was just created', () => {
  it('lists and remembers a connection that was just created', async () => {
    const { connections, accountId, listed } = await setUp();
    await connections.refresh({ accountId, appId: APP });
    const secrets = { values: { api_key: 'k-0123456789' }, editedAt: 1 };
    await connections.made(orderIn(accountId), { id: 'c-1', title: 'Acme' }, DRAFT, secrets);
    expect(await listed()).toEqual(['c-1']);
    const made = [{ id: 'c-1', appId: APP, madeAt: stage.now, fingerprints: [expect.any(String), expect.any(String)] }];
    expect((await madeHereItem.getValue())[accountId]?.made).toEqual(made);
  });

  it('does not remember a connection of an account that signed out meanwhile', async () => {
    const { connections, store, accessTokens, accountId } = await setUp();
    await signOut({ store, accessTokens }, accountId);
    await connections.made(orderIn(accountId), { id: 'c-1', title: 'Acme' }, DRAFT, null);
    expect(await madeHereItem.getValue()).toEqual({});
  });
});

describe('deleting a connection', () => {
  it('removes a connection from Zapier, from the list and from what is remembered', async () => {
    const { connections, accountId, listed } = await setUp();
    const [gone, stays] = [add('A'), add('B')];
    await connections.refresh({ accountId, appId: APP });
    await connections.made(orderIn(accountId), { id: gone, title: 'A' }, DRAFT, null);
    expect(await connections.remove({ accountId, appId: APP, connectionId: gone })).toEqual({
      ok: true,
      value: 'deleted',
    });
    expect(stage.zapier.connections.map(({ id }) => id)).toEqual([stays]);
    expect(await listed()).toEqual([stays]);
    expect((await madeHereItem.getValue())[accountId]?.made).toEqual([]);
  });

  it('keeps a connection in the list when Zapier refuses to delete it', async () => {
    const { connections, accountId, listed } = await setUp();
    const id = add('A');
    await connections.refresh({ accountId, appId: APP });
    stage.zapier.deletion(405);
    expect(await connections.remove({ accountId, appId: APP, connectionId: id })).toMatchObject({
      ok: false,
      failure: { status: 405 },
    });
    expect(await listed()).toEqual([id]);
  });
});

describe('deleting a connection, answered by what Zapier does not document', () => {
  const NOTHING = answers.status(200, '');

  it.each<[string, Answer]>([
    ['a page', answers.htmlPage(200)],
    ['nothing', NOTHING],
    ['a 202', answers.status(202, {})],
  ])('is not taken for done by %s while the list holds it', async (_what, answer) => {
    const { connections, accountId, listed } = await setUp();
    const id = add('A');
    await connections.refresh({ accountId, appId: APP });
    stage.zapier.nextAnswers(DELETE, answer);
    const result = await connections.remove({ accountId, appId: APP, connectionId: id });
    expect(result).toMatchObject({ ok: false, failure: { code: 'not-understood' } });
    expect(await listed()).toEqual([id]);
  });

  it('is done where a whole list shows that it is gone', async () => {
    const { connections, accountId } = await setUp();
    const id = add('A');
    stage.zapier.removeConnections();
    stage.zapier.nextAnswers(DELETE, NOTHING);
    const result = await connections.remove({ accountId, appId: APP, connectionId: id });
    expect(result).toEqual({ ok: true, value: 'deleted' });
  });
});

describe('deleting a connection that somebody else has deleted', () => {
  it('takes a 404 for gone when a whole list shows that', async () => {
    const { connections, accountId, listed } = await setUp();
    const [gone, stays] = [add('A'), add('B')];
    await connections.refresh({ accountId, appId: APP });
    await connections.made(orderIn(accountId), { id: gone, title: 'A' }, DRAFT, null);
    await stage.services().zapier.deleteAuthentication(accountId, gone);
    const result = await connections.remove({ accountId, appId: APP, connectionId: gone });
    expect(result).toEqual({ ok: true, value: 'already-gone' });
    expect(await listed()).toEqual([stays]);
    expect((await madeHereItem.getValue())[accountId]?.made).toEqual([]);
  });

  it.each<[string, Answer | null]>([
    ['fails', answers.serverError()],
    ['is a page', answers.htmlPage(200)],
    ['does not come', answers.dropConnection('before')],
    ['is too long to be read', null],
  ])('does not take a 404 for gone when the list %s', async (_what, answer) => {
    const { connections, accountId } = await setUp();
    for (let index = 0; index < 30; index++) add(`Customer ${index}`);
    const id = add('A');
    stage.zapier.pageLimit(1);
    stage.zapier.deletion(404);
    if (answer) stage.zapier.everyAnswer(LIST, answer);
    const result = await connections.remove({ accountId, appId: APP, connectionId: id });
    expect(result).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(stage.zapier.requestsTo(LIST).length).toBeLessThanOrEqual(3);
  });

  it('takes a 404 for a refusal when the list still holds the connection', async () => {
    const { connections, accountId, listed } = await setUp();
    const id = add('A');
    stage.zapier.deletion(404);
    const result = await connections.remove({ accountId, appId: APP, connectionId: id });
    expect(result).toMatchObject({ ok: false, failure: { code: 'refused', status: 404 } });
    expect(await listed()).toEqual([id]);
  });
});
