import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { localAccountsItem, sessionAccountsItem } from '../../../lib/accounts/account';
import { createAccountStore } from '../../../lib/accounts/account-store';
import { createLocks } from '../zapier/locks';

const MARIA = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen' };
const BEN = { id: '2', email: 'ben@globex.example', fullName: 'Ben Ortiz' };
const TOKENS = { accessToken: 'a-1', refreshToken: 'r-1', expiresAt: 1000 };
const NEWER = { accessToken: 'a-2', refreshToken: 'r-2', expiresAt: 2000 };

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
  it('shows the account and keeps its tokens', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
  });

  it('keeps nothing on disk', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(JSON.stringify(await kept('session'))).toContain('a-1');
    expect(await kept('local')).toEqual({});
  });

  it('keeps all of it on disk too while the agent stays signed in', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
    expect(await kept('session')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
  });

  it('keeps no token among the accounts, which every page reads', async () => {
    await store.signIn(MARIA, TOKENS);
    expect(JSON.stringify(await sessionAccountsItem.getValue())).not.toMatch(/a-1|r-1/);
  });

  it('leaves other accounts as they are, and shows the one who came last', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.signIn(BEN, NEWER);
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect((await sessionAccountsItem.getValue())?.current).toBe('2');
  });

  it('once more keeps the label, ends the wait and takes over what changed', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.setLabel('1', 'Acme');
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

describe('an account that came back instead of the customer who was named', () => {
  const question = async (id = '1') => (await store.account(id))?.cameInsteadOf;

  it.each([
    ['', undefined],
    ['maria@acme.example', undefined],
    ['Acme.Example', undefined],
    ['globex.example', 'globex.example'],
  ])('is asked about from its first moment, where %j was named', async (named, expected) => {
    const seen: unknown[] = [];
    const unwatch = sessionAccountsItem.watch((accounts) => seen.push(accounts?.byId['1']?.cameInsteadOf));
    await store.signIn(MARIA, TOKENS, named);
    unwatch();
    expect(seen).toEqual([expected]);
    expect(await question()).toBe(expected);
  });

  it('is asked about until the agent takes it', async () => {
    await store.signIn(MARIA, TOKENS, 'globex.example');
    await store.setLabel('1', 'Acme');
    await store.end('1', TOKENS.accessToken);
    await store.signIn(MARIA, NEWER);
    await store.signIn(MARIA, NEWER, 'initech.example');
    expect(await question()).toBe('initech.example');
    await store.accept('1');
    expect(await store.account('1')).toEqual({ ...MARIA, label: 'Acme', signIn: 'active' });
    expect(await store.tokens('1')).toEqual(NEWER);
  });

  it('is asked about no more where the customer is named as whom it is, or comes back', async () => {
    await store.signIn(MARIA, TOKENS, 'globex.example');
    await store.signIn(MARIA, TOKENS, 'acme.example');
    expect(await question()).toBeUndefined();
    await store.signIn(MARIA, TOKENS, 'globex.example');
    await store.signIn(BEN, NEWER, 'initech.example');
    expect(await question()).toBeUndefined();
    expect(await question('2')).toBe('initech.example');
  });

  it('is asked about after the browser’s end, too', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS, 'globex.example');
    await fakeBrowser.storage.session.clear();
    await store.restore();
    expect(await question()).toBe('globex.example');
  });
});

