import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { followPopupState } from '../../../lib/page/popup-state';
import { sessionAccountsItem } from '../../../lib/shared/account';
import { configItem, DEFAULT_CONFIG } from '../../../lib/shared/config';
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
    popup.held.read();
    await vi.waitFor(() => expect(popup.held.text.value).toBe(KEY));
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

describe('a message pasted into the search', () => {
  const MAIL = 'Re: SUP-12\n\nHello, our Acme CRM key: acme_live_0123456789\nBen Ortiz <ben@globex.example>';
  const withTickets = () =>
    configItem.setValue({
      ...DEFAULT_CONFIG,
      clientId: 'client',
      apps: [ACME_CRM],
      locked: [],
      unusable: [],
      ticketPattern: 'SUP-\\d+',
    });

  it('gives the ticket to the customer whom it does not deny', async () => {
    await signIn(MARIA);
    await withTickets();
    const popup = await open();
    expect(popup.holdPasted(MAIL)).toBe(true);
    await vi.waitFor(() => expect(popup.account.value?.ticket).toBe('SUP-12'));
  });

  it('gives no ticket to another customer, and goes with it to the one it names', async () => {
    await signIn(BEN, MARIA);
    await withTickets();
    const popup = await open();
    popup.holdPasted(MAIL);
    popup.held.read();
    await popup.prepareSearch();
    expect(popup.search.value?.namedInstead.value.map(({ id }) => id)).toEqual([BEN.id]);
    expect(popup.account.value?.ticket).toBe('');
    answerMessages();
    popup.handOver(MAIL, BEN.id, null);
    expect(popup.account.value?.id).toBe(BEN.id);
    expect(popup.place.value).toMatchObject({ holdsPasted: true, app: null });
    expect(popup.account.value?.ticket).toBe('SUP-12');
    await vi.waitFor(() => expect(popup.held.text.value).toBe(MAIL));
    expect(await fakeBrowser.storage.session.get('secrets/1/search')).toEqual({});
    expect((await placesItem.getValue())[MARIA.id]).toMatchObject({ holdsPasted: false });
  });

  it('opens the form of the other customer, and keeps the one that is open there', async () => {
    await placesItem.setValue({ [BEN.id]: { ...START, app: app('a') } });
    const popup = await openSignedIn(BEN, MARIA);
    answerMessages();
    popup.handOver(MAIL, BEN.id, app('b'));
    expect(popup.place.value).toMatchObject({ app: app('b'), unfinished: [app('a')] });
  });

  it('lists its apps first, and Enter waits until they are known', async () => {
    const popup = await openSignedIn(MARIA);
    popup.held.read();
    popup.holdPasted(MAIL);
    expect(popup.areRowsReady.value).toBe(false);
    await popup.prepareSearch();
    expect(popup.areRowsReady.value).toBe(true);
    expect(popup.rows.value[0]).toMatchObject({ group: 'message', app: { id: ACME_CRM.app } });
    popup.forgetPasted();
    expect(popup.rows.value[0]).toMatchObject({ group: 'yours' });
  });
});

describe('a message pasted before a sign-in', () => {
  it('names customer and ticket, and is held for whoever signs in', async () => {
    await configItem.setValue({
      ...DEFAULT_CONFIG,
      clientId: 'client',
      locked: [],
      unusable: [],
      ticketPattern: 'SUP-\\d+',
    });
    const popup = await open();
    expect(popup.pasteForSignIn('SUP-12\nben@globex.example\nAPI key: acme_live_0123456789')).toBe(true);
    expect(popup.expected.named.value).toBe('ben@globex.example');
    expect(popup.expected.ticket.value).toBe('SUP-12');
    expect(popup.held.text.value).toContain('acme_live');
    expect(await fakeBrowser.storage.session.get('secrets//search')).not.toEqual({});
  });

  it('is forgotten once a customer who is here is shown instead', async () => {
    const popup = await openSignedIn(MARIA);
    popup.customers.add();
    popup.pasteForSignIn('ben@globex.example\nAPI key: acme_live_0123456789');
    popup.customers.addNobody();
    expect(await fakeBrowser.storage.session.get('secrets//search')).toEqual({});
  });
});
