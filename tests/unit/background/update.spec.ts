import { beforeEach, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createSchedule } from '../../../lib/background/schedule';
import { createUpdate, UPDATE_ALARM } from '../../../lib/background/update';
import { openPages } from '../support/open-pages';

const NOON = Date.UTC(2026, 0, 1, 12);
let isSending: boolean;
let now: number;

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  isSending = false;
  now = NOON;
  openPages();
});

function start() {
  const reload = vi.spyOn(browser.runtime, 'reload').mockImplementation(() => undefined);
  const clock = () => now;
  const update = createUpdate({ isSending: () => isSending, schedule: createSchedule(clock), now: clock });
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

const order = (stage: object) => ({ id: 'o-1', accountId: '1', app: { id: 'a', title: 'A' }, title: 'A', stage });

const IN_USE: [string, Record<string, unknown>][] = [
  ['a sign-in is under way', { signIn: { status: 'window-open', named: '' } }],
  ['the tokens of a sign-in are requested', { signIn: { status: 'code-received', named: '' } }],
  ['a typed credential is kept', { 'secrets/1/a': { values: { key: 'k' }, editedAt: NOON } }],
  ['an order waits for the rate limit', { orders: [order({ name: 'queued', until: NOON })] }],
  ['an order was just placed', { 'placed/1/o-1': order({ name: 'queued' }) }],
  ['a visit to Zapier’s page is not over', { orders: [order({ name: 'on-page' })] }],
  ['an order waits for the customer', { orders: [order({ name: 'with-customer' })] }],
  ['Zapier is asked what a visit has changed', { orders: [order({ name: 'checking' })] }],
];

it.each(IN_USE)('puts an update off while %s, but no longer than an hour', async (_what, stored) => {
  const { update, reload } = start();
  await fakeBrowser.storage.session.set(stored);
  await update.apply();
  now += 59 * 60_000;
  // The background may have been stopped meanwhile.
  await start().update.apply();
  expect(reload).not.toHaveBeenCalled();
  now += 60_000;
  isSending = true;
  await update.apply();
  expect(reload, 'never while a request is out').not.toHaveBeenCalled();
  isSending = false;
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it('puts an update off while the popup is open', async () => {
  const { update, reload } = start();
  openPages('popup.html');
  await update.apply();
  expect(reload).not.toHaveBeenCalled();
});

it('installs an update when the clock was set back while it waited', async () => {
  const { update, reload } = start();
  await fakeBrowser.storage.session.set({ signIn: { status: 'window-open', named: '' } });
  await update.apply();
  now -= 5 * 60 * 60_000;
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it('does not put an update off for a visit that is over', async () => {
  const { update, reload } = start();
  await fakeBrowser.storage.session.set({ orders: [order({ name: 'not-sure' })] });
  await update.apply();
  expect(reload).toHaveBeenCalledOnce();
});

it('installs no update while a request begins to be sent during the look at what is under way', async () => {
  const { update, reload } = start();
  const applied = update.apply();
  isSending = true;
  await applied;
  expect(reload).not.toHaveBeenCalled();
});
