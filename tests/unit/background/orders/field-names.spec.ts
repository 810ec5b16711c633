import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetFieldNames, rememberFieldNames } from '../../../../lib/background/orders/app-memory';
import { fieldNamesItem, namesOf } from '../../../../lib/shared/app-memory';
import { createLocks } from '../../support/locks';

const remembered = async (appId: string) => namesOf(await fieldNamesItem.getValue(), appId);

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
});

describe('remembered names of free fields', () => {
  it('remembers field names by app, in their order', async () => {
    await rememberFieldNames('a', ['workspace', 'api_token']);
    await rememberFieldNames('b', ['key']);
    expect(await remembered('a')).toEqual(['workspace', 'api_token']);
    expect(await remembered('b')).toEqual(['key']);
    expect(await remembered('c')).toEqual([]);
  });

  it('replaces the field names of an app with those used last', async () => {
    await rememberFieldNames('a', ['workspace', 'api_token']);
    await rememberFieldNames('a', ['key']);
    expect(await fieldNamesItem.getValue()).toEqual([{ app: 'a', names: ['key'] }]);
  });

  it('forgets the field names of one app only', async () => {
    await rememberFieldNames('a', ['key']);
    await rememberFieldNames('b', ['key']);
    await forgetFieldNames({ appId: 'a' });
    expect(await fieldNamesItem.getValue()).toEqual([{ app: 'b', names: ['key'] }]);
  });

  it('keeps names off the disk that look like a credential in the wrong box', async () => {
    await rememberFieldNames('a', ['sk_live_0123456789abcdef', 'line\nline', 'x'.repeat(101), 'key']);
    expect(await remembered('a')).toEqual(['key']);
    await rememberFieldNames('b', ['sk_live_0123456789abcdef']);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('sk_live');
    expect(await remembered('b')).toEqual([]);
  });

  it('remembers fifty apps with thirty names each and drops the app not used for longest', async () => {
    for (let app = 0; app < 50; app += 1) await rememberFieldNames(`app-${app}`, ['key']);
    await rememberFieldNames('app-0', ['key']);
    await rememberFieldNames(
      'new',
      Array.from({ length: 40 }, (_, index) => `field ${index}`),
    );
    expect(await fieldNamesItem.getValue()).toHaveLength(50);
    expect(await remembered('app-1')).toEqual([]);
    expect(await remembered('app-0')).toEqual(['key']);
    expect(await remembered('new')).toHaveLength(30);
  });

  it('keeps the field names of two apps that are stored at the same time', async () => {
    await Promise.all([rememberFieldNames('a', ['x']), rememberFieldNames('b', ['y'])]);
    expect(await remembered('a')).toEqual(['x']);
    expect(await remembered('b')).toEqual(['y']);
  });
});
