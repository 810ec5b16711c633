import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createAccountStore } from '../../../../lib/background/sign-in/account-store';
import { localAccountsItem } from '../../../../lib/shared/account';
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

describe('what an earlier version left on disk', () => {
  it('drops an account that the agent had not decided on, and its tokens', async () => {
    staySignedIn = true;
    const decided = { ...MARIA, signIn: 'active' };
    const undecided = { ...BEN, signIn: 'active', cameInsteadOf: 'acme.example' };
    await fakeBrowser.storage.local.set({
      accounts: { current: '2', byId: { '1': decided, '2': undecided } },
      tokens: { '1': TOKENS, '2': NEWER },
    });
    expect(await store.tokens('2')).toBeUndefined();
    await store.restore();
    expect(await store.accounts()).toEqual({ current: null, byId: { '1': decided } });
    expect(await store.tokens('1')).toEqual(TOKENS);
    for (const area of ['local', 'session'] as const)
      expect(JSON.stringify(await kept(area))).not.toMatch(/ben|a-2|r-2/);
  });

  it('drops tokens of which no account is known, because no screen could sign them out', async () => {
    staySignedIn = true;
    await fakeBrowser.storage.local.set({ accounts: { current: null, byId: {} }, tokens: { '2': NEWER } });
    await store.restore();
    for (const area of ['local', 'session'] as const) expect(JSON.stringify(await kept(area))).not.toContain('a-2');
  });
});

describe('a restart of the browser', () => {
  async function restartBrowser() {
    await fakeBrowser.storage.session.clear();
    await store.restore();
  }

  it('restores accounts and tokens when the agent stays signed in', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await store.setLabel({ accountId: '1', label: 'Acme' });
    await restartBrowser();
    expect(await store.account('1')).toEqual({ ...MARIA, label: 'Acme', signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('keeps in the list, as ended, an account whose sign-in had ended when the agent stays signed in', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await store.setLabel({ accountId: '1', label: 'Acme' });
    await store.signIn(BEN, NEWER);
    await store.end('1', TOKENS.accessToken);
    await restartBrowser();
    expect(await store.accounts()).toEqual({
      current: '2',
      byId: { '1': { ...MARIA, label: 'Acme', signIn: 'ended' }, '2': { ...BEN, signIn: 'active' } },
    });
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('reads the disk for callers that ask before anything is restored', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await fakeBrowser.storage.session.clear();
    const restored = store.restore();
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect(await store.account('1')).toMatchObject(MARIA);
    await restored;
    await fakeBrowser.storage.session.clear();
    await store.setLabel({ accountId: '1', label: 'Acme' });
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS } });
  });

  it('restores nobody when the agent does not stay signed in', async () => {
    await store.signIn(MARIA, TOKENS);
    await restartBrowser();
    expect(await store.account('1')).toBeUndefined();
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('restores nobody and clears the disk when staying signed in is no longer allowed', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    staySignedIn = false;
    await restartBrowser();
    expect(await store.account('1')).toBeUndefined();
    expect(JSON.stringify(await kept('local'))).not.toMatch(/maria|a-1|r-1/i);
  });

  it('restores an account without tokens when those on disk are malformed', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await fakeBrowser.storage.local.set({ tokens: { '1': 'nonsense' } });
    await restartBrowser();
    expect(await store.account('1')).toMatchObject(MARIA);
    expect(await store.tokens('1')).toBeUndefined();
  });
});

describe('staying signed in', () => {
  it('clears the disk but keeps the session when staying signed in is switched off', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    staySignedIn = false;
    await store.restore();
    expect(await kept('local')).not.toHaveProperty('tokens');
    expect(await localAccountsItem.getValue()).toBeNull();
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('writes accounts and tokens to disk when staying signed in is switched on', async () => {
    await store.signIn(MARIA, TOKENS);
    staySignedIn = true;
    await store.restore();
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
  });

  it('never replaces newer tokens in memory with older ones from disk', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, NEWER);
    await fakeBrowser.storage.local.set({ tokens: { '1': TOKENS } });
    await store.restore();
    expect(await store.tokens('1')).toEqual(NEWER);
  });
});
