import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PickedApp } from '../../../../lib/page/search/picks';
import { createSearch } from '../../../../lib/page/search/search';
import type { AppSummary } from '../../../../lib/shared/app';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { packPage } from '../../../../lib/shared/directory/page';
import { savePage } from '../../../../lib/shared/directory/store';

const NOON = Date.UTC(2026, 0, 1, 12);
const app = (id: string) => ({ id, title: id, description: '', iconUrl: null });

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Creates a search whose requests are answered by the test with `answer`. */
function setUp(accountId: string | null = '1', definitions: AppDefinition[] = [], picks: PickedApp[] = []) {
  const answers = new Map<string, (answer: unknown) => void>();
  const sent = vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    const { request } = message as { request: { query: string } };
    return new Promise((resolve) => answers.set(request.query, (response) => resolve({ response })));
  });
  const typed = signal('');
  const account = signal(accountId);
  const config = signal({ apps: definitions, allowZapierPage: true });
  const rest = { picks: signal(picks), refused: [], held: signal(null), customers: signal([]) };
  const search = createSearch(typed, { accountId: account, config, ...rest });
  const asked = () => sent.mock.calls.map(([message]) => message);
  const answer = async (query: string, response: unknown) => {
    answers.get(query)?.(response);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { typed, account, search, asked, answer };
}

describe('a search at Zapier', () => {
  it('asks once typing rests, for the words without the spaces around them', async () => {
    const { typed, search, asked, answer } = setUp();
    expect(search.found.value).toEqual({ status: 'idle' });
    for (const text of ['g', 'go', ' goo ']) {
      typed.value = text;
      vi.advanceTimersByTime(199);
    }
    expect(search.found.value).toEqual({ status: 'searching' });
    expect(asked()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(asked()).toEqual([{ name: 'apps.search', request: { accountId: '1', query: 'goo' } }]);
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'found', apps: [app('google')] });
  });

  it('does not ask again for an added space', () => {
    const { typed, asked } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = 'goo ';
    vi.advanceTimersByTime(200);
    expect(asked()).toHaveLength(1);
  });

  it('shows only the answer to the newest words, in whatever order answers arrive', async () => {
    const { typed, search, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = 'slack';
    vi.advanceTimersByTime(200);
    await answer('slack', { ok: true, value: [app('slack')] });
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'found', apps: [app('slack')] });
  });

  it('ends the search when nothing is typed any more', async () => {
    const { typed, search, asked, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = '  ';
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'idle' });
    expect(asked()).toHaveLength(1);
  });

  it('reports why a search failed, and can try again', async () => {
    const { typed, search, asked, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    await answer('goo', { ok: false, failure: { code: 'not-sent' } });
    expect(search.found.value).toEqual({ status: 'failed', failure: { code: 'not-sent' } });
    search.again();
    expect(search.found.value).toEqual({ status: 'searching' });
    vi.advanceTimersByTime(200);
    expect(asked()).toHaveLength(2);
  });

  it('asks again by itself when a pause is over, and not before', async () => {
    const { typed, search, asked, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    const failure = { code: 'paused', until: Date.now() + 41_000 };
    await answer('goo', { ok: false, failure });
    expect(search.found.value).toEqual({ status: 'failed', failure });
    await vi.advanceTimersByTimeAsync(40_999);
    expect(asked()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(201);
    expect(asked()).toHaveLength(2);
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'found', apps: [app('google')] });
  });

  it('does not ask again after a pause once the search is emptied', async () => {
    const { typed, asked, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    await answer('goo', { ok: false, failure: { code: 'paused', until: Date.now() + 41_000 } });
    typed.value = '';
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked()).toHaveLength(1);
  });

  it('does not ask while nobody is signed in', () => {
    const { typed, account, asked } = setUp(null);
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    expect(asked()).toEqual([]);
    account.value = '2';
    vi.advanceTimersByTime(200);
    expect(asked()).toEqual([{ name: 'apps.search', request: { accountId: '2', query: 'goo' } }]);
  });
});

/** Stores a directory that was completed `age` milliseconds ago, or one that is still growing. */
async function store(titles: string[], age: number | 'growing' = 0) {
  const apps = titles.map((title): AppSummary => ({ ...app(title) }));
  const edition = { id: 1, pages: 1, apps: apps.length };
  await savePage({ ...edition, pages: 0 }, packPage(apps), {
    complete: age === 'growing' ? null : { ...edition, readAt: NOON - age },
    growing: age === 'growing' ? { ...edition, offset: 100, total: 9000 } : null,
    outdated: null,
  });
}
const WEEK = 7 * 24 * 60 * 60_000;

