import { describe, expect, it } from 'vitest';
import { createConnections } from '../../../../lib/background/connections/connections';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { listedItem } from '../../../../lib/shared/connection';
import { readDraft } from '../../../../lib/shared/draft';
import { type Job, jobItem, saveJob } from '../../../../lib/shared/job';
import { madeHereItem } from '../../../../lib/shared/made-here';
import { ACME_CRM, type Answer, answers, MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';
import { wholeList } from '../../support/whole-list';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';
const APP = ACME_CRM.app;
const DRAFT = { title: 'Acme', values: { region: 'eu' }, freeFields: [], secretIds: [] };

async function setUp() {
  const { store, accessTokens, zapier } = stage.services();
  const connections = createConnections({ store, zapier, now: () => stage.now });
  const { accountId } = await stage.signIn(store);
  const listed = async () => (await listedItem.read(accountId, APP))?.connections.map(({ id }) => id);
  return { connections, store, accessTokens, accountId, listed };
}

const add = (title: string) => stage.zapier.addConnection({ app: APP, title, owner: MARIA }).id;

function jobOf(accountId: string, id: string): Job {
  const progress = { status: 'connected', connection: { id, title: 'Acme' }, connectedAt: 1, draft: DRAFT } as const;
  return { id: 'job-1', accountId, app: { id: APP, title: 'Acme CRM' }, title: 'Acme', progress };
}

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
    await connections.made(jobOf(accountId, 'c-1'), { id: 'c-1', title: 'Acme' }, DRAFT, secrets);
    expect(await listed()).toEqual(['c-1']);
    const made = [{ id: 'c-1', appId: APP, madeAt: stage.now, fingerprints: [expect.any(String), expect.any(String)] }];
    expect((await madeHereItem.getValue())[accountId]?.made).toEqual(made);
  });

  it('does not remember a connection of an account that signed out meanwhile', async () => {
    const { connections, store, accessTokens, accountId } = await setUp();
    await signOut({ store, accessTokens }, accountId);
    await connections.made(jobOf(accountId, 'c-1'), { id: 'c-1', title: 'Acme' }, DRAFT, null);
    expect(await madeHereItem.getValue()).toEqual({});
  });
});

describe('deleting a connection', () => {
  it('removes a connection from Zapier, from the list and from what is remembered', async () => {
    const { connections, accountId, listed } = await setUp();
    const [gone, stays] = [add('A'), add('B')];
    await connections.refresh({ accountId, appId: APP });
    await connections.made(jobOf(accountId, gone), { id: gone, title: 'A' }, DRAFT, null);
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

describe('deleting a connection that somebody else has deleted', () => {
  it('takes a 404 for gone when a whole list shows that', async () => {
    const { connections, accountId, listed } = await setUp();
    const [gone, stays] = [add('A'), add('B')];
    await connections.refresh({ accountId, appId: APP });
    await connections.made(jobOf(accountId, gone), { id: gone, title: 'A' }, DRAFT, null);
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

  it('undoes a job whose connection is already gone, and records that', async () => {
    const { connections, accountId } = await setUp();
    await saveJob(jobOf(accountId, 'gone'));
    expect(await connections.undo({ accountId, appId: APP, connectionId: 'gone' })).toEqual({
      ok: true,
      value: 'already-gone',
    });
    expect((await jobItem.read(accountId, APP))?.progress).toEqual({ status: 'undone', wasGone: true });
  });
});

describe('undoing a job', () => {
  it('undoes a job by deleting what it created and restoring what was typed', async () => {
    const { connections, accountId } = await setUp();
    const connectionId = add('Acme');
    await saveJob(jobOf(accountId, connectionId));
    expect(await connections.undo({ accountId, appId: APP, connectionId })).toEqual({ ok: true, value: 'deleted' });
    expect(stage.zapier.connections).toEqual([]);
    expect((await jobItem.read(accountId, APP))?.progress).toEqual({ status: 'undone' });
    expect(await readDraft(accountId, APP, stage.now)).toEqual({ draft: DRAFT, secrets: null });
  });

  it('leaves the job connected when Zapier refuses to delete its connection', async () => {
    const { connections, accountId } = await setUp();
    const connectionId = add('Acme');
    const job = jobOf(accountId, connectionId);
    await saveJob(job);
    stage.zapier.deletion(403);
    expect(await connections.undo({ accountId, appId: APP, connectionId })).toMatchObject({
      ok: false,
      failure: { status: 403 },
    });
    expect(await jobItem.read(accountId, APP)).toEqual(job);
    expect((await readDraft(accountId, APP, stage.now)).draft).toBeNull();
  });

  it('deletes the connection that it is told, and leaves another job of the form as it is', async () => {
    const { connections, accountId } = await setUp();
    const [shown, other] = [add('Acme'), add('Acme 2')];
    const job = jobOf(accountId, other);
    await saveJob(job);
    expect(await connections.undo({ accountId, appId: APP, connectionId: shown })).toEqual({
      ok: true,
      value: 'deleted',
    });
    expect(stage.zapier.connections).toMatchObject([{ id: other }]);
    expect(await jobItem.read(accountId, APP)).toEqual(job);
    expect((await readDraft(accountId, APP, stage.now)).draft).toBeNull();
  });

  it('restores nothing to an account that signs out during the undo', async () => {
    const { connections, store, accessTokens, accountId } = await setUp();
    const connectionId = add('Acme');
    await saveJob(jobOf(accountId, connectionId));
    const hold = stage.zapier.hold(DELETE);
    const running = connections.undo({ accountId, appId: APP, connectionId });
    await hold.arrived;
    await signOut({ store, accessTokens }, accountId);
    hold.release();
    await running;
    expect(await jobItem.read(accountId, APP)).toBeNull();
    expect((await readDraft(accountId, APP, stage.now)).draft).toBeNull();
  });
});
