import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createPopup } from '../../../lib/page/popup';
import { followPopupState } from '../../../lib/page/popup-state';
import { localAccountsItem, sessionAccountsItem } from '../../../lib/shared/account';
import { markItem } from '../../../lib/shared/mark';
import { type ApiOrder, ordersItem } from '../../../lib/shared/order';
import type { ApiStage } from '../../../lib/shared/order-stage';
import { type SignInState, signInStateItem } from '../../../lib/shared/sign-in';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { open, setUpClient, signIn, openSignedIn, answerMessages } = usePopup();

describe("the popup's first paint", () => {
  it('reads each storage area once, and sends no message, before the first paint', async () => {
    await setUpClient();
    const looks = [vi.spyOn(fakeBrowser.storage.local, 'get'), vi.spyOn(fakeBrowser.storage.session, 'get')];
    const sent = answerMessages();
    expect((await open()).screen.value).toBe('signed-out');
    for (const look of looks) expect(look).toHaveBeenCalledOnce();
    expect(sent).not.toHaveBeenCalled();
  });

  it('shows the accounts on disk until the background has restored them', async () => {
    await setUpClient();
    await localAccountsItem.setValue({ current: '1', byId: { '1': MARIA } });
    const popup = await open();
    expect(popup.screen.value).toBe('home');
    await signIn(BEN);
    expect(popup.account.value?.id).toBe('2');
  });
});

describe("the popup's screen", () => {
  it('shows that nothing is set up until there is a client ID, even when signed in', async () => {
    await signIn(MARIA);
    const popup = await open();
    expect(popup.screen.value).toBe('not-set-up');
    await setUpClient();
    expect(popup.screen.value).toBe('home');
  });

  it('shows the signed-out screen until someone signs in, and again after the sign-out', async () => {
    await setUpClient();
    const popup = await open();
    expect(popup.screen.value).toBe('signed-out');
    await signIn(MARIA);
    expect(popup.screen.value).toBe('home');
    await sessionAccountsItem.setValue({ current: null, byId: {} });
    expect(popup.screen.value).toBe('signed-out');
  });

  it('shows the form while an app is open', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    expect(popup.screen.value).toBe('form');
    expect((await open()).screen.value).toBe('form');
    popup.leave(false);
    expect(popup.screen.value).toBe('home');
  });

  const UNDECIDED: SignInState = {
    status: 'undecided',
    profile: { id: BEN.id, email: BEN.email, fullName: BEN.fullName },
    named: 'acme.example',
  };

  it('asks about the wrong account before anything else, and goes back to the other once it is dropped', async () => {
    const popup = await openSignedIn();
    const other = await open();
    answerMessages();
    popup.open(app('a'));
    popup.startSignIn('acme.example');
    await signInStateItem.setValue(UNDECIDED);
    expect(popup.screen.value).toBe('wrong-account');
    expect(other.screen.value).toBe('home');
    expect(popup.account.value).toMatchObject({ id: BEN.id, cameInsteadOf: 'acme.example', ticket: '' });
    const stored = JSON.stringify(await fakeBrowser.storage.session.get('places'));
    popup.type('hub');
    expect(JSON.stringify(await fakeBrowser.storage.session.get('places'))).toBe(stored);
    popup.dropAccount();
    await vi.waitFor(() => expect(popup.screen.value).toBe('form'));
    expect(popup.account.value?.id).toBe(MARIA.id);
  });

  it('leaves the expected customer typed when the wrong account is dropped', async () => {
    await setUpClient();
    const popup = await open();
    popup.expected.name('acme.example');
    await signInStateItem.setValue(UNDECIDED);
    popup.dropAccount();
    await vi.waitFor(() => expect(popup.screen.value).toBe('signed-out'));
    expect(popup.expected.named.value).toBe('acme.example');
  });

  it('shows no account from disk that an earlier version had not decided on', async () => {
    await setUpClient();
    const undecided = { ...MARIA, cameInsteadOf: 'globex.example' };
    await fakeBrowser.storage.local.set({ accounts: { current: '1', byId: { '1': undecided } } });
    const popup = await open();
    expect(popup.screen.value).toBe('signed-out');
    expect(popup.customers.all.value).toEqual([]);
  });

  it.each(['as-named', 'whoever-was-signed-in', 'still-signed-in'] as const)(
    'shows home after a sign-in that ended %s',
    async (code) => {
      const popup = await openSignedIn();
      await signInStateItem.setValue({ status: 'done', accountId: '1', notice: { code } });
      expect(popup.screen.value).toBe('home');
    },
  );

  it('stays on the form when Zapier has ended the sign-in', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    await signIn({ ...MARIA, signIn: 'ended' });
    expect(popup.screen.value).toBe('form');
    expect(popup.account.value?.signIn).toBe('ended');
  });
});

