import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { MessageError, send } from '../../../lib/page/send';

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('a message to the background', () => {
  it("returns the background's response, even if it is a failure", async () => {
    const response = { ok: false, failure: { code: 'not-sent' } };
    const sendMessage = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response });
    expect(await send('apps.search', { accountId: '1', query: 'goo' })).toEqual(response);
    expect(sendMessage).toHaveBeenCalledExactlyOnceWith({
      name: 'apps.search',
      request: { accountId: '1', query: 'goo' },
    });
  });

  it('returns null when that is the response', async () => {
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null });
    expect(await send('popup.opened', {})).toBeNull();
  });

  it.each([undefined, null, 'text', {}, { error: 'refused' }, { error: 'failed' }])(
    'rejects when the background answers %j',
    async (answer) => {
      vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue(answer);
      await expect(send('popup.opened', {})).rejects.toBeInstanceOf(MessageError);
    },
  );

  it('rejects when nobody answers', async () => {
    await expect(send('popup.opened', {})).rejects.toThrow('No listeners available');
  });
});
