import { beforeEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSchedule } from '../../../lib/background/schedule';
import { createUpdate, UPDATE_ALARM } from '../../../lib/background/update';
import { openPages } from '../support/open-pages';

const NOON = Date.UTC(2026, 0, 1, 12);
let isSending: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  isSending = false;
  openPages();
});

function start() {
  const reload = vi.spyOn(browser.runtime, 'reload').mockImplementation(() => undefined);
  const now = () => NOON;
  const update = createUpdate({ isSending: () => isSending, schedule: createSchedule(now), now });
  return { update, reload };
}

it('installs an update when nothing is under way', async () => {
  const { update, reload } = start();
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it('puts an update off by a minute while a request is out', async () => {
  const { update, reload } = start();
  isSending = true;
  await update.apply();
  expect(reload).not.toHaveBeenCalled();
  expect((await browser.alarms.get(UPDATE_ALARM))?.scheduledTime).toBe(NOON + 60_000);
  isSending = false;
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it.each<[string, Record<string, unknown>]>([
  ['a sign-in is under way', { signIn: { status: 'window-open' } }],
  ['a typed credential is kept', { 'secrets/1/a': { values: { key: 'k' }, editedAt: NOON } }],
  ['a visit to Zapier’s page is not over', { 'hosted/1/a': { progress: { status: 'open' } } }],
])('puts an update off while %s', async (_what, stored) => {
  const { update, reload } = start();
  await fakeBrowser.storage.session.set(stored);
  await update.apply();
  expect(reload).not.toHaveBeenCalled();
});