describe('the directory', () => {
  const ids = ({ search }: ReturnType<typeof setUp>) =>
    search.rows.value.map(({ app: { id }, group }) => `${group} ${id}`);

  it('finds apps in the directory at every letter, without asking Zapier', async () => {
    await store(['google', 'gmail', 'slack']);
    const set = setUp();
    set.typed.value = 'g';
    await set.search.prepare();
    expect(ids(set)).toEqual(['zapier google', 'zapier gmail']);
    set.typed.value = 'gm';
    expect(ids(set)).toEqual(['zapier gmail']);
    expect(set.search.found.value).toEqual({ status: 'idle' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(set.asked()).toEqual([]);
  });

  it.each([
    ['is defined', [{ app: 'acme', title: 'Acme', authentication: { type: 'custom' as const, fields: [] } }], []],
    ['was picked', [], [{ ...app('acme'), rank: 1 }]],
  ])('does not ask Zapier when the only match %s', async (_, definitions, picks) => {
    await store(['acme', 'slack']);
    const { typed, search, asked } = setUp('1', definitions, picks);
    typed.value = 'acm';
    await search.prepare();
    await vi.advanceTimersByTimeAsync(1000);
    expect(search.rows.value).toHaveLength(1);
    expect([search.found.value, asked()]).toEqual([{ status: 'idle' }, []]);
  });

  it.each([
    ['has no match', 0 as const, 'zzz'],
    ['has only close matches', 0 as const, 'slcak'],
    ['is older than a week', WEEK, 'slack'],
    ['is still being read', 'growing' as const, 'slack'],
  ])('asks Zapier too when the directory %s', async (_, age, query) => {
    await store(['slack'], age);
    const { typed, search, asked } = setUp();
    typed.value = query;
    await search.prepare();
    await vi.advanceTimersByTimeAsync(200);
    expect(asked()).toHaveLength(1);
  });

  it("keeps the directory's rows in place when Zapier adds others", async () => {
    await store(['slack', 'slab'], 'growing');
    const set = setUp();
    set.typed.value = 'sla';
    await set.search.prepare();
    await vi.advanceTimersByTimeAsync(200);
    await set.answer('sla', { ok: true, value: [app('sla'), app('slab'), app('slate')] });
    expect(ids(set)).toEqual(['zapier slack', 'zapier slab', 'zapier sla', 'zapier slate']);
  });

  it('keeps close matches in place when Zapier adds others', async () => {
    await store(['slack'], 'growing');
    const set = setUp();
    set.typed.value = 'slakc';
    await set.search.prepare();
    expect(set.search.isOnlyClose.value).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    await set.answer('slakc', { ok: true, value: [app('slakc')] });
    expect(ids(set)).toEqual(['close slack', 'more slakc']);
  });

  it('tells how far the directory is read', async () => {
    const { typed, search } = setUp();
    typed.value = 's';
    await search.prepare();
    expect(search.growth.value).toEqual({ apps: 0, growingTo: 'unknown' });
    await store(['slack'], 'growing');
    typed.value = '';
    typed.value = 's';
    await search.prepare();
    expect(search.growth.value).toEqual({ apps: 1, growingTo: 9000 });
  });

  it('lists configured apps and what Zapier finds when the directory cannot be read', async () => {
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('Corruption'));
    const set = setUp('1', [{ app: 'acme', title: 'Acme', authentication: { type: 'custom', fields: [] } }]);
    set.typed.value = 'a';
    await set.search.prepare();
    expect(ids(set)).toEqual(['yours acme']);
    await vi.advanceTimersByTimeAsync(200);
    await set.answer('a', { ok: true, value: [app('asana')] });
    expect(ids(set)).toEqual(['yours acme', 'zapier asana']);
  });
});

describe('the app that was opened with a text', () => {
  it('comes first for that text, also on another page, but is on no disk, and no key is remembered', async () => {
    const { typed, search } = setUp();
    typed.value = 'a';
    search.choose(app('asana'));
    typed.value = 'acme_live_0123456789abc';
    search.choose(app('other'));
    await vi.advanceTimersByTimeAsync(0);
    expect(await fakeBrowser.storage.session.get()).toEqual({ typedFor: [{ typed: 'a', app: app('asana') }] });
    const another = setUp();
    await vi.advanceTimersByTimeAsync(0);
    another.typed.value = 'a';
    expect(another.search.rows.value[0]).toMatchObject({ group: 'chosen', app: { id: 'asana' } });
  });
});
