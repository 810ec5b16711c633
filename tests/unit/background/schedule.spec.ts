import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSchedule, SHORTEST_ALARM_MS } from '../../../lib/background/schedule';

const NOON = Date.UTC(2026, 0, 1, 12);

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => vi.useRealTimers());

const scheduledTime = async () => (await browser.alarms.get('work'))?.scheduledTime;

function start() {
  const schedule = createSchedule(() => Date.now());
  const work = vi.fn();
  schedule.follow(work);
  return { schedule, work };
}

it('does work that is due soon on time while the background lives', async () => {
  const { schedule, work } = start();
  await schedule.at('work', NOON + 5_000);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(work).toHaveBeenCalledExactlyOnceWith('work');
});

it('always sets an alarm, and never one less than half a minute ahead', async () => {
  const { schedule } = start();
  await schedule.at('work', NOON + 5_000);
  expect(await scheduledTime()).toBe(NOON + SHORTEST_ALARM_MS);
  await schedule.at('work', NOON - 5_000);
  expect(await scheduledTime()).toBe(NOON + SHORTEST_ALARM_MS);
  await schedule.at('work', NOON + 600_000);
  expect(await scheduledTime()).toBe(NOON + 600_000);
});

it('does work that an earlier background scheduled when its alarm goes off', async () => {
  await createSchedule(() => Date.now()).at('work', NOON + 600_000);
  const { work } = start();
  await fakeBrowser.alarms.onAlarm.trigger({
    name: 'work',
    scheduledTime: NOON + 600_000,
    persistAcrossSessions: true,
  });
  expect(work).toHaveBeenCalledExactlyOnceWith('work');
});

it('keeps only the latest time for the same work', async () => {
  const { schedule, work } = start();
  await schedule.at('work', NOON + 1_000);
  await schedule.at('work', NOON + 2_000);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(work).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(500);
  expect(work).toHaveBeenCalledOnce();
});

it('cancels work that was scheduled', async () => {
  const { schedule, work } = start();
  await schedule.at('work', NOON + 1_000);
  expect(await schedule.has('work', 60_000)).toBe(true);
  await schedule.cancel('work');
  expect(await schedule.has('work', 60_000)).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).not.toHaveBeenCalled();
});

it('sets alarms in no module but the schedule', () => {
  const sources = import.meta.glob<string>(['../../../lib/**/*.ts', '../../../entrypoints/**/*.{ts,tsx}'], {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const setters = Object.entries(sources).filter(([, source]) => source.includes('alarms.create'));
  expect(setters.map(([path]) => path)).toEqual(['../../../lib/background/schedule.ts']);
});