describe('signing out while something is under way', () => {
  const order = (accountId: string, stage: ApiStage): ApiOrder => ({
    ...{ id: `order-${accountId}`, accountId, title: 'A', via: 'api', stage },
    app: { id: 'a', title: 'A' },
  });

  it.each<[string, string | null, number]>([
    ['an account', '1', 1],
    ['all accounts', null, 2],
  ])('asks before it signs out %s, and signs out once the agent insists', async (_what, accountId, count) => {
    const popup = await openSignedIn();
    const sent = answerMessages();
    await ordersItem.setValue(['1', '2'].map((id) => order(id, { name: 'sending' })));
    popup.signOut(accountId);
    expect(popup.signOutAsked.value).toMatchObject({ count });
    popup.stayForNow();
    expect(popup.signOutAsked.value).toBeNull();
    expect(sent).not.toHaveBeenCalled();
    popup.signOut(accountId);
    popup.signOutAnyway();
    expect(sent).toHaveBeenCalledOnce();
    expect(popup.signOutAsked.value).toBeNull();
  });

  it('signs out unasked when what was under way has ended, or is in another account', async () => {
    const popup = await openSignedIn();
    const sent = answerMessages();
    await ordersItem.setValue([
      order('1', { name: 'failed', failure: { code: 'values-gone' } }),
      order('2', { name: 'sending' }),
    ]);
    popup.signOut('1');
    expect(sent).toHaveBeenCalledOnce();
  });
});

describe('messages to the background', () => {
  it('asks the background for what only it can do', async () => {
    const popup = await openSignedIn();
    const sent = answerMessages();
    popup.startSignIn('acme.example');
    popup.acknowledgeSignIn();
    popup.showSignIn();
    popup.cancelSignIn();
    popup.acceptAccount('1');
    popup.signOut('1');
    popup.signOut(null);
    popup.setLabel('1', 'Acme');
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(8));
    expect(sent.mock.calls.map(([message]) => message)).toEqual([
      { name: 'signIn.start', request: { named: 'acme.example' } },
      { name: 'signIn.acknowledge', request: {} },
      { name: 'signIn.show', request: {} },
      { name: 'signIn.cancel', request: {} },
      { name: 'account.accept', request: { accountId: '1' } },
      { name: 'account.signOut', request: { accountId: '1' } },
      { name: 'account.signOut', request: { accountId: null } },
      { name: 'account.setLabel', request: { accountId: '1', label: 'Acme' } },
    ]);
  });

  it('tells the background that the agent has looked, only if the icon was marked', async () => {
    const sent = answerMessages();
    await (await openSignedIn()).look();
    expect(sent).not.toHaveBeenCalled();
    await markItem.setValue('connected');
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'popup.opened', request: {} });
  });
});

describe('calls to the browser', () => {
  it('asks for host access in the very task of the click', async () => {
    const popup = await openSignedIn();
    await popup.look();
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true);
    const asked = popup.requestHostAccess();
    expect(request).toHaveBeenCalledExactlyOnceWith({
      origins: ['https://zapier.com/*', 'https://api.zapier.com/*'],
    });
    expect(await asked).toBe(true);
  });

  it('opens Settings', async () => {
    const openOptionsPage = vi.spyOn(browser.runtime, 'openOptionsPage').mockResolvedValue(undefined);
    await (await open()).openSettings();
    expect(openOptionsPage).toHaveBeenCalledOnce();
  });

  it('lists every redirect URL and marks its own', async () => {
    const own = `https://${'p'.repeat(32)}.chromiumapp.org/`;
    vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue(own);
    const urls = await (await open()).redirectUrls();
    expect(urls.map(({ browser: which, isThisBrowser }) => [which, isThisBrowser])).toEqual([
      ['other', true],
      ['chrome', false],
      ['firefox', false],
    ]);
    expect(urls[0]?.url).toBe(own);
  });
});

it('shows a change made between reading the state and the first paint', async () => {
  const reading = followPopupState();
  await signInStateItem.setValue({ status: 'window-open', named: '' });
  const popup = createPopup(await reading);
  expect(popup.signIn.value).toEqual({ status: 'window-open', named: '' });
});
