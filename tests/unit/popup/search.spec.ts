import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSearch } from '../../../lib/popup/search';

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

/** A search of which the test holds each answer. */
function setUp(accountId: string | null = '1') {
  const answers = new Map<string, (answer: unknown) => void>();
  const sent = vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    const { request } = message as { request: { query: string } };
    return new Promise((resolve) => answers.set(request.query, (response) => resolve({ response })));
  });
  const typed = signal('');
  const account = signal(accountId);
  const search = createSearch(typed, account);
  const asked = () => sent.mock.calls.map(([message]) => message);
  const answer = async (query: string, response: unknown) => {
    answers.get(query)?.(response);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { typed, account, search, asked, answer };
}

describe('a search', () => {
  it('asks once typing rests, for the words without the blanks around them', async () => {
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

  it('does not ask again for blanks', () => {
    const { typed, asked } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = 'goo ';
    vi.advanceTimersByTime(200);
    expect(asked()).toHaveLength(1);
  });

  it('shows the answer to the newest words only, in whatever order answers come', async () => {
    const { typed, search, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = 'slack';
    vi.advanceTimersByTime(200);
    await answer('slack', { ok: true, value: [app('slack')] });
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'found', apps: [app('slack')] });
  });

  it('is over when nothing is typed any more', async () => {
    const { typed, search, asked, answer } = setUp();
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    typed.value = '  ';
    await answer('goo', { ok: true, value: [app('google')] });
    expect(search.found.value).toEqual({ status: 'idle' });
    expect(asked()).toHaveLength(1);
  });

  it('tells why it failed, and can be tried again', async () => {
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

  it('asks for nobody while nobody is signed in', () => {
    const { typed, account, asked } = setUp(null);
    typed.value = 'goo';
    vi.advanceTimersByTime(200);
    expect(asked()).toEqual([]);
    account.value = '2';
    vi.advanceTimersByTime(200);
    expect(asked()).toEqual([{ name: 'apps.search', request: { accountId: '2', query: 'goo' } }]);
  });
});

describe('a key that was pasted', () => {
  const key = 'secrets/1/search';
  const held = { values: { search: 'k-1' }, editedAt: NOON };

  it('is known while it is held, and can be forgotten', async () => {
    await fakeBrowser.storage.session.set({ [key]: held });
    const { search } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(search.pasted.value).toEqual(held);
    search.forgetPasted();
    await vi.advanceTimersByTimeAsync(0);
    expect(search.pasted.value).toBeNull();
    expect(await fakeBrowser.storage.session.get()).toEqual({});
  });

  it('is noticed when it is pasted', async () => {
    const { search } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    await fakeBrowser.storage.session.set({ [key]: held });
    expect(search.pasted.value).toEqual(held);
  });

  it('is none once its time is up', async () => {
    await fakeBrowser.storage.session.set({ [key]: { ...held, editedAt: NOON - 600_000 } });
    const { search } = setUp();
    await vi.advanceTimersByTimeAsync(0);
    expect(search.pasted.value).toBeNull();
  });

  it("is not another account's", async () => {
    await fakeBrowser.storage.session.set({ [key]: held });
    const { search } = setUp('2');
    await vi.advanceTimersByTimeAsync(0);
    expect(search.pasted.value).toBeNull();
  });
});
