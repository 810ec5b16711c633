import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createZapierSession, forgetSeenAtZapier } from '../../../../lib/background/sign-in/zapier-session';
import { doubtZapierSession, readSeenAtZapier, watchSeenAtZapier } from '../../../../lib/shared/zapier-session';

let stays = false;
const session = createZapierSession(async () => stays);

const onDisk = async () => Object.values(await fakeBrowser.storage.local.get());
const browserEnds = () => fakeBrowser.storage.session.clear();

beforeEach(() => {
  fakeBrowser.reset();
  stays = false;
});

describe('the account last seen at Zapier', () => {
  it('forgets the account seen at Zapier with the browser and never writes it to disk', async () => {
    await session.see('maria');
    expect(await readSeenAtZapier()).toBe('maria');
    expect(await onDisk()).not.toContain('maria');
    await browserEnds();
    expect(await readSeenAtZapier()).toBeNull();
  });

  it('restores the account seen at Zapier while the agent stays signed in', async () => {
    stays = true;
    await session.see('maria');
    await browserEnds();
    await session.syncDisk();
    expect(await readSeenAtZapier()).toBe('maria');
  });

  it('moves the account seen at Zapier to and from the disk when staying signed in is switched', async () => {
    await session.see('maria');
    stays = true;
    await session.syncDisk();
    expect(await onDisk()).toContain('maria');
    stays = false;
    await session.syncDisk();
    expect(await onDisk()).not.toContain('maria');
    expect(await readSeenAtZapier()).toBe('maria');
  });

  it('forgets the account seen at Zapier in memory and on disk once it is in doubt', async () => {
    stays = true;
    await session.see('maria');
    await doubtZapierSession();
    await session.syncDisk();
    expect(await readSeenAtZapier()).toBeNull();
    expect(await onDisk()).not.toContain('maria');
  });

  it('forgets the account seen at Zapier with that account and with no other', async () => {
    stays = true;
    await session.see('maria');
    await forgetSeenAtZapier('ben');
    expect(await readSeenAtZapier()).toBe('maria');
    await forgetSeenAtZapier('maria');
    expect(await readSeenAtZapier()).toBeNull();
    expect(await onDisk()).not.toContain('maria');
  });

  it('notifies watchers of the account seen at Zapier until they stop', async () => {
    const changed = vi.fn();
    const stop = watchSeenAtZapier(changed);
    await session.see('maria');
    expect(changed).toHaveBeenCalledTimes(1);
    stop();
    await session.see('ben');
    expect(changed).toHaveBeenCalledTimes(1);
  });
});
