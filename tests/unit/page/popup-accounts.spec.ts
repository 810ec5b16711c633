import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { START } from '../../../lib/shared/place';
import { addsCustomerItem, namedCustomerItem, namedTicketItem, signInStateItem } from '../../../lib/shared/sign-in';
import { app, BEN, MARIA, usePopup } from './popup-stage';

const { open, setUpClient, signIn, openSignedIn, answerMessages } = usePopup();

describe("a customer's ticket", () => {
  it('keeps a ticket with its customer for the session, and off the disk', async () => {
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

describe('the account shown', () => {
  it('shows an account by name, initials and colour', async () => {
    expect((await openSignedIn()).account.value).toEqual({
      ...MARIA,
      name: 'Maria Chen',
      head: 'acme.example',
      sharesHead: false,
      ticket: '',
      initials: 'MC',
      hue: expect.any(Number),
    });
    expect((await openSignedIn(BEN)).account.value).toMatchObject({ name: 'globex.example', initials: 'GE' });
  });

  it('says whose forms wait only where another account was accepted in their place, until the next sign-in', async () => {
    const popup = await openSignedIn();
    const done = (accountId: string, code: 'as-named' | 'accepted') =>
      signInStateItem.setValue({ status: 'done', accountId, notice: { code } });
    popup.type('acme');
    answerMessages();
    await signIn({ ...MARIA, signIn: 'ended' }, BEN);
    popup.customers.show('2');
    expect(popup.waitingAccount.value).toBeNull();
    await done('2', 'accepted');
    expect(popup.waitingAccount.value).toMatchObject({ id: '1', name: 'Maria Chen' });
    expect((await open()).waitingAccount.value).toMatchObject({ id: '1' });
    await signInStateItem.setValue({ status: 'window-open', named: MARIA.email });
    expect(popup.waitingAccount.value).toMatchObject({ id: '1' });
    await done('2', 'as-named');
    expect(popup.waitingAccount.value).toBeNull();
    await done('2', 'accepted');
    await signIn(MARIA, BEN);
    expect(popup.waitingAccount.value).toBeNull();
  });
});

describe('several customers', () => {
  const done = (accountId: string) =>
    signInStateItem.setValue({ status: 'done', accountId, notice: { code: 'as-named' } });

  it('shows on each page its own, whoever signs in elsewhere, and the latest on a page that opens', async () => {
    const [popup, other] = [await openSignedIn(), await open()];
    const sent = answerMessages();
    other.customers.add();
    expect([popup.screen.value, other.screen.value]).toEqual(['home', 'signed-out']);
    other.startSignIn('globex.example');
    await addsCustomerItem.removeValue();
    await done('2');
    await signIn(MARIA, BEN);
    expect([popup.account.value?.id, other.account.value?.id]).toEqual(['1', '2']);
    expect((await open()).account.value?.id).toBe('2');
    popup.customers.show('2');
    expect(popup.account.value?.id).toBe('2');
    expect(sent).toHaveBeenLastCalledWith({ name: 'account.show', request: { accountId: '2' } });
  });

  it('shows who signs in on a popup that is opened while Zapier’s window is open', async () => {
    await openSignedIn();
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    const popup = await open();
    await done('2');
    await signIn(MARIA, BEN);
    expect(popup.account.value?.id).toBe('2');
  });

  it('shows the sign-in on a popup that is opened while somebody is being added, until the agent goes back', async () => {
    const popup = await openSignedIn();
    popup.customers.add();
    popup.expected.name('ben@globex.example');
    const reopened = await open();
    expect(reopened.screen.value).toBe('signed-out');
    expect(reopened.expected.named.value).toBe('ben@globex.example');
    reopened.customers.addNobody();
    expect((await open()).screen.value).toBe('home');
  });

  it('is not shown with the ticket that is typed for another, though its sign-in was the last', async () => {
    const popup = await openSignedIn();
    popup.setTicket('#1');
    await done('1');
    popup.customers.add();
    popup.expected.setTicket('#2');
    popup.customers.addNobody();
    for (const shown of [popup, await open()]) {
      expect(shown.account.value?.ticket).toBe('#1');
      expect(shown.expected.ticket.value).toBe('#2');
    }
  });

  it('has its ticket and what is unfinished on every page, though another page is typed in', async () => {
    const [popup, other] = [await openSignedIn(), await open()];
    popup.setTicket('#4711');
    popup.open(app('a'));
    popup.leave(true);
    await vi.waitFor(() => expect(other.place.value.unfinished).toHaveLength(1));
    other.type('hub');
    expect(other.account.value?.ticket).toBe('#4711');
    const reopened = await open();
    expect(reopened.account.value?.ticket).toBe('#4711');
    expect(reopened.place.value).toMatchObject({ query: 'hub', unfinished: [{ id: 'a' }] });
  });

  it('stays shown when a sign-in ends from which the agent has turned back to them', async () => {
    const popup = await openSignedIn();
    answerMessages();
    popup.customers.add();
    popup.startSignIn('globex.example');
    popup.customers.addNobody();
    await done('2');
    await signIn(MARIA, BEN);
    expect(popup.account.value?.id).toBe('1');
  });

  it('stays shown on a page that was opened during a sign-in and then showed them', async () => {
    await openSignedIn();
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    const popup = await open();
    answerMessages();
    popup.customers.show('1');
    await done('2');
    await signIn(MARIA, BEN);
    expect(popup.account.value?.id).toBe('1');
  });

  it('keeps what each page types for its own customer', async () => {
    const popup = await openSignedIn(BEN, MARIA);
    const other = await open();
    answerMessages();
    other.customers.show('2');
    popup.type('acme');
    other.type('globex');
    popup.type('acme crm');
    const reopened = await open();
    expect(reopened.place.value.query).toBe('acme crm');
    reopened.customers.show('2');
    expect(reopened.place.value.query).toBe('globex');
  });

  it('lists them by name, with ticket and open forms', async () => {
    const popup = await openSignedIn(BEN, MARIA);
    popup.setTicket('#4711');
    popup.open(app('a'));
    expect(popup.customers.all.value).toMatchObject([
      { head: 'acme.example', ticket: '#4711', unfinished: 1 },
      { head: 'globex.example', ticket: '', unfinished: 0 },
    ]);
  });

  it.each([
    ['somebody else', 'globex.example', 'signed-out'],
    ['whoever is at Zapier', '', 'signed-out'],
    ['the shown customer again', MARIA.email, 'home'],
  ] as const)('shows on a popup that opens what becomes of a sign-in of %s', async (_whom, named, screen) => {
    await openSignedIn();
    for (const state of [
      { status: 'leaving-zapier', named, tabId: 1 },
      { status: 'window-open', named },
      { status: 'code-received', named },
    ] as const) {
      await signInStateItem.setValue(state);
      expect((await open()).screen.value).toBe(screen);
    }
  });

  it('shows the sign-in screen while somebody else signs in at Zapier, and then whoever came', async () => {
    const popup = await openSignedIn();
    const sent = answerMessages();
    popup.signInAsSomeoneElse('globex.example');
    expect(sent).toHaveBeenCalledExactlyOnceWith({
      name: 'signIn.start',
      request: { named: 'globex.example', asSomeoneElse: true },
    });
    expect(popup.screen.value).toBe('signed-out');
    await signInStateItem.setValue({ status: 'leaving-zapier', named: 'globex.example', tabId: 1 });
    expect([popup.screen.value, popup.isSigningIn.value]).toEqual(['signed-out', true]);
    await done('2');
    await signIn(MARIA, BEN);
    expect(popup.account.value?.id).toBe('2');
  });

  it('shows a customer who signs in elsewhere on a page where nobody was', async () => {
    await setUpClient();
    const popup = await open();
    answerMessages();
    popup.signInAsSomeoneElse('');
    await signInStateItem.setValue({ status: 'idle' });
    await signIn(BEN);
    expect(popup.account.value?.id).toBe('2');
  });

  it('goes back to the customer who was shown when nobody is added', async () => {
    const popup = await openSignedIn();
    popup.customers.add();
    popup.customers.addNobody();
    expect(popup.account.value?.id).toBe('1');
  });
});

describe('the expected customer', () => {
  it('keeps the expected customer in the task of the keystroke and for the next popup', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.expected.name('acme.e');
    expect(set).toHaveBeenCalledExactlyOnceWith({ namedCustomer: 'acme.e' });
    await signInStateItem.setValue({ status: 'failed', failure: { code: 'cancelled' } });
    expect(popup.expected.named.value).toBe('acme.e');
    expect((await open()).expected.named.value).toBe('acme.e');
  });

  it('forgets the expected customer once the sign-in has succeeded', async () => {
    await setUpClient();
    const popup = await open();
    popup.expected.name('acme.example');
    await namedCustomerItem.removeValue();
    expect(popup.expected.named.value).toBe('');
  });

  it('keeps the ticket for the next popup, and forgets it once the sign-in has succeeded', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.expected.setTicket(' #4711 ');
    expect(set).toHaveBeenCalledExactlyOnceWith({ namedTicket: ' #4711 ' });
    expect((await open()).expected.ticket.value).toBe(' #4711 ');
    await namedTicketItem.removeValue();
    for (const shown of [popup, await open()]) expect(shown.expected.ticket.value).toBe('');
  });

  it('gives no account the ticket while the agent has to decide whether to use it', async () => {
    await setUpClient();
    const popup = await open();
    popup.expected.setTicket('#4711');
    const { id, email, fullName } = BEN;
    await signInStateItem.setValue({ status: 'undecided', profile: { id, email, fullName }, named: 'acme.example' });
    expect(popup.account.value?.ticket).toBe('');
    expect(popup.expected.ticket.value).toBe('#4711');
  });
});

describe("the account menu's question", () => {
  it('keeps an open question with what is typed until it is saved or given up', async () => {
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

describe('a sign-in under way', () => {
  it('asks the background to settle a sign-in under way when the popup opens', async () => {
    await setUpClient();
    const sent = answerMessages();
    await signInStateItem.setValue({ status: 'window-open', named: '' });
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'popup.opened', request: {} });
  });
});
