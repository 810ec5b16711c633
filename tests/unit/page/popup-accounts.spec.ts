import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { START } from '../../../lib/shared/place';
import { namedCustomerItem, signInStateItem } from '../../../lib/shared/sign-in';
import { BEN, MARIA, usePopup } from './popup-stage';

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
      ticket: '',
      initials: 'MC',
      hue: expect.any(Number),
    });
    expect((await openSignedIn(BEN)).account.value).toMatchObject({ name: 'globex.example', initials: 'GE' });
  });

  it('shows which account waits for a new sign-in while another is shown', async () => {
    const popup = await openSignedIn();
    popup.type('acme');
    expect(popup.waitingAccount.value).toBeNull();
    await signIn({ ...MARIA, signIn: 'ended' }, BEN);
    expect(popup.waitingAccount.value).toMatchObject({ id: '1', name: 'Maria Chen' });
    await signIn(MARIA, BEN);
    expect(popup.waitingAccount.value).toBeNull();
  });
});

describe('the expected customer', () => {
  it('keeps the expected customer in the task of the keystroke and for the next popup', async () => {
    await setUpClient();
    const popup = await open();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    popup.nameCustomer('acme.e');
    expect(set).toHaveBeenCalledExactlyOnceWith({ namedCustomer: 'acme.e' });
    await signInStateItem.setValue({ status: 'failed', failure: { code: 'cancelled' } });
    expect(popup.namedCustomer.value).toBe('acme.e');
    expect((await open()).namedCustomer.value).toBe('acme.e');
  });

  it('forgets the expected customer once the sign-in has succeeded', async () => {
    await setUpClient();
    const popup = await open();
    popup.nameCustomer('acme.example');
    await namedCustomerItem.removeValue();
    await signInStateItem.setValue({ status: 'done', accountId: '1', notice: { code: 'as-named' } });
    expect(popup.namedCustomer.value).toBe('');
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
    await signInStateItem.setValue({ status: 'window-open' });
    await (await open()).look();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'signIn.endCutOff', request: {} });
  });
});
