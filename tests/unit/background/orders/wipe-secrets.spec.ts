import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followSecrets, wipeSecrets } from '../../../../lib/background/orders/wipe-secrets';
import { createSchedule } from '../../../../lib/background/schedule';
import { areAlive, readDraft, SECRET_LIFETIME_MS, secretsItem, writeDraft } from '../../../../lib/shared/draft';

const KEY = 'secrets/1/app-1';
const DRAFT = { title: 'A', values: { region: 'eu' }, freeFields: [], secretIds: ['api_key'] };
const NOON = Date.UTC(2026, 0, 1, 12);
const TEN_MINUTES_MS = 600_000;
const schedule = createSchedule(() => NOON);
const typedAt = (editedAt: number) => ({ values: { api_key: 'k-1' }, editedAt });

beforeEach(() => {
  fakeBrowser.reset();
});

describe('the lifetime of secrets', () => {
  it('expires secrets ten minutes after the last edit', () => {
    expect(SECRET_LIFETIME_MS).toBe(TEN_MINUTES_MS);
    expect(areAlive(typedAt(NOON), NOON + TEN_MINUTES_MS - 1)).toBe(true);
    expect(areAlive(typedAt(NOON), NOON + TEN_MINUTES_MS)).toBe(false);
    expect(areAlive(null, NOON)).toBe(false);
  });

  it.each([
    ['alive', 'by just under ten minutes', 1 - TEN_MINUTES_MS, true],
    ['expired', 'by ten minutes', -TEN_MINUTES_MS, false],
    ['expired', 'by a year', -365 * 86_400_000, false],
  ])(
    'treats secrets as %s when the clock was set back %s since the last edit of the form',
    (_what, _far, passed, alive) => {
      expect(areAlive(typedAt(NOON), NOON + passed)).toBe(alive);
    },
  );

  it('does not read expired secrets, even when nobody wiped them', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    expect(await readDraft('1', 'app-1', NOON + TEN_MINUTES_MS - 1)).toEqual({ draft: DRAFT, secrets: typedAt(NOON) });
    expect(await readDraft('1', 'app-1', NOON + TEN_MINUTES_MS)).toEqual({ draft: DRAFT, secrets: null });
  });

  it('keeps secrets in memory-backed storage only', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    expect(Object.keys(await fakeBrowser.storage.session.get())).toEqual(['draft/1/app-1', KEY]);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    expect(JSON.stringify(await fakeBrowser.storage.session.get('draft/1/app-1'))).not.toContain('k-1');
  });

  it('writes no secrets when none were typed', async () => {
    await writeDraft('1', 'app-1', DRAFT, { values: {}, editedAt: 0 });
    expect(Object.keys(await fakeBrowser.storage.session.get())).toEqual(['draft/1/app-1']);
  });

  it('recognizes secrets by their storage key', () => {
    expect(secretsItem.isKey(KEY)).toBe(true);
    expect(secretsItem.isKey('draft/1/app-1')).toBe(false);
    expect(secretsItem.isKey('secretsX')).toBe(false);
  });
});

describe('the wiping of secrets', () => {
  it('sets the alarm when secrets are typed and not again at each keystroke', async () => {
    followSecrets(schedule);
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    const alarm = { name: KEY, scheduledTime: NOON + TEN_MINUTES_MS };
    await vi.waitFor(async () => expect(await browser.alarms.getAll()).toMatchObject([alarm]));
    const create = vi.spyOn(browser.alarms, 'create');
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON + 1000));
    expect(create).not.toHaveBeenCalled();
  });

  it('sets the alarm again when the clock was set back since the last keystroke', async () => {
    followSecrets(schedule);
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON + 3_600_000));
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    const alarm = { name: KEY, scheduledTime: NOON + TEN_MINUTES_MS };
    await vi.waitFor(async () => expect(await browser.alarms.getAll()).toMatchObject([alarm]));
  });

  it('cancels the alarm when the secrets are gone', async () => {
    followSecrets(schedule);
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    await secretsItem.remove('1', 'app-1');
    await vi.waitFor(async () => expect(await browser.alarms.getAll()).toEqual([]));
  });

  it('wipes the secrets and leaves the draft', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    await wipeSecrets(schedule, KEY, NOON + TEN_MINUTES_MS);
    expect(await fakeBrowser.storage.session.get()).toEqual({ 'draft/1/app-1': DRAFT });
  });

  it('rings again ten minutes after an edit that was made since the alarm was set', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON + 1));
    await wipeSecrets(schedule, KEY, NOON + TEN_MINUTES_MS);
    expect(await fakeBrowser.storage.session.get(KEY)).toEqual({ [KEY]: typedAt(NOON + 1) });
    expect(await browser.alarms.getAll()).toMatchObject([{ name: KEY, scheduledTime: NOON + 1 + TEN_MINUTES_MS }]);
  });

  it('sets no alarm when there are no secrets', async () => {
    await wipeSecrets(schedule, KEY, NOON);
    expect(await browser.alarms.getAll()).toEqual([]);
  });
});
