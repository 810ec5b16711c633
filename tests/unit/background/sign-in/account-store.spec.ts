import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAccountStore } from '../../../../lib/background/sign-in/account-store';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { createLocks } from '../../support/locks';

const MARIA = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen' };
const BEN = { id: '2', email: 'ben@globex.example', fullName: 'Ben Ortiz' };
const ISSUER = { tokenUrl: 'https://zapier.com/oauth/token/', clientId: 'client-1' };
const TOKENS = { accessToken: 'a-1', refreshToken: 'r-1', expiresAt: 1000, issuer: ISSUER };
const NEWER = { accessToken: 'a-2', refreshToken: 'r-2', expiresAt: 2000, issuer: ISSUER };

let staySignedIn = false;
const store = createAccountStore(async () => staySignedIn);

function kept(area: 'local' | 'session') {
  return fakeBrowser.storage[area].get();
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  vi.stubGlobal('navigator', { locks: createLocks() });
  staySignedIn = false;
});

describe('signing in', () => {
  it('stores the account and its tokens and makes the account current', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
  });

  it('keeps accounts and tokens off the disk unless the agent stays signed in', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(JSON.stringify(await kept('session'))).toContain('a-1');
    expect(await kept('local')).toEqual({});
  });

  it('keeps accounts and tokens on disk too while the agent stays signed in', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
    expect(await kept('session')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
  });

  it('stores no token with the accounts, which every page reads', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(JSON.stringify(await sessionAccountsItem.getValue())).not.toMatch(/a-1|r-1/);
  });

  it('leaves the tokens of other accounts alone and makes the latest account current', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.signIn(BEN, NEWER);
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect((await sessionAccountsItem.getValue())?.current).toBe('2');
  });

  it('keeps the label, updates the profile and reactivates an account that signs in again', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.setLabel({ accountId: '1', label: 'Acme' });
    await store.end('1', TOKENS.accessToken);
    await store.signIn({ ...MARIA, fullName: 'Maria Chen-Roe' }, NEWER);
    expect(await store.account('1')).toEqual({
      ...MARIA,
      fullName: 'Maria Chen-Roe',
      label: 'Acme',
      signIn: 'active',
    });
    expect(await store.tokens('1')).toEqual(NEWER);
  });
});

describe('changes to accounts', () => {
  it('applies concurrent changes one after the other', async () => {
    await Promise.all([
      store.signIn(MARIA, TOKENS),
      store.signIn(BEN, NEWER),
      store.setLabel({ accountId: '1', label: 'Acme' }),
    ]);
    expect(await store.account('1')).toMatchObject({ label: 'Acme' });
    expect(await store.account('2')).toEqual({ ...BEN, signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('renews the tokens of an account that is signed in', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toEqual(NEWER);
  });

  it('gives no renewed tokens to an account that was removed meanwhile', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.remove('1');
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('gives no renewed tokens to an account whose sign-in has ended', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.end('1', TOKENS.accessToken);
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('discards renewed tokens when the account has newer ones than they came from', async () => {
    await store.signIn(MARIA, NEWER);
    await store.renew('1', TOKENS.accessToken, { ...TOKENS, accessToken: 'late' });
    expect(await store.tokens('1')).toEqual(NEWER);
  });

  it.each([TOKENS.accessToken, null])('ends no sign-in by an access token that is not its own: %j', async (seen) => {
    staySignedIn = true;
    await store.signIn(MARIA, NEWER);
    expect(await store.end('1', seen)).toBe(false);
    expect(await store.tokens('1')).toEqual(NEWER);
    expect(await store.account('1')).toMatchObject({ signIn: 'active' });
    expect(await kept('local')).toMatchObject({ tokens: { '1': NEWER } });
  });

  it('removes the tokens but keeps the account when a sign-in ends', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await store.end('1', TOKENS.accessToken);
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'ended' });
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
    for (const area of ['local', 'session'] as const) expect(JSON.stringify(await kept(area))).not.toMatch(/a-1|r-1/);
  });

  it('sets and clears the label of an account', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.setLabel({ accountId: '1', label: 'Acme' });
    expect(await store.account('1')).toEqual({ ...MARIA, label: 'Acme', signIn: 'active' });
    await store.setLabel({ accountId: '1', label: '' });
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'active' });
  });

  it('removes everything of one account and nothing of another', async () => {
    staySignedIn = true;
    await store.signIn(BEN, NEWER);
    await store.signIn(MARIA, TOKENS);
    await store.remove('1');
    expect(await store.tokens('2')).toEqual(NEWER);
    expect(await sessionAccountsItem.getValue()).toEqual({
      current: null,
      byId: { '2': { ...BEN, signIn: 'active' } },
    });
    for (const area of ['local', 'session'] as const)
      expect(JSON.stringify(await kept(area))).not.toMatch(/maria|a-1|r-1/i);
  });

  it('keeps the current account when another one is removed', async () => {
    await store.signIn(BEN, NEWER);
    await store.signIn(MARIA, TOKENS);
    await store.remove('2');
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
  });

  it('ignores changes to an unknown account', async () => {
    await store.signIn(MARIA, TOKENS);
    const before = structuredClone(await kept('session'));
    expect(await store.account('9')).toBeUndefined();
    expect(await store.tokens('9')).toBeUndefined();
    await store.end('9', null);
    await store.setLabel({ accountId: '9', label: 'Acme' });
    await store.renew('9', TOKENS.accessToken, NEWER);
    expect(await kept('session')).toEqual(before);
  });
});

describe('malformed tokens', () => {
  it('drops malformed stored tokens of one account and keeps those of another', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.signIn(BEN, NEWER);
    await fakeBrowser.storage.session.set({ tokens: { '1': { accessToken: 5 }, '2': NEWER } });
    expect(await store.tokens('1')).toBeUndefined();
    expect(await store.tokens('2')).toEqual(NEWER);
  });
});
