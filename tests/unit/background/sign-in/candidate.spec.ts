import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut, signOutOfEverything } from '../../../../lib/background/sign-in/sign-out';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { namedCustomerItem, signInStateItem } from '../../../../lib/shared/sign-in';
import { seenAtZapierItem } from '../../../../lib/shared/zapier-session';
import { BEN, CLIENT_ID, MARIA } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA } from '../../support/stage';
import { useSignIn } from './sign-in-stage';

const { stage, setUp, state } = useSignIn();

const BENS = String(BEN.id);
const MINUTE_MS = 60_000;

beforeEach(() => {
  stage.config = { ...stage.config, staySignedIn: true };
});

/** Signs Ben in although Maria's company was named. Returns his refresh token too. */
async function meetTheWrongOne() {
  const parts = setUp();
  parts.candidate.follow();
  await namedCustomerItem.setValue('acme.example');
  stage.zapier.session.signIn(BEN);
  await parts.signIn.start({ named: 'acme.example' });
  const { candidate } = await fakeBrowser.storage.session.get('candidate');
  return { ...parts, refreshToken: (candidate as { tokens: { refreshToken: string } }).tokens.refreshToken };
}

/** Returns whether Zapier no longer accepts a refresh token. */
async function isDead(refreshToken: string): Promise<boolean> {
  const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: refreshToken };
  return (await stage.client.token(form)).status === 400;
}

const inMemory = async () => JSON.stringify(await fakeBrowser.storage.session.get());

describe('an account that is not the named customer', () => {
  it('keeps its tokens in memory only, apart from all accounts, and asks the agent', async () => {
    const { accessTokens, store } = await meetTheWrongOne();
    const profile = { id: BENS, email: BEN.email, fullName: BEN.full_name };
    expect(await state()).toEqual({ status: 'undecided', profile, named: 'acme.example' });
    expect(await store.accounts()).toEqual({ current: null, byId: {} });
    expect(await store.tokens(BENS)).toBeUndefined();
    expect(await accessTokens.get(BENS)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    const { candidate, ...others } = await fakeBrowser.storage.session.get();
    expect(candidate).toMatchObject({ tokens: { accessToken: expect.stringContaining('access-') } });
    expect(JSON.stringify(others)).not.toMatch(/access-|refresh-/);
  });

  it('leaves the named customer typed for the next sign-in', async () => {
    await meetTheWrongOne();
    expect(await namedCustomerItem.getValue()).toBe('acme.example');
  });

  type Parts = Awaited<ReturnType<typeof meetTheWrongOne>>;
  it.each<[string, (parts: Parts) => unknown]>([
    [
      'another sign-in starts, though it fails',
      ({ signIn, window }) => {
        window.mockRejectedValue(new Error('The user did not approve access.'));
        return signIn.start({ named: 'acme.example' });
      },
    ],
    [
      'the named customer signs in',
      ({ signIn }) => {
        stage.zapier.session.signIn(MARIA);
        return signIn.start({ named: 'acme.example' });
      },
    ],
    [
      'the agent uses another account',
      async ({ signIn }) => {
        await signIn.start({ named: 'acme.example', asSomeoneElse: true });
        await signIn.cancel();
      },
    ],
    ['a page ends the sign-in, for Sign out', () => signInStateItem.setValue({ status: 'idle' })],
    ['another account signs out', (parts) => signOut(parts, ACCOUNT_OF_MARIA.id)],
    ['the agent signs out of everything', (parts) => signOutOfEverything(parts)],
    [
      'ten minutes have passed',
      ({ candidate }) => {
        stage.now += 10 * MINUTE_MS;
        return candidate.settle();
      },
    ],
    [
      'the clock was set back',
      ({ candidate }) => {
        stage.now -= MINUTE_MS;
        return candidate.settle();
      },
    ],
    [
      'the agent accepts it too late',
      ({ candidate, signIn }) => {
        stage.now += 10 * MINUTE_MS;
        return signIn.accept({ accountId: BENS }).then(candidate.settle);
      },
    ],
  ])('leaves no trace, and its refresh token is used up, when %s', async (_what, happens) => {
    const parts = await meetTheWrongOne();
    await happens(parts);
    await vi.waitFor(async () => expect(await inMemory()).not.toMatch(new RegExp(`${BEN.email}|"${BENS}"`)));
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain(BEN.email);
    expect((await state()).status).not.toBe('undecided');
    await vi.waitFor(async () => expect(await isDead(parts.refreshToken)).toBe(true));
  });

  it('tells the agent that it was signed out again because nobody decided', async () => {
    const { candidate } = await meetTheWrongOne();
    stage.now += 10 * MINUTE_MS;
    await candidate.settle();
    expect(await state()).toEqual({ status: 'failed', failure: { code: 'undecided-too-long' } });
  });

  it('becomes an account like any other when the agent uses it anyway', async () => {
    const { signIn, store, refreshToken } = await meetTheWrongOne();
    const signedInAt = stage.now;
    stage.now += 9 * MINUTE_MS;
    await signIn.accept({ accountId: BENS });
    expect(await sessionAccountsItem.getValue()).toMatchObject({
      current: BENS,
      byId: { [BENS]: { email: BEN.email, signIn: 'active' } },
    });
    expect(await store.tokens(BENS)).toMatchObject({ refreshToken });
    expect(await state()).toEqual({ status: 'done', accountId: BENS, notice: { code: 'accepted' } });
    expect(await namedCustomerItem.getValue()).toBe('');
    expect(await seenAtZapierItem.getValue()).toEqual({ accountId: BENS, seenAt: signedInAt });
    expect(await fakeBrowser.storage.session.get('candidate')).toEqual({ candidate: undefined });
    expect(await isDead(refreshToken)).toBe(false);
  });

  it('accepts no other account than the one that was shown', async () => {
    const { signIn, store } = await meetTheWrongOne();
    await signIn.accept({ accountId: ACCOUNT_OF_MARIA.id });
    expect(await store.accounts()).toEqual({ current: null, byId: {} });
    expect(await state()).toMatchObject({ status: 'undecided' });
  });

  it('does not touch the same account where it was accepted before', async () => {
    const parts = await meetTheWrongOne();
    await parts.signIn.accept({ accountId: BENS });
    await parts.store.setLabel({ accountId: BENS, label: 'Globex' });
    const [account, tokens] = [await parts.store.account(BENS), await parts.store.tokens(BENS)];
    await parts.signIn.start({ named: 'acme.example' });
    await signInStateItem.setValue({ status: 'idle' });
    await vi.waitFor(async () => expect(await inMemory()).not.toContain('"candidate"'));
    expect(await parts.store.account(BENS)).toEqual(account);
    expect(await parts.store.tokens(BENS)).toEqual(tokens);
  });

  it('asks until the agent decides, also in a later background', async () => {
    await meetTheWrongOne();
    await setUp().candidate.settle();
    expect(await state()).toMatchObject({ status: 'undecided' });
    expect(await inMemory()).toContain('refresh-');
  });

  it('is not asked about when its tokens are gone', async () => {
    const { candidate } = await meetTheWrongOne();
    await fakeBrowser.storage.session.remove('candidate');
    await candidate.settle();
    expect(await state()).toEqual({ status: 'idle' });
  });
});
