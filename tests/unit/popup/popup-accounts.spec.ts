import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { namedCustomerItem, signInStateItem } from '../../../lib/accounts/sign-in-state';
import { START } from '../../../lib/connect/place';
import { BEN, MARIA, usePopup } from './popup-stage';

const { open, setUpClient, signIn, openSignedIn, answerMessages } = usePopup();

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

describe('a sign-in that is marked as under way', () => {
  it('is looked at by the background, which that starts, when the popup opens', async () => {
    await setUpClient();
    const sent = answerMessages();
    await signInStateItem.setValue({ status: 'window-open' });
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'signIn.settle', request: {} });
  });
});
