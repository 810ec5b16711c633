import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { addsCustomerItem, namedCustomerItem, namedTicketItem } from '../../../../lib/shared/sign-in';
import { ticketsItem } from '../../../../lib/shared/tickets';
import { seenAtZapierItem } from '../../../../lib/shared/zapier-session';
import { answers, BEN, MARIA } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA, TOKEN_LIFE_MS } from '../../support/stage';
import { REDIRECT_URI } from '../../support/stand-in-client';
import { useSignIn } from './sign-in-stage';

const { stage, browse, setUp, setUpWithOpenWindow, state, verifiersSent } = useSignIn();

describe('a sign-in', () => {
  it('stores account, tokens and the result of the sign-in in a single write', async () => {
    const { signIn } = setUp();
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    await signIn.start({ named: '' });
    const withAccount = written.mock.calls
      .map(([items]) => Object.keys(items))
      .filter((keys) => keys.includes('accounts'));
    expect(withAccount).toEqual([expect.arrayContaining(['accounts', 'tokens', 'signIn'])]);
  });

  it('gives what was pasted before it to the account, before any page shows that', async () => {
    const { signIn } = setUp();
    const pasted = { values: { search: 'API key: acme_live_1' }, editedAt: stage.now };
    await fakeBrowser.storage.session.set({ 'secrets//search': pasted });
    const moved = vi.fn();
    sessionAccountsItem.watch(async () => moved(await fakeBrowser.storage.session.get()));
    await signIn.start({ named: '' });
    await vi.waitFor(() => expect(moved).toHaveBeenCalled());
    const session = moved.mock.calls[0]?.[0] ?? {};
    expect(session[`secrets/${ACCOUNT_OF_MARIA.id}/search`]).toEqual(pasted);
    expect(session['secrets//search']).toBeUndefined();
  });

  it('gives the ticket typed before it to the account, before any page shows that, and forgets who was expected', async () => {
    const { signIn } = setUp();
    await namedTicketItem.setValue(' #4711 ');
    await namedCustomerItem.setValue('acme.example');
    await addsCustomerItem.setValue(true);
    const shown = vi.fn();
    sessionAccountsItem.watch(async () => shown(await ticketsItem.getValue()));
    await signIn.start({ named: 'acme.example' });
    await vi.waitFor(() => expect(shown).toHaveBeenCalledWith({ [ACCOUNT_OF_MARIA.id]: '#4711' }));
    await signIn.start({ named: '' });
    expect(await ticketsItem.getValue(), 'a sign-in without a ticket').toEqual({ [ACCOUNT_OF_MARIA.id]: '#4711' });
    const kept = Object.keys(await fakeBrowser.storage.session.get());
    expect(kept.filter((key) => /^named|^adds/.test(key))).toEqual([]);
  });

  it('makes the account current and keeps its tokens when the sign-in succeeds', async () => {
    const { signIn, store } = setUp();
    await signIn.start({ named: '' });
    expect(await state()).toEqual({
      status: 'done',
      accountId: String(MARIA.id),
      notice: { code: 'whoever-was-signed-in' },
    });
    expect(await sessionAccountsItem.getValue()).toEqual({
      current: ACCOUNT_OF_MARIA.id,
      byId: { [ACCOUNT_OF_MARIA.id]: ACCOUNT_OF_MARIA },
    });
    expect(await store.tokens(ACCOUNT_OF_MARIA.id)).toMatchObject({ expiresAt: stage.now + TOKEN_LIFE_MS });
  });

  it('notes of an account whether anybody can have an e-mail at its domain', async () => {
    const { signIn, store } = setUp();
    for (const [email, publicMail] of [
      ['Maria.Chen@GMail.com', true],
      ['maria@acme.example', undefined],
    ] as const) {
      stage.zapier.session.signIn({ ...MARIA, email });
      await signIn.start({ named: '' });
      expect(await store.account(ACCOUNT_OF_MARIA.id)).toMatchObject({ email });
      expect((await store.account(ACCOUNT_OF_MARIA.id))?.publicMail).toBe(publicMail);
    }
  });

  it('records whose session Zapier itself has, and when', async () => {
    const { signIn } = setUp();
    await signIn.start({ named: '' });
    expect(await seenAtZapierItem.getValue()).toEqual({ accountId: ACCOUNT_OF_MARIA.id, seenAt: stage.now });
    stage.zapier.session.signIn(BEN);
    await signIn.start({ named: 'maria@acme.example' });
    expect(await seenAtZapierItem.getValue()).toBeNull();
  });

  it('forgets whose session Zapier has when the sign-in fails', async () => {
    const { signIn } = setUp();
    await signIn.start({ named: '' });
    stage.zapier.session.signIn(BEN);
    stage.zapier.nextAnswers('GET /v1/profiles/me', answers.unavailable());
    await signIn.start({ named: '' });
    expect(await state()).toMatchObject({ status: 'failed' });
    expect(await seenAtZapierItem.getValue()).toBeNull();
  });

  it('exchanges the authorization code and then asks whose account it is', async () => {
    const { signIn } = setUp();
    await signIn.start({ named: '' });
    expect(stage.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://zapier.com/oauth/token/',
      'GET https://api.zapier.com/v1/profiles/me',
    ]);
  });

  it('asks for the configured scopes with the redirect URI of this browser', async () => {
    const { signIn, window } = setUp();
    stage.config = { ...stage.config, scopes: 'profile authentication:write' };
    await signIn.start({ named: '' });
    const asked = new URL(window.mock.calls[0]?.[0].url ?? '').searchParams;
    expect(asked.get('scope')).toBe('profile authentication:write');
    expect(asked.get('redirect_uri')).toBe(REDIRECT_URI);
  });

  it('reports a sign-in as under way while its window is open', async () => {
    const { closeWindow } = await setUpWithOpenWindow();
    expect(await state()).toEqual({ status: 'window-open', named: '' });
    await closeWindow();
    expect(await state()).toMatchObject({ status: 'failed' });
  });

  it('reports that the window has closed while Zapier is asked for tokens', async () => {
    const { signIn } = setUp();
    const hold = stage.zapier.hold('POST /oauth/token/');
    const running = signIn.start({ named: '' });
    await hold.arrived;
    expect(await state()).toEqual({ status: 'code-received', named: '' });
    hold.release();
    await running;
    expect(await state()).toMatchObject({ status: 'done' });
  });

  it('uses up the refresh token that an account had before it signed in again', async () => {
    const { signIn, store } = setUp();
    await signIn.start({ named: '' });
    const before = await store.tokens(String(MARIA.id));
    await signIn.start({ named: MARIA.email });
    await vi.waitFor(() => expect(stage.zapier.takesRefreshToken(before?.refreshToken ?? '')).toBe(false));
    const after = await store.tokens(String(MARIA.id));
    expect(stage.zapier.takesRefreshToken(after?.refreshToken ?? '')).toBe(true);
  });

  it('stores neither code, verifier nor state, and tokens in their own item only', async () => {
    const { signIn, window } = setUp();
    let redirect = '';
    window.mockImplementation(async ({ url }) => {
      redirect = await browse(url);
      return redirect;
    });
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    const sent = vi.spyOn(browser.runtime, 'sendMessage');
    await signIn.start({ named: 'maria@acme.example' });
    const { tokens, ...others } = await fakeBrowser.storage.session.get();
    expect(JSON.stringify(tokens)).toContain('access-');
    const verifier = verifiersSent()[0] ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    const words = [...new URL(redirect).searchParams.values(), 'access-', 'refresh-', 'code-', verifier];
    for (const word of words) expect(JSON.stringify(others)).not.toContain(word);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    // They were never written meanwhile, and never sent in a message.
    const told = JSON.stringify([...written.mock.calls, ...sent.mock.calls]);
    for (const word of [verifier, ...new URL(redirect).searchParams.values()]) expect(told).not.toContain(word);
  });

  it('uses a new verifier and a new state for every sign-in', async () => {
    const { signIn, window } = setUp();
    for (let times = 0; times < 3; times++) await signIn.start({ named: '' });
    const states = window.mock.calls.map(([{ url }]) => new URL(url).searchParams.get('state'));
    expect(new Set(verifiersSent()).size).toBe(3);
    expect(new Set(states).size).toBe(3);
  });

  it('ignores a sign-in that is started while another one runs', async () => {
    const { signIn, window } = setUp();
    await Promise.all([signIn.start({ named: '' }), signIn.start({ named: '' }), signIn.start({ named: '' })]);
    expect(window).toHaveBeenCalledOnce();
    await signIn.start({ named: '' });
    expect(window).toHaveBeenCalledTimes(2);
  });
});

