import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { signInStateItem } from '../../../lib/accounts/sign-in-state';
import { markItem } from '../../../lib/mark';
import { deferred } from '../../zapier/deferred';
import { openPages } from '../open-pages';
import { useSignIn } from './sign-in-stage';

const { setUp, setUpWithOpenWindow, state } = useSignIn();

describe('the agent', () => {
  it('gets the popup back when a sign-in ends and no page is open', async () => {
    const { signIn, openPopup } = setUp();
    await signIn.start('');
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('is left alone while a page is open', async () => {
    const { signIn, openPopup } = setUp();
    openPages('popup.html');
    await signIn.start('');
    expect(openPopup).not.toHaveBeenCalled();
    expect(await browser.action.getBadgeText({})).toBe('');
  });

  it('finds the icon marked where the popup cannot be opened', async () => {
    const { signIn, openPopup } = setUp();
    openPopup.mockRejectedValue(new Error('Could not find an active browser window.'));
    await signIn.start('');
    expect(await markItem.getValue()).toBe('needs-you');
    expect(await browser.action.getBadgeText({})).toBe('!');
    expect(await browser.action.getTitle({})).toBe('Look');
  });

  it('is told of one that was cut off', async () => {
    const { signIn, openPopup } = setUp();
    await signInStateItem.setValue({ status: 'window-open' });
    await signIn.settle();
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('takes nothing away of one that runs', async () => {
    const { signIn, closeWindow } = await setUpWithOpenWindow();
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'window-open' });
    await closeWindow();
  });

  it('takes away what a sign-in said that is still calling the agent back', async () => {
    const { signIn } = setUp();
    const opened = deferred<void>();
    vi.spyOn(browser.action, 'openPopup').mockReturnValue(opened.promise);
    const running = signIn.start('');
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'done' }));
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
    opened.resolve();
    await running;
  });

  it('can sign in again while one that failed is still calling the agent back', async () => {
    const { signIn, window } = setUp();
    const opened = deferred<void>();
    vi.spyOn(browser.action, 'openPopup').mockReturnValue(opened.promise);
    window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    const first = signIn.start('');
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'failed' }));
    const second = signIn.start('');
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'done' }));
    opened.resolve();
    await Promise.all([first, second]);
  });

  it('takes away what a finished sign-in said', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
  });
});
