import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { markItem } from '../../../../lib/shared/mark';
import { signInStateItem } from '../../../../lib/shared/sign-in';
import { deferred } from '../../../zapier/deferred';
import { openPages } from '../../support/open-pages';
import { ACCOUNT_OF_MARIA } from '../../support/stage';
import { useSignIn } from './sign-in-stage';

const { stage, setUp, setUpWithOpenWindow, state } = useSignIn();

describe("the agent's view of a sign-in", () => {
  it('opens the popup when a sign-in ends and no page is open', async () => {
    const { signIn, openPopup } = setUp();
    await signIn.start({ named: '' });
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('opens no popup and sets no badge when a sign-in ends with the popup open', async () => {
    const { signIn, openPopup } = setUp();
    openPages('popup.html');
    await signIn.start({ named: '' });
    expect(openPopup).not.toHaveBeenCalled();
    expect(await browser.action.getBadgeText({})).toBe('');
  });

  it('marks the icon when a sign-in ends and the popup cannot be opened', async () => {
    const { signIn, openPopup } = setUp();
    openPopup.mockRejectedValue(new Error('Could not find an active browser window.'));
    await signIn.start({ named: '' });
    expect(await markItem.getValue()).toBe('needs-you');
    expect(await browser.action.getBadgeText({})).toBe('!');
    expect(await browser.action.getTitle({})).toBe('Look');
  });

  it('opens the popup when a sign-in that was cut off is found', async () => {
    const { signIn, openPopup } = setUp();
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    await signIn.endCutOff();
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('does not dismiss a sign-in that is still running', async () => {
    const { signIn, closeWindow } = await setUpWithOpenWindow();
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'window-open', named: '' });
    await closeWindow();
  });

  it('goes back to the beginning, without a word, when the agent cancels the sign-in', async () => {
    const { signIn, closeWindow } = await setUpWithOpenWindow();
    await signIn.cancel();
    await vi.waitFor(async () => expect(await state()).toEqual({ status: 'idle' }));
    await closeWindow();
    expect(await state()).toEqual({ status: 'idle' });
  });

  it('dismisses the result of a sign-in that is still opening the popup', async () => {
    const { signIn } = setUp();
    const opened = deferred<void>();
    vi.spyOn(browser.action, 'openPopup').mockReturnValue(opened.promise);
    const running = signIn.start({ named: '' });
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'done' }));
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
    opened.resolve();
    await running;
  });

  it('starts a new sign-in while a failed one is still opening the popup', async () => {
    const { signIn, window } = setUp();
    const opened = deferred<void>();
    vi.spyOn(browser.action, 'openPopup').mockReturnValue(opened.promise);
    window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    const first = signIn.start({ named: '' });
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'failed' }));
    const second = signIn.start({ named: '' });
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'done' }));
    opened.resolve();
    await Promise.all([first, second]);
  });

  it('dismisses the result of a finished sign-in', async () => {
    const { signIn } = setUp();
    await signIn.start({ named: '' });
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
  });

  it('signs nobody in when the agent cancels while Zapier is asked for tokens, and uses them up', async () => {
    const { signIn, store } = setUp();
    const hold = stage.zapier.hold('POST /oauth/token/');
    const running = signIn.start({ named: '' });
    await hold.arrived;
    await signIn.cancel();
    await running;
    expect(await state()).toEqual({ status: 'idle' });
    hold.release();
    const refreshes = () =>
      stage.zapier.requestsTo('POST /oauth/token/').filter(({ rawBody }) => rawBody.includes('refresh_token'));
    await vi.waitFor(() => expect(refreshes()).toHaveLength(1));
    expect(await store.account(ACCOUNT_OF_MARIA.id)).toBeUndefined();
  });
});
