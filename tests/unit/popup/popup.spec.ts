import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Account, localAccountsItem, sessionAccountsItem } from '../../../lib/accounts/account';
import { namedCustomerItem, type SignInState, signInStateItem } from '../../../lib/accounts/sign-in-state';
import { picksItem } from '../../../lib/catalogue/picks';
import { configItem, DEFAULT_CONFIG } from '../../../lib/config/config';
import { placesItem, START } from '../../../lib/connect/place';
import { markItem } from '../../../lib/mark';
import { createPopup, type Popup } from '../../../lib/popup/popup';
import { followPopupState } from '../../../lib/popup/popup-state';
import { ACME_CRM } from '../../zapier/zapier';

const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
const BEN: Account = { id: '2', email: 'ben@globex.example', fullName: '', signIn: 'active' };
const KEY = 'sk_live_51H8xYzAbCdEfGhIj';
const app = (id: string) => ({ id, title: `App ${id}`, description: '', iconUrl: null });

const open = async (): Promise<Popup> => createPopup(await followPopupState());

function setUpClient() {
  return configItem.setValue({ ...DEFAULT_CONFIG, clientId: 'client', apps: [ACME_CRM], locked: [], unusable: [] });
}
function signIn(...accounts: Account[]) {
  const byId = Object.fromEntries(accounts.map((account) => [account.id, account]));
  return sessionAccountsItem.setValue({ current: accounts.at(-1)?.id ?? null, byId });
}
async function openSignedIn(...accounts: Account[]) {
  await setUpClient();
  await signIn(...(accounts.length > 0 ? accounts : [MARIA]));
  return open();
}

/** Plays the background: answers every message with nothing, and gives those it was sent. */
function answerMessages() {
  return vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null });
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('the first paint', () => {
  it('takes one look at each storage area, and asks nobody', async () => {
    await setUpClient();
    const looks = [vi.spyOn(fakeBrowser.storage.local, 'get'), vi.spyOn(fakeBrowser.storage.session, 'get')];
    const sent = answerMessages();
    expect((await open()).screen.value).toBe('signed-out');
    for (const look of looks) expect(look).toHaveBeenCalledOnce();
    expect(sent).not.toHaveBeenCalled();
  });

  it('shows who is on disk while the background has not brought them back yet', async () => {
    await setUpClient();
    await localAccountsItem.setValue({ current: '1', byId: { '1': MARIA } });
    const popup = await open();
    expect(popup.screen.value).toBe('home');
    await signIn(BEN);
    expect(popup.account.value?.id).toBe('2');
  });
});

describe('the ticket', () => {
  it('is kept with its customer for the session, and ends with the sign-out', async () => {
    await setUpClient();
    await signIn(MARIA);
    const popup = await open();
    expect(popup.account.value?.ticket).toBe('');
    popup.setTicket('#4711');
    expect(popup.account.value?.ticket).toBe('#4711');
    expect((await open()).account.value?.ticket).toBe('#4711');
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('4711');
    await signIn(BEN);
    expect(popup.account.value?.ticket).toBe('');
  });
});

