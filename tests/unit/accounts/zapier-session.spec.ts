import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  createZapierSession,
  doubtZapierSession,
  forgetSeenAtZapier,
  readSeenAtZapier,
  watchSeenAtZapier,
} from '../../../lib/accounts/zapier-session';

let stays = false;
const session = createZapierSession(async () => stays);

const onDisk = async () => Object.values(await fakeBrowser.storage.local.get());
const browserEnds = () => fakeBrowser.storage.session.clear();

beforeEach(() => {
  fakeBrowser.reset();
  stays = false;
});

describe('the account that Zapier was last seen signed in as', () => {
  it('is forgotten with the browser, and never on disk', async () => {
    await session.see('maria');
    expect(await readSeenAtZapier()).toBe('maria');
    expect(await onDisk()).not.toContain('maria');
    await browserEnds();
    expect(await readSeenAtZapier()).toBeNull();
  });

  it('outlives the browser while the agent stays signed in', async () => {
    stays = true;
    await session.see('maria');
    await browserEnds();
    await session.settle();
    expect(await readSeenAtZapier()).toBe('maria');
  });

  it('goes to disk and leaves it when that is switched', async () => {
    await session.see('maria');
    stays = true;
    await session.settle();
    expect(await onDisk()).toContain('maria');
    stays = false;
    await session.settle();
    expect(await onDisk()).not.toContain('maria');
    expect(await readSeenAtZapier()).toBe('maria');
  });

  it('is unknown from a doubt on, in memory and on disk', async () => {
    stays = true;
    await session.see('maria');
    await doubtZapierSession();
    await session.settle();
    expect(await readSeenAtZapier()).toBeNull();
    expect(await onDisk()).not.toContain('maria');
  });

  it('is forgotten with that account, and with no other', async () => {
    stays = true;
    await session.see('maria');
    await forgetSeenAtZapier('ben');
    expect(await readSeenAtZapier()).toBe('maria');
    await forgetSeenAtZapier('maria');
    expect(await readSeenAtZapier()).toBeNull();
    expect(await onDisk()).not.toContain('maria');
  });

  it('is told to whoever watches, until they stop', async () => {
    const changed = vi.fn();
    const stop = watchSeenAtZapier(changed);
    await session.see('maria');
    expect(changed).toHaveBeenCalledTimes(1);
    stop();
    await session.see('ben');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
