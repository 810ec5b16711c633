import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createConnections } from '../../../../lib/background/connections/connections';
import { listedItem } from '../../../../lib/shared/connection';
import { ACME_CRM, answers, MARIA } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const APP = ACME_CRM.app;

async function setUp(count: number) {
  const { config, store, zapier } = stage.services();
  const connections = createConnections({ config, store, zapier, now: () => stage.now });
  const { accountId } = await stage.signIn(store);
  for (let index = 0; index < count; index++)
    stage.zapier.addConnection({ app: APP, title: `Customer ${index}`, owner: MARIA });
  const ofApp = { accountId, appId: APP };
  return {
    connections,
    accountId,
    refresh: () => connections.refresh(ofApp),
    readAll: () => connections.readAll(ofApp),
    before: () => connections.before(ofApp, false),
    stored: () => listedItem.read(accountId, APP),
    offsets: () => stage.zapier.requestsTo(LIST).map(({ query }) => Number(query.offset ?? 0)),
  };
}

const item = (id: unknown) => ({ type: 'authentication', id, app: APP, is_expired: false, title: 'A' });

describe('reading the list of connections', () => {
  it.each([10, 100])('reads all pages, when Zapier puts at most %i on one', async (cap) => {
    const { refresh, stored } = await setUp(150);
    stage.zapier.pageLimit(cap);
    await refresh();
    expect(await stored()).toMatchObject({ extent: 'whole', count: 150, pages: 150 / cap <= 2 ? 2 : 15 });
    expect((await stored())?.connections).toHaveLength(150);
  });

  it('stops after twenty pages, and reads the others when it is asked to', async () => {
    const { refresh, readAll, stored } = await setUp(2100);
    await refresh();
    expect(await stored()).toMatchObject({ extent: 'more', count: 2100, next: 2000 });
    expect(await readAll()).toEqual({ ok: true, value: null });
    expect(await stored()).toMatchObject({ extent: 'whole', pages: 21 });
  });

  it('keeps what was read of a long list when the form is opened again', async () => {
    stage.config = { ...stage.config, requestsPerMinute: 600 };
    const { refresh, readAll, stored, offsets } = await setUp(300);
    stage.zapier.pageLimit(10);
    await refresh();
    await readAll();
    const read = offsets().length;
    stage.now += 120_000;
    await refresh();
    expect(await stored()).toMatchObject({ extent: 'whole', count: 300 });
    expect(offsets()).toHaveLength(read + 1);
  });

  it('goes on in a long list after a page that was not understood, with no page read twice', async () => {
    stage.config = { ...stage.config, requestsPerMinute: 600 };
    const { refresh, readAll, stored, offsets } = await setUp(2300);
    await refresh();
    stage.zapier.nextAnswers(LIST, answers.htmlPage(200));
    expect(await readAll()).toMatchObject({ failure: { code: 'not-understood' } });
    expect(await stored()).toMatchObject({ extent: 'more', pages: 20 });
    expect(await readAll()).toEqual({ ok: true, value: null });
    expect(await stored()).toMatchObject({ extent: 'whole', count: 2300 });
    expect(offsets()).toEqual([...Array.from({ length: 21 }, (_, page) => page * 100), 2000, 2100, 2200]);
  });

  it('is read anew once it was unclear, although its first page shows no change', async () => {
    const { refresh, before, stored } = await setUp(0);
    const first = answers.status(200, { data: [item('a')], meta: { count: 2 } });
    stage.zapier.nextAnswers(LIST, first, answers.htmlPage(200), first);
    await refresh();
    expect(await stored()).toMatchObject({ extent: 'unclear' });
    stage.now += 2 * 60_000;
    stage.zapier.nextAnswers(LIST, answers.status(200, { data: [item('b')], meta: { count: 2 } }));
    expect(await before()).toEqual({ ok: true, value: { ids: ['a', 'b'], count: 2 } });
  });

  it('goes on after a pause where it stopped, even when that took longer than a list stays fresh', async () => {
    stage.config = { ...stage.config, requestsPerMinute: 6 };
    const { refresh, stored, offsets } = await setUp(700);
    expect(await refresh()).toMatchObject({ failure: { code: 'paused' } });
    stage.now += 61_000;
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(offsets()).toEqual([0, 100, 200, 300, 400, 500, 600]);
    expect(await stored()).toMatchObject({ extent: 'whole' });
  });

  it('reads a list once for two callers at the same time', async () => {
    const { refresh, offsets } = await setUp(250);
    await Promise.all([refresh(), refresh()]);
    expect(offsets()).toEqual([0, 100, 200]);
  });

  it.each<[string, unknown[]]>([
    ['an item cannot be read', [{ data: [item('a'), item(null)], meta: { count: 2 } }]],
    ['one is listed twice', [{ data: [item('a'), item('a')], meta: { count: 2 } }]],
    ['the count is missing', [{ data: [item('a')], meta: {} }]],
    [
      'the count changes',
      [
        { data: [item('a')], meta: { count: 2 } },
        { data: [item('b')], meta: { count: 3 } },
      ],
    ],
    [
      'it has a next page beyond its count',
      [{ data: [item('a')], meta: { count: 1 }, links: { next: '/v2/?offset=1' } }],
    ],
    ['the next page is not understood', [{ data: [item('a')], meta: { count: 2 } }, { errors: [] }]],
    [
      'the next page is empty',
      [
        { data: [item('a')], meta: { count: 2 } },
        { data: [], meta: { count: 2 } },
      ],
    ],
    [
      'every page is the same',
      [
        { data: [item('a')], meta: { count: 9 } },
        { data: [item('a')], meta: { count: 9 } },
      ],
    ],
  ])('does not take a list for whole when %s', async (_what, pages) => {
    const { refresh, stored } = await setUp(0);
    stage.zapier.nextAnswers(LIST, ...pages.map((page) => answers.status(200, page)));
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(await stored()).toMatchObject({ extent: 'unclear' });
    expect((await stored())?.connections[0]).toMatchObject({ id: 'a' });
  });

  it('reads a list whose pages shifted without listing a connection twice', async () => {
    const { refresh, stored } = await setUp(0);
    const pages = [
      { data: [item('a'), item('b')], meta: { count: 4 } },
      { data: [item('b'), item('c'), item('d')], meta: { count: 4 } },
    ];
    stage.zapier.nextAnswers(LIST, ...pages.map((page) => answers.status(200, page)));
    await refresh();
    expect((await stored())?.connections.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(await stored()).toMatchObject({ extent: 'whole' });
  });

  it('uses a list for which there is no room in memory', async () => {
    const { connections, accountId } = await setUp(2);
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('Session storage quota bytes exceeded.'));
    const before = await connections.before({ accountId, appId: APP }, false);
    expect(before).toMatchObject({ ok: true, value: { count: 2, ids: [expect.any(String), expect.any(String)] } });
  });

  it('does not trust a list from the future, which a clock set back has left', async () => {
    const { refresh, offsets } = await setUp(1);
    await refresh();
    stage.now -= 5 * 3_600_000;
    await refresh();
    expect(offsets()).toEqual([0, 0]);
  });
});