describe('the screen', () => {
  it('leads to Settings until there is a client ID, whoever is signed in', async () => {
    await signIn(MARIA);
    const popup = await open();
    expect(popup.screen.value).toBe('not-set-up');
    await setUpClient();
    expect(popup.screen.value).toBe('home');
  });

  it('is that of nobody signed in, until somebody is, and again after the sign-out', async () => {
    await setUpClient();
    const popup = await open();
    expect(popup.screen.value).toBe('signed-out');
    await signIn(MARIA);
    expect(popup.screen.value).toBe('home');
    await sessionAccountsItem.setValue({ current: null, byId: {} });
    expect(popup.screen.value).toBe('signed-out');
  });

  it('is the form while an app is open', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    expect(popup.screen.value).toBe('form');
    expect((await open()).screen.value).toBe('form');
    popup.leave(false);
    expect(popup.screen.value).toBe('home');
  });

  it('asks about the wrong account before anything else', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    await signIn({ ...MARIA, cameInsteadOf: 'globex.example' });
    expect(popup.screen.value).toBe('wrong-account');
    await signIn(MARIA);
    expect(popup.screen.value).toBe('form');
  });

  it.each<SignInState>([
    { status: 'idle' },
    { status: 'window-open' },
    { status: 'failed', failure: { code: 'cancelled' } },
    { status: 'done', accountId: '1', notice: { code: 'whoever-was-signed-in' } },
  ])('asks about the wrong account wherever the next sign-in stands: $status', async (state) => {
    await setUpClient();
    await signIn({ ...MARIA, cameInsteadOf: 'globex.example' });
    await signInStateItem.setValue(state);
    expect((await open()).screen.value).toBe('wrong-account');
  });

  it.each(['as-named', 'whoever-was-signed-in', 'still-signed-in'] as const)(
    'is home after a sign-in: %s',
    async (code) => {
      const popup = await openSignedIn();
      await signInStateItem.setValue({ status: 'done', accountId: '1', notice: { code } });
      expect(popup.screen.value).toBe('home');
    },
  );

  it('stays the form where Zapier ended the sign-in', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    await signIn({ ...MARIA, signIn: 'ended' });
    expect(popup.screen.value).toBe('form');
    expect(popup.account.value?.signIn).toBe('ended');
  });
});

describe('the account', () => {
  it('is shown by name, letters and colour', async () => {
    expect((await openSignedIn()).account.value).toEqual({
      ...MARIA,
      name: 'Maria Chen',
      ticket: '',
      initials: 'MC',
      hue: expect.any(Number),
    });
    expect((await openSignedIn(BEN)).account.value).toMatchObject({ name: 'globex.example', initials: 'GE' });
  });

  it('whose sign-in ended waits with its forms while another is shown', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    expect(popup.waitingAccount.value).toBeNull();
    await signIn({ ...MARIA, signIn: 'ended' }, BEN);
    expect(popup.waitingAccount.value).toMatchObject({ id: '1', name: 'Maria Chen' });
    await signIn(MARIA, BEN);
    expect(popup.waitingAccount.value).toBeNull();
  });
});

describe('what is typed', () => {
  it('is written in its own task', async () => {
    const popup = await openSignedIn();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.type('a');
    expect(set).toHaveBeenCalledExactlyOnceWith({ places: { '1': { ...START, query: 'a' } } });
  });

  it('is there when the popup opens again', async () => {
    (await openSignedIn()).type('acme');
    expect((await open()).place.value.query).toBe('acme');
  });

  it('is not undone by the echo of an earlier keystroke', async () => {
    const popup = await openSignedIn();
    popup.type('a');
    popup.type('ab');
    const echo = { places: { oldValue: null, newValue: { '1': { ...START, query: 'a' } } } };
    await fakeBrowser.storage.session.onChanged.trigger(echo);
    await fakeBrowser.storage.onChanged.trigger(echo, 'session');
    expect(popup.place.value.query).toBe('ab');
  });

  it('belongs to its account', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    await signIn(MARIA, BEN);
    expect(popup.place.value).toEqual(START);
    popup.type('globex');
    await signIn(BEN, MARIA);
    expect(popup.place.value.query).toBe('acme');
    expect(await placesItem.getValue()).toMatchObject({ '1': { query: 'acme' }, '2': { query: 'globex' } });
  });

  it('is forgotten when the account signs out, and never written back', async () => {
    const popup = await openSignedIn(MARIA, BEN);
    await signIn(BEN, MARIA);
    popup.type('secret plan');
    await sessionAccountsItem.setValue({ current: '2', byId: { '2': BEN } });
    await placesItem.setValue({});
    popup.type('globex');
    expect(await placesItem.getValue()).toEqual({ '2': { ...START, query: 'globex' } });
    await signIn(BEN, MARIA);
    expect(popup.place.value).toEqual(START);
  });

  it('goes nowhere while nobody is signed in', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.type('a');
    popup.open(app('a'));
    expect(set).not.toHaveBeenCalled();
    expect(popup.place.value).toEqual(START);
  });
});