describe('changes', () => {
  it('happen one after the other', async () => {
    await Promise.all([store.signIn(MARIA, TOKENS), store.signIn(BEN, NEWER), store.setLabel('1', 'Acme')]);
    expect(await store.account('1')).toMatchObject({ label: 'Acme' });
    expect(await store.account('2')).toEqual({ ...BEN, signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('renew the tokens of an account that is signed in', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toEqual(NEWER);
  });

  it('bring no tokens to an account that was signed out meanwhile', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.remove('1');
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('bring no tokens to an account whose sign-in ended', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.end('1', TOKENS.accessToken);
    await store.renew('1', TOKENS.accessToken, NEWER);
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('renew no tokens but those they were renewed from', async () => {
    await store.signIn(MARIA, NEWER);
    await store.renew('1', TOKENS.accessToken, { ...TOKENS, accessToken: 'late' });
    expect(await store.tokens('1')).toEqual(NEWER);
  });

  it.each([TOKENS.accessToken, null])('end no sign-in by tokens that are not its own: %j', async (seen) => {
    staySignedIn = true;
    await store.signIn(MARIA, NEWER);
    expect(await store.end('1', seen)).toBe(false);
    expect(await store.tokens('1')).toEqual(NEWER);
    expect(await store.account('1')).toMatchObject({ signIn: 'active' });
    expect(await kept('local')).toMatchObject({ tokens: { '1': NEWER } });
  });

  it('end a sign-in: the tokens go, the account stays', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await store.end('1', TOKENS.accessToken);
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'ended' });
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
    for (const area of ['local', 'session'] as const) expect(JSON.stringify(await kept(area))).not.toMatch(/a-1|r-1/);
  });

  it('name an account, and take the name away', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.setLabel('1', 'Acme');
    expect(await store.account('1')).toEqual({ ...MARIA, label: 'Acme', signIn: 'active' });
    await store.setLabel('1', '');
    expect(await store.account('1')).toEqual({ ...MARIA, signIn: 'active' });
  });

  it('remove everything of one account and nothing of another', async () => {
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

  it('leave the shown account where another one is removed', async () => {
    await store.signIn(BEN, NEWER);
    await store.signIn(MARIA, TOKENS);
    await store.remove('2');
    expect((await sessionAccountsItem.getValue())?.current).toBe('1');
  });

  it('of an account nobody knows are none', async () => {
    await store.signIn(MARIA, TOKENS);
    const before = structuredClone(await kept('session'));
    expect(await store.account('9')).toBeUndefined();
    expect(await store.tokens('9')).toBeUndefined();
    await store.end('9', null);
    await store.setLabel('9', 'Acme');
    await store.renew('9', TOKENS.accessToken, NEWER);
    expect(await kept('session')).toEqual(before);
  });
});

describe('tokens in storage that are none', () => {
  it('sign that account out, and no other', async () => {
    await store.signIn(MARIA, TOKENS);
    await store.signIn(BEN, NEWER);
    await fakeBrowser.storage.session.set({ tokens: { '1': { accessToken: 5 }, '2': NEWER } });
    expect(await store.tokens('1')).toBeUndefined();
    expect(await store.tokens('2')).toEqual(NEWER);
  });
});

describe("after the browser's end", () => {
  async function restartBrowser() {
    await fakeBrowser.storage.session.clear();
    await store.restore();
  }

  it('everybody is there again who stays signed in', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await store.setLabel('1', 'Acme');
    await restartBrowser();
    expect(await store.account('1')).toEqual({ ...MARIA, label: 'Acme', signIn: 'active' });
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('nobody has to wait for that: whoever asks first gets what is on disk', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await fakeBrowser.storage.session.clear();
    const restored = store.restore();
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect(await store.account('1')).toMatchObject(MARIA);
    await restored;
    await fakeBrowser.storage.session.clear();
    await store.setLabel('1', 'Acme');
    expect(await store.tokens('1')).toEqual(TOKENS);
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS } });
  });

  it('nobody is there otherwise', async () => {
    await store.signIn(MARIA, TOKENS);
    await restartBrowser();
    expect(await store.account('1')).toBeUndefined();
    expect(await store.tokens('1')).toBeUndefined();
  });

  it('nobody is there, and the disk is empty, where staying signed in was forbidden meanwhile', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    staySignedIn = false;
    await restartBrowser();
    expect(await store.account('1')).toBeUndefined();
    expect(JSON.stringify(await kept('local'))).not.toMatch(/maria|a-1|r-1/i);
  });

  it('tokens on disk that are none leave an account without any', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    await fakeBrowser.storage.local.set({ tokens: { '1': 'nonsense' } });
    await restartBrowser();
    expect(await store.account('1')).toMatchObject(MARIA);
    expect(await store.tokens('1')).toBeUndefined();
  });
});

describe('staying signed in', () => {
  it('clears the disk when it is switched off, and the agent goes on working', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, TOKENS);
    staySignedIn = false;
    await store.restore();
    expect(await kept('local')).not.toHaveProperty('tokens');
    expect(await localAccountsItem.getValue()).toBeNull();
    expect(await store.tokens('1')).toEqual(TOKENS);
  });

  it('writes to disk when it is switched on', async () => {
    await store.signIn(MARIA, TOKENS);
    staySignedIn = true;
    await store.restore();
    expect(await kept('local')).toMatchObject({ tokens: { '1': TOKENS }, accounts: { current: '1' } });
  });

  it('never brings back older tokens from disk over newer ones in memory', async () => {
    staySignedIn = true;
    await store.signIn(MARIA, NEWER);
    await fakeBrowser.storage.local.set({ tokens: { '1': TOKENS } });
    await store.restore();
    expect(await store.tokens('1')).toEqual(NEWER);
  });
});
