import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHeldPaste } from '../../../lib/page/held-paste';

const NOON = Date.UTC(2026, 0, 1, 12);
const KEY = 'acme_live_0123456789';
const OF_MARIA = 'secrets/1/search';
const held = (search: string, editedAt = NOON) => ({ values: { search }, editedAt });
const session = () => fakeBrowser.storage.session.get();

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Creates the model for a page that shows this account, and returns it once storage was read. */
async function create(accountId: string | null = '1') {
  const account = signal(accountId);
  const paste = createHeldPaste(account);
  paste.read();
  await vi.advanceTimersByTimeAsync(0);
  return { account, paste };
}

describe('what was pasted and waits for its form', () => {
  it('is known while it is held, and forgotten on request', async () => {
    await fakeBrowser.storage.session.set({ [OF_MARIA]: held(KEY) });
    const { paste } = await create();
    expect(paste.text.value).toBe(KEY);
    paste.forget();
    expect(paste.text.value).toBeNull();
    expect(await session()).toEqual({});
  });

  it('is noticed when another page holds it later', async () => {
    const { paste } = await create();
    await fakeBrowser.storage.session.set({ [OF_MARIA]: held(KEY) });
    expect(paste.text.value).toBe(KEY);
  });

  it('is ignored once its time is up', async () => {
    await fakeBrowser.storage.session.set({ [OF_MARIA]: held(KEY, NOON - 600_000) });
    expect((await create()).paste.text.value).toBeNull();
  });

  it('is that of the customer who is shown', async () => {
    await fakeBrowser.storage.session.set({ [OF_MARIA]: held(KEY) });
    const { account, paste } = await create('2');
    expect(paste.text.value).toBeNull();
    account.value = '1';
    expect(paste.text.value).toBeUndefined();
    await vi.advanceTimersByTimeAsync(0);
    expect(paste.text.value).toBe(KEY);
  });

  it('is held at once, also where storage has not been read yet', async () => {
    const paste = createHeldPaste(signal('1'));
    paste.read();
    expect(paste.take(` ${KEY}\n`)).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(paste.text.value).toBe(KEY);
    expect(await session()).toEqual({ [OF_MARIA]: held(KEY) });
  });

  it('belongs to nobody before a sign-in', async () => {
    const { paste } = await create(null);
    paste.take(KEY);
    expect(await session()).toEqual({ 'secrets//search': held(KEY) });
    paste.forgetNobodys();
    expect(await session()).toEqual({});
  });

  it('goes to another customer, and leaves the one it was pasted for', async () => {
    const { paste } = await create();
    paste.take(KEY);
    paste.handOver(KEY, '2');
    expect(paste.text.value).toBeNull();
    expect(await session()).toEqual({ 'secrets/2/search': held(KEY) });
  });

  it('is not kept, and nothing before it either, if it is longer than any message', async () => {
    const { paste } = await create();
    paste.take(KEY);
    expect(paste.take('x '.repeat(40_000))).toBe(true);
    expect(paste.isTooLong.value).toBe(true);
    expect(paste.text.value).toBeNull();
    expect(await session()).toEqual({});
    paste.take(KEY);
    expect(paste.isTooLong.value).toBe(false);
  });

  it('is not the name of an app', async () => {
    const { paste } = await create();
    expect(paste.take('Google Sheets')).toBe(false);
    expect(await session()).toEqual({});
  });
});