describe('the customer who is expected', () => {
  it('is kept in the task of the keystroke, and there when the popup opens again', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.nameCustomer('acme.e');
    expect(set).toHaveBeenCalledExactlyOnceWith({ namedCustomer: 'acme.e' });
    await signInStateItem.setValue({ status: 'failed', failure: { code: 'cancelled' } });
    expect(popup.namedCustomer.value).toBe('acme.e');
    expect((await open()).namedCustomer.value).toBe('acme.e');
  });

  it('is forgotten on the page, too, once the sign-in has succeeded', async () => {
    await setUpClient();
    const popup = await open();
    popup.nameCustomer('acme.example');
    await namedCustomerItem.removeValue();
    await signInStateItem.setValue({ status: 'done', accountId: '1', notice: { code: 'as-named' } });
    expect(popup.namedCustomer.value).toBe('');
  });
});

describe('what the account menu asks for', () => {
  it('is kept with what is typed, in the task of the keystroke, until it is saved or given up', async () => {
    const popup = await openSignedIn();
    const asked = { about: 'ticket', typed: '#47' } as const;
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.keepQuestion(asked);
    expect(set).toHaveBeenCalledExactlyOnceWith({ places: { '1': { ...START, asked } } });
    expect((await open()).place.value.asked).toEqual(asked);
    popup.keepQuestion(null);
    expect((await open()).place.value.asked).toBeNull();
  });
});

describe('leaving a form', () => {
  it('keeps the two that were left last with something typed, latest first, each once', async () => {
    const popup = await openSignedIn();
    for (const id of ['a', 'b', 'a', 'c']) {
      popup.open(app(id));
      popup.leave(true);
    }
    expect(popup.place.value).toMatchObject({ query: '', app: null, unfinished: [app('c'), app('a')] });
    expect((await open()).place.value.unfinished).toEqual([app('c'), app('a')]);
  });

  it('takes one off the list that has nothing typed any more', async () => {
    const popup = await openSignedIn();
    popup.open(app('a'));
    popup.leave(true);
    popup.open(app('a'));
    popup.leave(false);
    expect(popup.place.value.unfinished).toEqual([]);
  });

  it('goes back to an empty search', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    popup.open(app('a'));
    expect(popup.place.value.query).toBe('acme');
    popup.leave(false);
    expect(popup.place.value.query).toBe('');
  });
});

describe('pasted text that looks like a key', () => {
  it('is held hidden with the secrets, and not searched for', async () => {
    vi.useFakeTimers({ now: 5000, toFake: ['Date'] });
    const popup = await openSignedIn();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(popup.holdPasted(` ${KEY}\n`)).toBe(true);
    expect(set).toHaveBeenCalledWith({
      'secrets/1/search': { values: { search: KEY }, editedAt: 5000 },
    });
    expect(popup.place.value).toEqual({ ...START, holdsPasted: true });
    expect(JSON.stringify((await followPopupState()).places)).not.toContain(KEY);
    vi.useRealTimers();
  });

  it('is offered to the form of the app that is chosen then', async () => {
    const popup = await openSignedIn();
    popup.holdPasted(KEY);
    const account = popup.account.value;
    if (!account) throw new Error('Maria is signed in');
    const form = await popup.loadForm(account, app(ACME_CRM.app));
    expect(form.pasted.value).toBe(KEY);
  });

  it('is looked for no longer once it is used, forgotten or gone', async () => {
    const popup = await openSignedIn();
    popup.holdPasted(KEY);
    await popup.loadSearch();
    await vi.waitFor(() => expect(popup.search.value?.pasted.value?.values).toEqual({ search: KEY }));
    expect(popup.place.value.holdsPasted).toBe(true);
    await fakeBrowser.storage.session.remove('secrets/1/search');
    await vi.waitFor(() => expect(popup.place.value.holdsPasted).toBe(false));
    expect((await followPopupState()).places['1']).toMatchObject({ holdsPasted: false });
  });

  it('is not held where it looks like none, or nobody is signed in', async () => {
    const popup = await openSignedIn();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(popup.holdPasted('Google Sheets')).toBe(false);
    expect(set).not.toHaveBeenCalled();
    await sessionAccountsItem.setValue({ current: null, byId: {} });
    set.mockClear();
    expect(popup.holdPasted(KEY)).toBe(false);
    expect(set).not.toHaveBeenCalled();
  });
});

