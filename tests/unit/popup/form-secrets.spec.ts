import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ACME_CRM, DESKWELL, SHIPDAY } from '../../zapier/zapier';
import {
  CONFIG,
  CRM,
  EMPTY,
  MARIA,
  MINUTE_MS,
  NOON,
  OTHER,
  open,
  progress,
  reopen,
  session,
  stored,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

describe('secrets', () => {
  it('show how many minutes they are kept, from the last keystroke on', () => {
    const form = open();
    const stop = form.follow();
    expect(form.secretMinutesLeft.value).toBeNull();
    type(form, 'api_key', 'k');
    expect(form.secretMinutesLeft.value).toBe(10);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    expect(form.secretMinutesLeft.value).toBe(10);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    expect(form.secretMinutesLeft.value).toBe(9);
    vi.advanceTimersByTime(8.75 * MINUTE_MS);
    expect(form.secretMinutesLeft.value).toBe(1);
    type(form, 'api_key', 'k-1');
    expect(form.secretMinutesLeft.value).toBe(10);
    stop();
  });

  it('show no minutes once they are empty', () => {
    const form = open();
    type(form, 'api_key', 'k');
    type(form, 'api_key', '');
    expect(form.secretMinutesLeft.value).toBeNull();
    expect(form.wiped.value).toEqual([]);
    expect(form.isBegun()).toBe(false);
  });

  it('are gone after ten minutes, and the form says which; the rest stays', () => {
    const form = open(summary(DESKWELL.app, 'Deskwell'));
    const stop = form.follow();
    type(form, 'subdomain', 'acme');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(valueIn(form, 'subdomain')).toBe('acme');
    expect(form.wiped.value).toEqual(['field:api_key']);
    expect(form.secretMinutesLeft.value).toBeNull();
    type(form, 'api_key', 'k-2');
    expect(form.wiped.value).toEqual([]);
    stop();
  });

  it('that have a default are empty then, and are never sent as it', () => {
    const fields = [{ key: 'api_key', label: 'API key', default: 'another-key' }];
    const apps = [{ ...ACME_CRM, authentication: { type: 'custom' as const, fields } }];
    const form = open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps });
    const stop = form.follow();
    expect(valueIn(form, 'api_key')).toBe('another-key');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.wiped.value).toEqual(['field:api_key']);
    expect(form.order()).toBe('field:api_key');
    expect(form.job.value).toBeNull();
    stop();
  });

  it('are gone when the popup opens again after ten minutes', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    const again = await reopen();
    expect(valueIn(again, 'api_key')).toBe('');
    expect(again.wiped.value).toEqual(['field:api_key']);
  });

  it('show the minutes that are left when the popup opens again', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 4 * MINUTE_MS);
    expect((await reopen()).secretMinutesLeft.value).toBe(6);
  });

  it('whose time is up are not written again by the next keystroke, wherever that is', () => {
    for (const id of ['username', 'password']) {
      vi.setSystemTime(NOON);
      const form = open(summary(SHIPDAY.app, 'Shipday'));
      type(form, 'password', 'old');
      vi.setSystemTime(NOON + 10 * MINUTE_MS);
      const set = vi.spyOn(fakeBrowser.storage.session, 'set');
      type(form, id, 'new');
      expect(JSON.stringify(set.mock.lastCall)).not.toContain('old');
      set.mockRestore();
    }
  });

  it('whose time is up never come back with another secret', () => {
    const form = open(OTHER);
    const first = form.draft.value.freeFields[0]?.id ?? '';
    const second = form.addField().replace(/-name$/, '');
    type(form, first, 'old');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    type(form, second, 'new');
    expect(valueIn(form, first)).toBe('');
    expect(form.wiped.value).toEqual([first]);
  });

  it('stop being watched when the form is no longer shown', () => {
    const form = open();
    form.follow()();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a key that was pasted into the search', () => {
  const key = 'secrets/1/search';

  async function openWithPasted() {
    await fakeBrowser.storage.session.set({ [key]: { values: { search: 'k-pasted' }, editedAt: NOON } });
    return reopen();
  }

  it('waits for its field, and is kept with the form from then on', async () => {
    const form = await openWithPasted();
    expect(form.pasted.value).toBe('k-pasted');
    expect(valueIn(form, 'api_key')).toBe('');
    form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('k-pasted');
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    expect(valueIn(await reopen(), 'api_key')).toBe('k-pasted');
  });

  it('can be forgotten', async () => {
    const form = await openWithPasted();
    form.forgetPasted();
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('');
  });

  it('is forgotten with the form', async () => {
    const form = await openWithPasted();
    form.startOver();
    expect(form.pasted.value).toBeNull();
    expect(await session()).toEqual({});
  });

  it('is forgotten once the form that it waits for is connected', async () => {
    const form = await openWithPasted();
    const stop = form.follow();
    type(form, 'api_key', 'k-1');
    form.order();
    await progress(form, { status: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: NOON });
    await vi.waitFor(() => expect(form.pasted.value).toBeNull());
    expect(await stored(key)).toBeUndefined();
    stop();
  });

  it('is gone after ten minutes', async () => {
    vi.setSystemTime(NOON - 10 * MINUTE_MS);
    await openWithPasted();
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    expect((await reopen()).pasted.value).toBeNull();
  });
});
