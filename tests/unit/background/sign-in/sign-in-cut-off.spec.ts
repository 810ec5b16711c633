import { describe, expect, it, vi } from 'vitest';
import browser, { type Tabs } from 'webextension-polyfill';
import { type SignInState, signInStateItem } from '../../../../lib/shared/sign-in';
import { deferred } from '../../../zapier/deferred';
import { REDIRECT_URI } from '../../support/stand-in-client';
import { useSignIn } from './sign-in-stage';

const { setUp, setUpWithOpenWindow, state } = useSignIn();

const tab = (id: number, url?: string): Tabs.Tab => ({
  id,
  ...(url === undefined ? {} : { url }),
  index: 0,
  active: true,
  highlighted: true,
  pinned: false,
  incognito: false,
});

describe('a sign-in at the start of the background', () => {
  it.each(['window-open', 'code-received'] as const)(
    'reports one that was cut off with the status %s as interrupted',
    async (status) => {
      await signInStateItem.setValue({ status, named: '' });
      await setUp().signIn.endCutOff();
      expect(await state()).toEqual({ status: 'failed', failure: { code: 'interrupted' } });
    },
  );

  it('closes the sign-in windows that were left open and no other tab', async () => {
    const { signIn } = setUp();
    const asked = `client_id=a&redirect_uri=${encodeURIComponent(REDIRECT_URI)}&state=s`;
    const query = vi
      .spyOn(browser.tabs, 'query')
      .mockResolvedValue([
        tab(1, `https://zapier.com/oauth/authorize/?${asked}`),
        tab(2, `https://zapier.com/app/login?next=${encodeURIComponent(`/oauth/authorize/?${asked}`)}`),
        tab(3, 'https://zapier.com/engine/auth/start/HubSpotCLIAPI/'),
        tab(4, 'https://zapier.com/app/connections'),
        tab(5),
      ]);
    const closed = vi.spyOn(browser.tabs, 'remove').mockResolvedValue(undefined);
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    await signIn.endCutOff();
    expect(query).toHaveBeenCalledExactlyOnceWith({
      url: ['https://zapier.com/*', 'https://api.zapier.com/*'],
      windowType: 'popup',
    });
    expect(closed.mock.calls).toEqual([[1], [2]]);
    await signIn.endCutOff();
    expect(query).toHaveBeenCalledOnce();
  });

  it('starts a new sign-in only after an interrupted one is cleaned up', async () => {
    const { signIn, window } = setUp();
    const found = deferred<Tabs.Tab[]>();
    vi.spyOn(browser.tabs, 'query').mockReturnValue(found.promise);
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    const settled = signIn.endCutOff();
    const started = signIn.start({ named: '' });
    await vi.waitFor(() => expect(browser.tabs.query).toHaveBeenCalled());
    expect(window).not.toHaveBeenCalled();
    found.resolve([]);
    await Promise.all([settled, started]);
    expect(await state()).toMatchObject({ status: 'done' });
  });

  it('starts a new sign-in although looking for the old window fails', async () => {
    const { signIn } = setUp();
    vi.spyOn(browser.tabs, 'query').mockRejectedValue(new Error('No tabs'));
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    await expect(signIn.endCutOff()).rejects.toThrow('No tabs');
    await signIn.start({ named: '' });
    expect(await state()).toMatchObject({ status: 'done' });
  });

  it.each<SignInState>([
    { status: 'idle' },
    { status: 'failed', failure: { code: 'cancelled' } },
    { status: 'done', accountId: '1', notice: { code: 'as-named' } },
  ])('leaves a sign-in with the status $status as it is', async (ended) => {
    await signInStateItem.setValue(ended);
    await setUp().signIn.endCutOff();
    expect(await state()).toEqual(ended);
  });

  it('leaves a sign-in alone whose window is still open', async () => {
    const { signIn, closeWindow } = await setUpWithOpenWindow();
    await signIn.endCutOff();
    expect(await state()).toEqual({ status: 'window-open', named: '' });
    await closeWindow();
  });
});
