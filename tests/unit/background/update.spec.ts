import { beforeEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSchedule } from '../../../lib/background/schedule';
import { createUpdate, UPDATE_ALARM } from '../../../lib/background/update';

const NOON = Date.UTC(2026, 0, 1, 12);
let busy: boolean;

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  busy = false;
});

function start() {
  const reload = vi.spyOn(browser.runtime, 'reload').mockImplementation(() => undefined);
  const now = () => NOON;
  const update = createUpdate({ isBusy: async () => busy, schedule: createSchedule(now), now });
  return { update, reload };
}

it('installs an update when nothing is under way', async () => {
  const { update, reload } = start();
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it('puts an update off by a minute while something is under way', async () => {
  const { update, reload } = start();
  busy = true;
  await update.apply();
  expect(reload).not.toHaveBeenCalled();
  expect((await browser.alarms.get(UPDATE_ALARM))?.scheduledTime).toBe(NOON + 60_000);
  busy = false;
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});
