import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Config } from '../../../lib/shared/config';
import { createLocks } from '../support/locks';
import of20261123 from './stored-examples/2026-11-23.json';
import of20261125 from './stored-examples/2026-11-25.json';

/** Contents of the disk as earlier versions wrote them, with the tokens replaced. */
const EXAMPLES: Record<string, Record<string, unknown>> = { '2026-11-23': of20261123, '2026-11-25': of20261125 };

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  vi.resetModules();
  vi.stubGlobal('navigator', { locks: createLocks() });
});

/** Repairs a disk with these contents, and returns the results. */
async function start(stored: Record<string, unknown>) {
  await fakeBrowser.storage.local.set(stored);
  const { repairStorage, SHAPES } = await import('../../../lib/background/repair-storage');
  const { findingsItem } = await import('../../../lib/shared/findings');
  await repairStorage();
  return {
    shapes: SHAPES,
    repairStorage,
    local: await fakeBrowser.storage.local.get(),
    found: (await findingsItem.getValue()).map(({ code, key }) => `${key} ${code}`).sort(),
  };
}

describe.each(Object.entries(EXAMPLES))('what the version of %s left on disk', (_day, example) => {
  it('reads what an earlier version stored, and loses nothing of it', async () => {
    const { local, found } = await start(example);
    expect(found).toEqual([]);
    const { config, madeHere, tokens, config$: _config, madeHere$: _madeHere, tokens$: _tokens, ...unchanged } = local;
    const { config: oldConfig, madeHere: oldMadeHere, tokens: oldTokens, ...others } = example;
    expect(unchanged).toEqual(others);
    const { tokenUrl, clientId } = config as Config;
    const [[accountId = '', old] = []] = Object.entries(oldTokens as object);
    expect(tokens).toEqual({ [accountId]: { ...old, issuer: { tokenUrl, clientId } } });
    const added = { requestsPerMinute: 60, receiptTemplate: '', linkTemplate: '', ticketPattern: '' };
    const learnt = { checkedApps: '', deletion: 'unknown' };
    const switches = { allowDelete: true, allowFreeFields: true, allowZapierPage: true };
    expect(config).toEqual({ ...(oldConfig as object), ...added, ...switches, ...learnt });
    if (oldMadeHere)
      expect(madeHere).toEqual(
        JSON.parse(JSON.stringify(oldMadeHere).replace(/"fingerprint":("[^"]*")/g, '"fingerprints":[$1]')),
      );
  });

  it('migrates what an earlier version stored only once', async () => {
    const first = await start(example);
    vi.resetModules();
    expect((await start(first.local)).local).toEqual(first.local);
  });
});

describe('storage on disk', () => {
  it('writes nothing when everything on disk can be read', async () => {
    const { repairStorage, local } = await start(of20261125);
    const write = vi.spyOn(fakeBrowser.storage.local, 'set');
    await repairStorage();
    expect(write).not.toHaveBeenCalled();
    expect(await fakeBrowser.storage.local.get()).toEqual(local);
  });

  it('removes the parts on disk that cannot be read, and keeps the others', async () => {
    const [pick] = of20261125.picks;
    const { local, found } = await start({
      picks: [pick, 'nothing', { ...pick, rank: 'high' }],
      orders: [{ id: 'odd' }],
      settings: { clientId: 'mine', requestsPerMinute: [30] },
      tokens: { '1': { accessToken: 'a', refreshToken: null, expiresAt: 5 }, '2': { accessToken: '' } },
    });
    expect(local).toMatchObject({ picks: [pick], orders: [], settings: { clientId: 'mine' } });
    expect(Object.keys(local.tokens as object)).toEqual(['1']);
    expect(local.settings).not.toHaveProperty('requestsPerMinute');
    expect(found).toEqual(['orders unreadable', 'picks unreadable', 'settings unreadable', 'tokens unreadable']);
  });

  it('removes from disk what is useless without an item that cannot be read', async () => {
    const { local, found } = await start({
      ...of20261125,
      accounts: { current: 5 },
      catalogue: 'all of it',
      catalogue$: { v: 9 },
    });
    for (const key of ['accounts', 'tokens', 'catalogue', 'catalogue$', 'catalogue/1/0'])
      expect(local).not.toHaveProperty([key]);
    expect(found).toEqual(['accounts unreadable', 'catalogue unreadable']);
  });

  it('leaves only well-formed items on disk, whatever was stored', async () => {
    const { shapes, repairStorage } = await start({});
    const { local } = fakeBrowser.storage;
    const anything = fc.record(
      Object.fromEntries(Object.keys(shapes).map((key) => [key, fc.jsonValue({ maxDepth: 3 })])),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(anything, async (stored) => {
        await local.clear();
        await local.set(stored);
        await repairStorage();
        for (const [key, value] of Object.entries(await local.get())) expect(shapes[key]?.(value), key).toBe(value);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('a failed write to disk', () => {
  it('notes a failed write once for each item', async () => {
    const { findingsItem } = await import('../../../lib/shared/findings');
    const { keepOnDisk } = await import('../../../lib/background/keep-on-disk');
    const full = () => Promise.reject(new Error('QUOTA_BYTES quota exceeded'));
    expect(await keepOnDisk('orders', full)).toBe(false);
    expect(await keepOnDisk('catalogue', full)).toBe(false);
    expect(await keepOnDisk('orders', full)).toBe(false);
    expect(await keepOnDisk('picks', async () => undefined)).toBe(true);
    expect((await findingsItem.getValue()).map(({ key }) => key)).toEqual(['orders', 'catalogue']);
  });

  it('does not throw when memory is too full to note a failed write', async () => {
    const { keepOnDisk } = await import('../../../lib/background/keep-on-disk');
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('Session storage quota bytes exceeded.'));
    expect(await keepOnDisk('orders', () => Promise.reject(new Error('QUOTA_BYTES quota exceeded')))).toBe(false);
  });
});
