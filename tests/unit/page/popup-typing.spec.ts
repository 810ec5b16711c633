import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followPopupState } from '../../../lib/page/popup-state';
import { sessionAccountsItem } from '../../../lib/shared/account';
import { placesItem, START } from '../../../lib/shared/place';
import { ACME_CRM } from '../../zapier/zapier';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { open, setUpClient, signIn, openSignedIn, answerMessages } = usePopup();

const KEY = 'sk_live_51H8xYzAbCdEfGhIj';

describe('the typed search', () => {
  it('stores each keystroke of the search in its own task', async () => {
    const popup = await openSignedIn();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.type('a');
    expect(set).toHaveBeenCalledExactlyOnceWith({ places: { '1': { ...START, query: 'a' } } });
  });

  it('restores the search when the popup opens again', async () => {
    (await openSignedIn()).type('acme');
    expect((await open()).place.value.query).toBe('acme');
  });

  it('ignores the echo of an earlier keystroke', async () => {
    const popup = await openSignedIn();
    popup.type('a');
    popup.type('ab');
    const echo = { places: { oldValue: null, newValue: { '1': { ...START, query: 'a' } } } };
    await fakeBrowser.storage.session.onChanged.trigger(echo);
    await fakeBrowser.storage.onChanged.trigger(echo, 'session');
    expect(popup.place.value.query).toBe('ab');
  });

  it('keeps a search of its own for each account', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    await signIn(MARIA, BEN);
    answerMessages();
    popup.customers.show('2');
    expect(popup.place.value).toEqual(START);
    popup.type('globex');
    popup.customers.show('1');
    expect(popup.place.value.query).toBe('acme');
    expect(await placesItem.getValue()).toMatchObject({ '1': { query: 'acme' }, '2': { query: 'globex' } });
  });

  it("forgets an account's search when it signs out, and never writes it back", async () => {
    const popup = await openSignedIn(BEN, MARIA);
    answerMessages();
    popup.type('secret plan');
    await sessionAccountsItem.setValue({ current: '2', byId: { '2': BEN } });
    await placesItem.setValue({});
    popup.type('globex');
    expect(await placesItem.getValue()).toEqual({ '2': { ...START, query: 'globex' } });
    await signIn(BEN, MARIA);
    popup.customers.show('1');
    expect(popup.place.value).toEqual(START);
  });

  it('stores nothing typed while nobody is signed in', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.type('a');
    popup.open(app('a'));
    expect(set).not.toHaveBeenCalled();
    expect(popup.place.value).toEqual(START);
  });
});

describe('a pasted key', () => {
  it('holds a pasted key with the secrets instead of searching for it', async () => {
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

  it('offers a pasted key to the form of the app chosen next', async () => {
    const popup = await openSignedIn();
    popup.holdPasted(KEY);
    const account = popup.account.value;
    if (!account) throw new Error('Maria is signed in');
    const form = await popup.loadForm(account, app(ACME_CRM.app));
    expect(form.pasted.value).toBe(KEY);
  });

  it('no longer looks for a pasted key once it is gone from storage', async () => {
    const popup = await openSignedIn();
    popup.holdPasted(KEY);
    await popup.prepareSearch();
    await vi.waitFor(() => expect(popup.search.value?.pasted.value?.values).toEqual({ search: KEY }));
    expect(popup.place.value.holdsPasted).toBe(true);
    await fakeBrowser.storage.session.remove('secrets/1/search');
    await vi.waitFor(() => expect(popup.place.value.holdsPasted).toBe(false));
    expect((await followPopupState()).places['1']).toMatchObject({ holdsPasted: false });
  });

  it('holds neither text that looks like no key, nor a key while nobody is signed in', async () => {
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
