import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  forgetAllMade,
  forgetMade,
  madeHereItem,
  REMEMBERED,
  REMEMBERED_FOR_MS,
  rememberMade,
} from '../../../lib/connections/made-here';
import { createLocks } from '../zapier/locks';

const NONE = { freeFields: [], values: {} };
const made = (id: string, madeAt: number) => ({ id, appId: 'app-1', madeAt });
const idsOf = async (accountId: string) => (await madeHereItem.getValue())[accountId]?.made.map(({ id }) => id);

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
});

describe('what was made here', () => {
  it('is kept without value, name and title', async () => {
    await rememberMade('1', made('c-1', 5), {
      freeFields: [{ id: 'row', name: 'api_key' }],
      values: { row: 'k-secret' },
    });
    const kept = await fakeBrowser.storage.local.get();
    expect(kept.madeHere).toEqual({
      1: { key: expect.any(String), made: [{ ...made('c-1', 5), fingerprint: expect.any(String) }] },
    });
    expect(JSON.stringify(kept)).not.toMatch(/k-secret|api_key/);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).toBe('{}');
  });

  it('is recognised within an account only', async () => {
    const credentials = { freeFields: [], values: { api_key: 'k' } };
    for (const accountId of ['1', '1', '2']) await rememberMade(accountId, made('c', 5), credentials);
    const { 1: one, 2: two } = await madeHereItem.getValue();
    expect(one?.made[0]?.fingerprint).toBe(one?.made[1]?.fingerprint);
    expect(two?.made[0]?.fingerprint).not.toBe(one?.made[0]?.fingerprint);
    expect(two?.key).not.toBe(one?.key);
  });

  it('has no fingerprint where nothing secret was typed', async () => {
    await rememberMade('1', made('c-1', 5), NONE);
    expect((await madeHereItem.getValue())[1]?.made).toMatchObject([{ fingerprint: null }]);
  });

  it('is forgotten after its time, whoever’s it is, key and all', async () => {
    await rememberMade('1', made('old', 0), NONE);
    await rememberMade('2', made('new', REMEMBERED_FOR_MS - 1), NONE);
    expect(await idsOf('1')).toEqual(['old']);
    await rememberMade('2', made('newer', REMEMBERED_FOR_MS), NONE);
    expect(await madeHereItem.getValue()).toEqual({ 2: expect.anything() });
    expect(await idsOf('2')).toEqual(['new', 'newer']);
  });

  it('is so many connections of an account at most, the latest', async () => {
    const kept = Array.from({ length: REMEMBERED }, (_, index) => ({
      ...made(`c-${index}`, index),
      fingerprint: null,
    }));
    await madeHereItem.setValue({ 1: { key: btoa('k'), made: kept } });
    await rememberMade('1', made('latest', REMEMBERED), NONE);
    const ids = await idsOf('1');
    expect(ids).toHaveLength(REMEMBERED);
    expect([ids?.[0], ids?.at(-1)]).toEqual(['c-1', 'latest']);
  });

  it('loses nothing where two are made at once', async () => {
    await Promise.all([rememberMade('1', made('a', 1), NONE), rememberMade('1', made('b', 1), NONE)]);
    expect((await idsOf('1'))?.sort()).toEqual(['a', 'b']);
  });

  it('can be forgotten, one connection or a whole account', async () => {
    for (const id of ['a', 'b']) await rememberMade('1', made(id, 1), NONE);
    await rememberMade('2', made('c', 1), NONE);
    await forgetMade('1', 'a');
    await forgetMade('unknown', 'a');
    expect(await idsOf('1')).toEqual(['b']);
    await forgetAllMade('1');
    expect(Object.keys(await madeHereItem.getValue())).toEqual(['2']);
  });
});
