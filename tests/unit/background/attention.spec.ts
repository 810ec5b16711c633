import { beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAttention } from '../../../lib/background/attention';
import { markItem } from '../../../lib/shared/mark';
import { openPages } from '../support/open-pages';

const titles = { none: () => 'Quick', connected: () => 'Connected', 'needs-you': () => 'Needs you' };

function setUp(open: string[], openPopup: () => Promise<void>) {
  openPages(...open);
  return {
    opened: vi.spyOn(browser.action, 'openPopup').mockImplementation(openPopup),
    badge: vi.spyOn(browser.action, 'setBadgeText').mockResolvedValue(undefined),
    title: vi.spyOn(browser.action, 'setTitle').mockResolvedValue(undefined),
    attention: createAttention(titles),
  };
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

test('neither opens the popup nor sets a badge while the popup is open', async () => {
  const { attention, opened, badge } = setUp(['options.html', 'popup.html'], async () => {});
  await attention.call('connected');
  expect(opened).not.toHaveBeenCalled();
  expect(badge).not.toHaveBeenCalled();
});

test('marks the icon and then opens the popup when only Settings is open', async () => {
  const found: unknown[] = [];
  const { attention, opened } = setUp(['options.html'], async () => {
    found.push(await markItem.getValue());
  });
  await attention.call('connected');
  expect(opened).toHaveBeenCalledOnce();
  expect(found).toEqual(['connected']);
});

test('keeps the icon marked when the browser only claims to have opened the popup', async () => {
  const { attention, badge, title } = setUp([], async () => {});
  await attention.call('connected');
  expect(badge).toHaveBeenLastCalledWith({ text: '✓' });
  expect(title).toHaveBeenLastCalledWith({ title: 'Connected' });
  expect(await markItem.getValue()).toBe('connected');
});

test('keeps the icon marked until it is seen when the browser refuses to open the popup', async () => {
  const { attention, badge, title } = setUp([], async () => {
    throw new Error('openPopup requires a user gesture');
  });
  await attention.call('needs-you');
  expect(badge).toHaveBeenLastCalledWith({ text: '!' });
  expect(title).toHaveBeenLastCalledWith({ title: 'Needs you' });
  expect(await markItem.getValue()).toBe('needs-you');

  await attention.seen();
  expect(badge).toHaveBeenLastCalledWith({ text: '' });
  expect(title).toHaveBeenLastCalledWith({ title: 'Quick' });
  expect(await markItem.getValue()).toBeNull();
});
