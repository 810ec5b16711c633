import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ACME_CRM, DESKWELL, SHIPDAY } from '../../../zapier/zapier';
import {
  CONFIG,
  CRM,
  EMPTY,
  MARIA,
  MINUTE_MS,
  NOON,
  OTHER,
  open,
  reach,
  reopen,
  session,
  stored,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

describe('secrets in a form', () => {
  it('shows how many minutes secrets are kept, counted from the last keystroke', () => {
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

  it('shows no minutes once every secret is empty', () => {
    const form = open();
    type(form, 'api_key', 'k');
    type(form, 'api_key', '');
    expect(form.secretMinutesLeft.value).toBeNull();
    expect(form.entry.wiped.value).toEqual([]);
    expect(form.entry.isBegun()).toBe(false);
  });

  it('wipes secrets after ten minutes, names them, and keeps the rest of the form', () => {
    const form = open(summary(DESKWELL.app, 'Deskwell'));
    const stop = form.follow();
    type(form, 'subdomain', 'acme');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(valueIn(form, 'subdomain')).toBe('acme');
    expect(form.entry.wiped.value).toEqual(['field:api_key']);
    expect(form.secretMinutesLeft.value).toBeNull();
    type(form, 'api_key', 'k-2');
    expect(form.entry.wiped.value).toEqual([]);
    stop();
  });

  it('does not fall back to the default of a secret that was wiped', () => {
    const fields = [{ key: 'api_key', label: 'API key', default: 'another-key' }];
    const apps = [{ ...ACME_CRM, authentication: { type: 'custom' as const, fields } }];
    const form = open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps });
    const stop = form.follow();
    expect(valueIn(form, 'api_key')).toBe('another-key');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.entry.wiped.value).toEqual(['field:api_key']);
    expect(form.connect()).toBe('field:api_key');
    expect(form.order.current.value).toBeNull();
    stop();
  });

  it('reports secrets as wiped when the popup opens again after ten minutes', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    const again = await reopen();
    expect(valueIn(again, 'api_key')).toBe('');
    expect(again.entry.wiped.value).toEqual(['field:api_key']);
  });

  it('shows the minutes left when the popup opens again', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 4 * MINUTE_MS);
    expect((await reopen()).secretMinutesLeft.value).toBe(6);
  });

  it('does not write an expired secret again on the next keystroke, in whatever field', () => {
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

  it('does not bring back an expired secret when another one is typed', () => {
    const form = open(OTHER);
    const first = form.entry.draft.value.freeFields[0]?.id ?? '';
    const second = form.entry.addField().replace(/-name$/, '');
    type(form, first, 'old');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    type(form, second, 'new');
    expect(valueIn(form, first)).toBe('');
    expect(form.entry.wiped.value).toEqual([first]);
  });

  it('stops its timer once the form is no longer shown', () => {
    const form = open();
    form.follow()();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a key pasted into the search', () => {
  const key = 'secrets/1/search';

  async function openWithPasted() {
    await fakeBrowser.storage.session.set({ [key]: { values: { search: 'k-pasted' }, editedAt: NOON } });
    return reopen();
  }

  it('holds a pasted key for its field, then keeps it with the form', async () => {
    const form = await openWithPasted();
    expect(form.pasted.value).toBe('k-pasted');
    expect(valueIn(form, 'api_key')).toBe('');
    await form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('k-pasted');
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    expect(valueIn(await reopen(), 'api_key')).toBe('k-pasted');
  });

  it.each(['API key: k-named', 'X_API_KEY=k-named', "curl -H 'Authorization: Bearer k-named' https://x.example"])(
    'is offered where its text names it, though it is one value: %s',
    async (search) => {
      await fakeBrowser.storage.session.set({ [key]: { values: { search }, editedAt: NOON } });
      const form = await reopen();
      await form.offerPasted();
      expect(form.paste.offer.value?.fields).toMatchObject([{ id: 'field:api_key', value: 'k-named' }]);
      form.fillOffered();
      expect(valueIn(form, 'api_key')).toBe('k-named');
      expect(await stored(key)).toBeUndefined();
    },
  );

  it.each(['k-pasted', 'acme:k-pasted'])('is not offered where nothing names it: %s', async (search) => {
    await fakeBrowser.storage.session.set({ [key]: { values: { search }, editedAt: NOON } });
    const form = await reopen();
    await form.offerPasted();
    expect(form.paste.offer.value).toBeNull();
  });

  it('forgets a pasted key when the background wipes it while the form is open', async () => {
    const form = await openWithPasted();
    const stop = form.follow();
    await fakeBrowser.storage.session.remove(key);
    await vi.waitFor(() => expect(form.pasted.value).toBeNull());
    stop();
  });

  it('forgets a pasted key on request', async () => {
    const form = await openWithPasted();
    form.forgetPasted();
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    await form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('');
  });

  it('forgets a pasted key when the form starts over', async () => {
    const form = await openWithPasted();
    form.startOver();
    expect(form.pasted.value).toBeNull();
    expect(await session()).toEqual({});
  });

  it('forgets a pasted key once its form is connected', async () => {
    const form = await openWithPasted();
    const stop = form.follow();
    type(form, 'api_key', 'k-1');
    form.connect();
    await reach(form, { name: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: NOON });
    await vi.waitFor(() => expect(form.pasted.value).toBeNull());
    expect(await stored(key)).toBeUndefined();
    stop();
  });

  it('forgets a pasted key after ten minutes', async () => {
    vi.setSystemTime(NOON - 10 * MINUTE_MS);
    await openWithPasted();
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    expect((await reopen()).pasted.value).toBeNull();
  });
});
