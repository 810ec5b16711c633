import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sessionAccountsItem } from '../../../lib/accounts/account';
import { signOut } from '../../../lib/accounts/sign-out';
import { readSeenAtZapier } from '../../../lib/accounts/zapier-session';
import { answers, BEN, MARIA } from '../../zapier/zapier';
import { REDIRECT_URI } from '../stand-in-client';
import { ACCOUNT_OF_MARIA, TOKEN_LIFE_MS } from '../zapier/stage';
import { useSignIn } from './sign-in-stage';

const { stage, browse, setUp, setUpWithOpenWindow, state, verifiersSent } = useSignIn();

describe('a sign-in', () => {
  it('shows the account in the write that tells how it ended, so that no page shows the one without the other', async () => {
    const { signIn } = setUp();
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    await signIn.start('');
    const withAccount = written.mock.calls
      .map(([items]) => Object.keys(items))
      .filter((keys) => keys.includes('accounts'));
    expect(withAccount).toEqual([expect.arrayContaining(['accounts', 'tokens', 'signIn'])]);
  });

  it('ends with the account shown and its tokens kept', async () => {
    const { signIn, store } = setUp();
    await signIn.start('');
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

  it('tells whose session Zapier itself has in this browser, also when that is nobody who was named', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    expect(await readSeenAtZapier()).toBe(ACCOUNT_OF_MARIA.id);
    stage.zapier.session.signIn(BEN);
    await signIn.start('maria@acme.example');
    expect(await readSeenAtZapier()).toBe(String(BEN.id));
  });

  it('that fails leaves open whose session Zapier has now: somebody else may have signed in there', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    stage.zapier.session.signIn(BEN);
    stage.zapier.nextAnswers('GET /v1/profiles/me', answers.unavailable());
    await signIn.start('');
    expect(await state()).toMatchObject({ status: 'failed' });
    expect(await readSeenAtZapier()).toBeNull();
  });

  it('exchanges the code with the verifier that was asked with, and asks whose account it is', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    expect(stage.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://zapier.com/oauth/token/',
      'GET https://api.zapier.com/v1/profiles/me',
    ]);
  });

  it('asks for the scopes that are configured, with the redirect URI of this browser', async () => {
    const { signIn, window } = setUp();
    stage.config = { ...stage.config, scopes: 'profile authentication:write' };
    await signIn.start('');
    const asked = new URL(window.mock.calls[0]?.[0].url ?? '').searchParams;
    expect(asked.get('scope')).toBe('profile authentication:write');
    expect(asked.get('redirect_uri')).toBe(REDIRECT_URI);
  });

  it('is marked as under way while the window is open', async () => {
    const { closeWindow } = await setUpWithOpenWindow();
    expect(await state()).toEqual({ status: 'window-open' });
    await closeWindow();
    expect(await state()).toMatchObject({ status: 'failed' });
  });

  it('keeps neither code nor verifier nor state, and tokens nowhere but in their place', async () => {
    const { signIn, window } = setUp();
    let redirect = '';
    window.mockImplementation(async ({ url }) => {
      redirect = await browse(url);
      return redirect;
    });
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    const sent = vi.spyOn(browser.runtime, 'sendMessage');
    await signIn.start('maria@acme.example');
    const { tokens, ...others } = await fakeBrowser.storage.session.get();
    expect(JSON.stringify(tokens)).toContain('access-');
    const verifier = verifiersSent()[0] ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    const words = [...new URL(redirect).searchParams.values(), 'access-', 'refresh-', 'code-', verifier];
    for (const word of words) expect(JSON.stringify(others)).not.toContain(word);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    // Not for a moment, and to nobody.
    const told = JSON.stringify([...written.mock.calls, ...sent.mock.calls]);
    for (const word of [verifier, ...new URL(redirect).searchParams.values()]) expect(told).not.toContain(word);
  });

  it('proves itself anew each time', async () => {
    const { signIn, window } = setUp();
    for (let times = 0; times < 3; times++) await signIn.start('');
    const states = window.mock.calls.map(([{ url }]) => new URL(url).searchParams.get('state'));
    expect(new Set(verifiersSent()).size).toBe(3);
    expect(new Set(states).size).toBe(3);
  });

  it('that starts while another runs does nothing', async () => {
    const { signIn, window } = setUp();
    await Promise.all([signIn.start(''), signIn.start(''), signIn.start('')]);
    expect(window).toHaveBeenCalledOnce();
    await signIn.start('');
    expect(window).toHaveBeenCalledTimes(2);
  });
});

describe('what a finished sign-in says of whose account it is', () => {
  async function notice(parts: ReturnType<typeof setUp>, named: string) {
    await parts.signIn.start(named);
    const ended = await state();
    if (ended.status !== 'done') throw new Error(ended.status);
    return ended.notice;
  }

  it.each([MARIA.email, ' @ACME.example ', 'acme.example'])('the customer who was named, as %j', async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'as-named' });
  });

  it.each(['', '  '])('whoever the browser had open at Zapier, where nobody was named: %j', async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('another customer than the one who was named, who is named again as typed', async () => {
    stage.zapier.session.signIn(BEN);
    expect(await notice(setUp(), ' acme.example ')).toEqual({ code: 'not-the-named-customer' });
    expect((await sessionAccountsItem.getValue())?.byId[String(BEN.id)]?.cameInsteadOf).toBe('acme.example');
  });

  it('nothing of another customer where the right one comes with the next sign-in', async () => {
    const parts = setUp();
    stage.zapier.session.signIn(BEN);
    await parts.signIn.start('acme.example');
    stage.zapier.session.signIn(MARIA);
    expect(await notice(parts, 'acme.example')).toEqual({ code: 'as-named' });
    expect(JSON.stringify(await sessionAccountsItem.getValue())).not.toContain('cameInsteadOf');
  });

  it('the one who was just signed out, because Zapier itself stays signed in; and that once', async () => {
    const parts = setUp();
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
    await signOut(parts.store, ACCOUNT_OF_MARIA.id);
    expect(await notice(parts, '')).toEqual({ code: 'still-signed-in' });
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('somebody else than who was just signed out', async () => {
    const parts = setUp();
    await notice(parts, '');
    await signOut(parts.store, ACCOUNT_OF_MARIA.id);
    stage.zapier.session.signIn(BEN);
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });
});
