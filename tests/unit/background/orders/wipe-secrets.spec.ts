import { beforeEach, describe, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isSecretsKey, scheduleWipe, wipeSecrets } from '../../../../lib/background/orders/wipe-secrets';
import { createSchedule } from '../../../../lib/background/schedule';
import { areAlive, readDraft, SECRET_LIFETIME_MS, writeDraft } from '../../../../lib/shared/draft';

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
    expect(isSecretsKey(KEY)).toBe(true);
    expect(isSecretsKey('draft/1/app-1')).toBe(false);
    expect(isSecretsKey('secretsX')).toBe(false);
  });
});

describe('the wiping of secrets', () => {
  it('schedules the wipe for ten minutes after the latest edit', async () => {
    await scheduleWipe(schedule, KEY, typedAt(NOON));
    await scheduleWipe(schedule, KEY, typedAt(NOON + 1000));
    expect(await browser.alarms.getAll()).toMatchObject([{ name: KEY, scheduledTime: NOON + 1000 + TEN_MINUTES_MS }]);
  });

  it('cancels the wipe when the secrets are gone', async () => {
    await scheduleWipe(schedule, KEY, typedAt(NOON));
    await scheduleWipe(schedule, 'secrets/1/app-2', typedAt(NOON));
    await scheduleWipe(schedule, KEY, undefined);
    expect(await browser.alarms.getAll()).toMatchObject([{ name: 'secrets/1/app-2' }]);
  });

  it('wipes the secrets and leaves the draft', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON));
    await wipeSecrets(KEY, NOON + TEN_MINUTES_MS);
    expect(await fakeBrowser.storage.session.get()).toEqual({ 'draft/1/app-1': DRAFT });
  });

  it('spares secrets that were edited since the alarm was set', async () => {
    await writeDraft('1', 'app-1', DRAFT, typedAt(NOON + 1));
    await wipeSecrets(KEY, NOON + TEN_MINUTES_MS);
    expect(await fakeBrowser.storage.session.get(KEY)).toEqual({ [KEY]: typedAt(NOON + 1) });
  });

  it('wipes nothing when there are no secrets', async () => {
    await wipeSecrets(KEY, NOON);
    expect(await fakeBrowser.storage.session.get()).toEqual({});
  });
});
