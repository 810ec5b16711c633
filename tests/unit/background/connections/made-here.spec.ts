import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  forgetAllMade,
  forgetMade,
  forgetOldMade,
  REMEMBERED,
  REMEMBERED_FOR_MS,
  rememberMade,
} from '../../../../lib/background/connections/made-here';
import { fingerprints } from '../../../../lib/shared/fingerprint';
import { madeHereItem } from '../../../../lib/shared/made-here';
import { createLocks } from '../../support/locks';

const NONE = { freeFields: [], values: {} };
const made = (id: string, madeAt: number) => ({ id, appId: 'app-1', madeAt });
const idsOf = async (accountId: string) => (await madeHereItem.getValue())[accountId]?.made.map(({ id }) => id);

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
});

describe('connections made here', () => {
  it('remembers a connection without its values and field names', async () => {
    await rememberMade('1', made('c-1', 5), {
      freeFields: [{ id: 'row', name: 'api_key' }],
      values: { row: 'k-very-secret' },
    });
    const kept = await fakeBrowser.storage.local.get();
    expect(kept.madeHere).toEqual({
      1: {
        key: expect.any(String),
        made: [{ ...made('c-1', 5), fingerprints: [expect.any(String), expect.any(String)] }],
      },
    });
    expect(JSON.stringify(kept)).not.toMatch(/k-very-secret|api_key/);
    expect(JSON.stringify(await fakeBrowser.storage.session.get())).toBe('{}');
  });

  it('recognizes the same secrets within one account only', async () => {
    const credentials = { freeFields: [], values: { api_key: 'k-very-secret' } };
    for (const accountId of ['1', '1', '2']) await rememberMade(accountId, made('c', 5), credentials);
    const { 1: one, 2: two } = await madeHereItem.getValue();
    expect(one?.made[0]?.fingerprints).toEqual(one?.made[1]?.fingerprints);
    expect(one?.made[0]?.fingerprints).not.toContain(two?.made[0]?.fingerprints[0]);
    expect(two?.key).not.toBe(one?.key);
  });

  it('stores no fingerprint when nothing was typed', async () => {
    await rememberMade('1', made('c-1', 5), NONE);
    expect((await madeHereItem.getValue())[1]?.made).toMatchObject([{ fingerprints: [] }]);
  });

  it('forgets expired connections of every account, and the key with the last of them', async () => {
    await rememberMade('1', made('old', 0), NONE);
    await rememberMade('2', made('new', REMEMBERED_FOR_MS - 1), NONE);
    expect(await idsOf('1')).toEqual(['old']);
    await rememberMade('2', made('newer', REMEMBERED_FOR_MS), NONE);
    expect(await madeHereItem.getValue()).toEqual({ 2: expect.anything() });
    expect(await idsOf('2')).toEqual(['new', 'newer']);
  });

  it('forgets expired connections when the background starts, without a new one being made', async () => {
    const of = (id: string, madeAt: number) => ({ key: btoa('k'), made: [{ ...made(id, madeAt), fingerprints: [] }] });
    await madeHereItem.setValue({ 1: of('old', 0), 2: of('new', 1), 3: of('from the future', 2 * REMEMBERED_FOR_MS) });
    await forgetOldMade(REMEMBERED_FOR_MS);
    expect(Object.keys(await madeHereItem.getValue())).toEqual(['2']);
    const written = vi.fn();
    fakeBrowser.storage.onChanged.addListener(written);
    await forgetOldMade(REMEMBERED_FOR_MS);
    expect(written, 'nothing is written when nothing is old').not.toHaveBeenCalled();
  });

  it('keeps only the latest connections of an account', async () => {
    const kept = Array.from({ length: REMEMBERED }, (_, index) => ({
      ...made(`c-${index}`, index),
      fingerprints: [],
    }));
    await madeHereItem.setValue({ 1: { key: btoa('k'), made: kept } });
    await rememberMade('1', made('latest', REMEMBERED), NONE);
    const ids = await idsOf('1');
    expect(ids).toHaveLength(REMEMBERED);
    expect([ids?.[0], ids?.at(-1)]).toEqual(['c-1', 'latest']);
  });

  it('keeps both of two connections that are remembered at once', async () => {
    await Promise.all([rememberMade('1', made('a', 1), NONE), rememberMade('1', made('b', 1), NONE)]);
    expect((await idsOf('1'))?.sort()).toEqual(['a', 'b']);
  });

  it('forgets a single connection or all of an account', async () => {
    for (const id of ['a', 'b']) await rememberMade('1', made(id, 1), NONE);
    await rememberMade('2', made('c', 1), NONE);
    await forgetMade('1', 'a');
    await forgetMade('unknown', 'a');
    expect(await idsOf('1')).toEqual(['b']);
    await forgetAllMade('1');
    expect(Object.keys(await madeHereItem.getValue())).toEqual(['2']);
  });
});

describe('data of version 1', () => {
  /** The item as version 0.1.0 wrote it, with one fingerprint of all secrets together. */
  const KEPT = {
    7: {
      key: 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=',
      made: [
        { id: 'c-1', appId: 'app-1', madeAt: 5, fingerprint: 'ZerWuYsxi0zZNkM9VZ5Kp5cCsiZQ+78C+kuUDd454LU=' },
        { id: 'c-2', appId: 'app-1', madeAt: 6, fingerprint: null },
      ],
    },
  };
  const SECRETS = { freeFields: [], values: { api_key: 'dw-0123456789abcdef', secret: 's3cret' } };

  /** Reads the item as a newly started browser does. */
  async function start() {
    vi.resetModules();
    const { madeHereItem: item } = await import('../../../../lib/shared/made-here');
    return item.getValue();
  }

  it('migrates the one fingerprint of version 1 to a list and still recognizes it', async () => {
    await fakeBrowser.storage.local.set({ madeHere: KEPT });
    const read = await start();
    expect(read[7]).toEqual({
      key: KEPT[7].key,
      made: [
        { id: 'c-1', appId: 'app-1', madeAt: 5, fingerprints: [KEPT[7].made[0]?.fingerprint] },
        { id: 'c-2', appId: 'app-1', madeAt: 6, fingerprints: [] },
      ],
    });
    const typed = await fingerprints(KEPT[7].key, 'app-1', SECRETS);
    expect(read[7]?.made[0]?.fingerprints).toContain(typed[0]?.hmac);
    expect((await fakeBrowser.storage.local.get('madeHere')).madeHere).toEqual(read);
  });

  it.each([null, {}, { key: 'k' }, { key: 'k', made: 'none' }, { key: 'k', made: [null] }])(
    'migrates an account beside another one that is damaged: %j',
    async (damaged) => {
      await fakeBrowser.storage.local.set({ madeHere: { 6: damaged, ...KEPT } });
      expect((await start())[7]?.made.map(({ fingerprints: kept }) => kept.length)).toEqual([1, 0]);
    },
  );

  it('leaves data of the current version unchanged when its version number is missing', async () => {
    const kept = { 7: { key: btoa('k'), made: [{ ...made('c-1', 5), fingerprints: ['a', 'b'] }] } };
    await fakeBrowser.storage.local.set({ madeHere: kept });
    expect(await start()).toEqual(kept);
    expect(await start()).toEqual(kept);
  });
});