describe('the notice of a finished sign-in', () => {
  async function notice(parts: ReturnType<typeof setUp>, named: string) {
    await parts.signIn.start({ named });
    const ended = await state();
    if (ended.status !== 'done') throw new Error(ended.status);
    return ended.notice;
  }

  it.each([MARIA.email, ' @ACME.example ', 'acme.example'])('confirms the customer named as %j', async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'as-named' });
  });

  it.each(['', '  '])("says that Zapier's own session decided when the customer is named as %j", async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('says that an account named by its old e-mail has another one now, and keeps it the same account', async () => {
    const { signIn, store } = setUp();
    await signIn.start({ named: '' });
    await store.end(String(MARIA.id), null);
    stage.zapier.session.signIn({ ...MARIA, email: 'maria.chen@acme-group.example' });
    await signIn.start({ named: 'Maria@acme.example' });
    expect(await state()).toMatchObject({ status: 'done', notice: { code: 'renamed', before: MARIA.email } });
    expect((await store.accounts()).byId).toEqual({
      [MARIA.id]: { ...ACCOUNT_OF_MARIA, email: 'maria.chen@acme-group.example' },
    });
  });

  it('asks when another user than the one named by e-mail signs in, though that one is known', async () => {
    const { signIn } = setUp();
    await signIn.start({ named: '' });
    stage.zapier.session.signIn({ ...BEN, email: 'maria.chen@acme-group.example' });
    await signIn.start({ named: MARIA.email });
    expect(await state()).toMatchObject({ status: 'undecided' });
  });

  it('says once that the account just signed out is still signed in at Zapier', async () => {
    const parts = setUp();
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    expect(await notice(parts, '')).toEqual({ code: 'still-signed-in' });
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('gives no still-signed-in notice when another account comes back', async () => {
    const parts = setUp();
    await notice(parts, '');
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    stage.zapier.session.signIn(BEN);
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });
});