describe('the form that is loaded', () => {
  it('is named by what the account is called now', async () => {
    const popup = await openSignedIn();
    const account = popup.account.value;
    if (!account) throw new Error('Maria is signed in');
    const form = await popup.loadForm(account, { ...app(ACME_CRM.app), title: 'Acme CRM' });
    await signIn({ ...MARIA, label: 'Acme' });
    expect(form.title.value).toBe('Acme – Acme CRM');
    await signIn(BEN);
    expect(form.title.value).toBe('Maria Chen – Acme CRM');
  });
});

describe('the rows', () => {
  it('are the configured apps, and what the search finds once it is loaded', async () => {
    const popup = await openSignedIn();
    expect(popup.rows.value).toMatchObject([{ app: { title: 'Acme CRM' }, group: 'yours', hasForm: true }]);
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: [app('z')] } });
    await popup.loadSearch();
    popup.type('app');
    await vi.waitFor(() => expect(popup.rows.value).toMatchObject([{ app: app('z'), group: 'zapier' }]));
    popup.type('');
    expect(popup.rows.value).toHaveLength(1);
  });
});

describe('an app that was picked', () => {
  it('is recent from then on, here and in the next popup', async () => {
    const popup = await openSignedIn();
    popup.open(app('z'));
    await vi.waitFor(async () => expect(await picksItem.getValue()).toHaveLength(1));
    popup.leave(false);
    const recent = [{ group: 'yours' }, { app: { title: 'App z' }, group: 'recent' }];
    await vi.waitFor(() => expect(popup.rows.value).toMatchObject(recent));
    expect((await open()).rows.value).toMatchObject(recent);
  });

  it('outlives the sign-out: it is the agent’s own', async () => {
    await picksItem.setValue([{ ...app('z'), rank: 1 }]);
    const popup = await openSignedIn(MARIA);
    await signIn(BEN);
    expect(popup.rows.value).toMatchObject([{ group: 'yours' }, { group: 'recent' }]);
  });
});

describe('the background', () => {
  it('is asked for what only it can do', async () => {
    const popup = await openSignedIn();
    const sent = answerMessages();
    popup.startSignIn('acme.example');
    popup.acknowledgeSignIn();
    popup.acceptAccount('1');
    popup.signOut('1');
    popup.setLabel('1', 'Acme');
    await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(5));
    expect(sent.mock.calls.map(([message]) => message)).toEqual([
      { name: 'signIn.start', request: { named: 'acme.example' } },
      { name: 'signIn.acknowledge', request: {} },
      { name: 'account.accept', request: { accountId: '1' } },
      { name: 'account.signOut', request: { accountId: '1' } },
      { name: 'account.setLabel', request: { accountId: '1', label: 'Acme' } },
    ]);
  });

  it('is told that the agent has looked, where the icon was marked', async () => {
    const sent = answerMessages();
    await (await openSignedIn()).look();
    expect(sent).not.toHaveBeenCalled();
    await markItem.setValue('connected');
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'attention.seen', request: {} });
  });
});

describe('a sign-in that is marked as under way', () => {
  it('is looked at by the background, which that starts, when the popup opens', async () => {
    await setUpClient();
    const sent = answerMessages();
    await signInStateItem.setValue({ status: 'window-open' });
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'signIn.settle', request: {} });
  });
});

describe('the browser', () => {
  it('is asked for access in the very task of the click', async () => {
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

  it('tells every redirect URL, its own marked', async () => {
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

it('a change between the reading and the first paint is not missed', async () => {
  const reading = followPopupState();
  await signInStateItem.setValue({ status: 'window-open' });
  const popup = createPopup(await reading);
  expect(popup.signIn.value).toEqual({ status: 'window-open' });
});
