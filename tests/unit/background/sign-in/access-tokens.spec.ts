import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Config } from '../../../../lib/shared/config';
import { ACME_CRM, answers, BEN, CONFIDENTIAL_CLIENT_ID, MARIA } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA, TOKEN_LIFE_MS, useStage } from '../../support/stage';
import { BROKER_URL, tokensOf } from '../../support/stand-in-client';

const stage = useStage();

const TOKEN_URL = 'POST /oauth/token/';
const FIVE_MINUTES_MS = 300_000;

async function signedIn() {
  const services = stage.services();
  return { ...services, ...(await stage.signIn(services.store)) };
}

/** Moves the clock to the time at which new tokens are renewed. */
function letTokensGrowOld() {
  stage.now += TOKEN_LIFE_MS - FIVE_MINUTES_MS;
}

describe('access tokens', () => {
  it('hands out an access token while it has more than five minutes to live', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    stage.now += TOKEN_LIFE_MS - FIVE_MINUTES_MS - 1;
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: tokens.accessToken });
    expect(stage.sent).toEqual([]);
  });

  it('renews an access token five minutes before it expires', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    const renewed = await accessTokens.get(accountId);
    if (!renewed.ok) throw new Error(renewed.failure.code);
    expect(renewed.value).not.toBe(tokens.accessToken);
    const kept = await store.tokens(accountId);
    expect(kept).toMatchObject({ accessToken: renewed.value, expiresAt: stage.now + TOKEN_LIFE_MS });
    expect(kept?.refreshToken).not.toBe(tokens.refreshToken);
    expect(stage.zapier.requestsTo(TOKEN_URL).at(-1)?.body).toMatchObject({ refresh_token: tokens.refreshToken });
  });

  it('renews an access token once, however many callers ask for it', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    letTokensGrowOld();
    const asked = Array.from({ length: 20 }, (_, index) =>
      index % 2 ? accessTokens.get(accountId) : accessTokens.replace(accountId, tokens.accessToken),
    );
    const results = await Promise.all(asked);
    expect(stage.sent).toHaveLength(1);
    expect(new Set(results.map((result) => result.ok && result.value)).size).toBe(1);
    expect(results[0]).toMatchObject({ ok: true, value: expect.not.stringContaining(tokens.accessToken) });
  });

  it('renews the access token of each account with that account’s own refresh token', async () => {
    const { accessTokens, accountId: maria, store } = await signedIn();
    const { accountId: ben } = await stage.signIn(store, BEN);
    letTokensGrowOld();
    const results = await Promise.all([accessTokens.get(maria), accessTokens.get(ben)]);
    expect(stage.sent).toHaveLength(2);
    for (const [index, person] of [MARIA, BEN].entries()) {
      const result = results[index];
      if (!result?.ok) throw new Error(result?.failure.code);
      expect((await stage.client.api('/v1/profiles/me', result.value)).json()).toEqual(person);
    }
  });

  it('renews an access token again each time the next one grows old', async () => {
    const { accessTokens, accountId } = await signedIn();
    for (let times = 0; times < 3; times++) {
      letTokensGrowOld();
      expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
      stage.now += FIVE_MINUTES_MS;
    }
    expect(stage.sent).toHaveLength(3);
  });
});

describe('refused access tokens', () => {
  it('replaces a refused access token that has hours to live', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    const fresh = await accessTokens.replace(accountId, tokens.accessToken);
    expect(fresh).toMatchObject({ ok: true });
    expect(fresh.ok && fresh.value).not.toBe(tokens.accessToken);
  });

  it('returns the newer token at hand for a refused one without another refresh', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    const first = await accessTokens.replace(accountId, tokens.accessToken);
    const second = await accessTokens.replace(accountId, tokens.accessToken);
    expect(second).toEqual(first);
    expect(stage.sent).toHaveLength(1);
  });
});

describe('refresh tokens', () => {
  it('keeps the refresh token when the answer brings no new one', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    stage.zapier.omitRefreshToken(true);
    letTokensGrowOld();
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
    expect((await store.tokens(accountId))?.refreshToken).toBe(tokens.refreshToken);
  });

  it('ends the sign-in but keeps the account when the refresh token is revoked', async () => {
    const { accessTokens, accountId, store } = await signedIn();
    stage.zapier.revokeRefreshTokens();
    letTokensGrowOld();
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await store.tokens(accountId)).toBeUndefined();
    expect(await store.account(accountId)).toMatchObject({ email: MARIA.email, signIn: 'ended' });
  });

  it.each([
    ['the connection dies', answers.dropConnection('before')],
    ['Zapier is down', answers.serverError()],
    ['a proxy answers instead', answers.htmlPage(502)],
    ['Zapier says in an error that it is away', answers.tokenError('temporarily_unavailable')],
  ])('keeps the refresh token for the next attempt when %s', async (_what, answer) => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(await store.tokens(accountId)).toEqual(tokens);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
  });

  it.each([
    ['an error', answers.tokenError('invalid_request')],
    ['an error that nobody knows', answers.tokenError('who_are_you', 403)],
    ['a 401 with a page', answers.htmlPage(401)],
  ])('ends the sign-in but keeps the account when a refresh is refused with %s', async (_what, answer) => {
    const { accessTokens, accountId, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await store.account(accountId)).toMatchObject({ signIn: 'ended' });
  });

  it.each([
    ['400 with a message', answers.status(400, { message: 'Bad request' }), { status: 400, got: 'other' }],
    ['403 with a page', answers.htmlPage(403), { status: 403, got: 'page' }],
    ['404 with nothing', answers.status(404), { status: 404, got: 'nothing' }],
    ['200 with a page', answers.htmlPage(200), { status: 200, got: 'page' }],
  ] as const)('keeps the tokens and says what came when a refresh is answered by %s', async (_what, answer, came) => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'not-renewed', ...came } });
    expect(await store.tokens(accountId)).toEqual(tokens);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
  });

  it('keeps the refresh token when the answer brings null in its place', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    const given = { access_token: 'a-2', token_type: 'Bearer', refresh_token: null, expires_in: null };
    stage.zapier.nextAnswers(TOKEN_URL, answers.status(200, given));
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: 'a-2' });
    expect((await store.tokens(accountId))?.refreshToken).toBe(tokens.refreshToken);
  });

  it('keeps the refresh token through a rate limit and uses it when the pause is over', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answers.tooManyRequests(60));
    const until = stage.now + 60_000;
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'paused', until } });
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'paused', until } });
    expect(stage.zapier.requestsTo(TOKEN_URL)).toHaveLength(2);
    expect(await store.tokens(accountId)).toEqual(tokens);
    stage.now = until;
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
  });

  it('uses an access token without a refresh token until Zapier refuses it', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    await store.renew(accountId, tokens.accessToken, { ...tokens, refreshToken: null });
    // Only Zapier decides whether the token has expired: this computer's clock may be wrong.
    stage.now += TOKEN_LIFE_MS;
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: tokens.accessToken });
    expect(await accessTokens.replace(accountId, tokens.accessToken)).toEqual({
      ok: false,
      failure: { code: 'sign-in-ended' },
    });
    expect(stage.sent).toEqual([]);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'ended' });
  });

  it('discards refreshed tokens that arrive after the account was removed', async () => {
    const { accessTokens, accountId, store } = await signedIn();
    letTokensGrowOld();
    const hold = stage.zapier.hold(TOKEN_URL, 'after');
    const asked = accessTokens.get(accountId);
    await hold.arrived;
    await store.remove(accountId);
    hold.release();
    await asked;
    expect(await store.tokens(accountId)).toBeUndefined();
    expect(await store.account(accountId)).toBeUndefined();
  });
});

describe('tokens of another server or client', () => {
  it.each<[string, Partial<Config>]>([
    ['a token broker is configured', { clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL }],
    ['another token URL is configured', { tokenUrl: 'https://zapier.com/oauth/token' }],
    ['another client is configured', { clientId: CONFIDENTIAL_CLIENT_ID }],
  ])('sends them nowhere, ends the sign-in and keeps the account once %s', async (_what, change) => {
    const { accessTokens, accountId, store } = await signedIn();
    stage.config = { ...stage.config, ...change };
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toEqual([]);
    expect(await store.tokens(accountId)).toBeUndefined();
    expect(await store.account(accountId)).toMatchObject({ email: MARIA.email, signIn: 'ended' });
  });

  it('renews tokens where they were issued, and remembers that for the new ones', async () => {
    stage.zapier.enableBroker();
    stage.config = { ...stage.config, clientId: CONFIDENTIAL_CLIENT_ID, clientAuthentication: 'broker' };
    stage.config.tokenBrokerUrl = BROKER_URL;
    const { store, accessTokens } = stage.services();
    const given = tokensOf(await stage.client.token(await stage.client.codeGrant(CONFIDENTIAL_CLIENT_ID), BROKER_URL));
    const issuer = { tokenUrl: BROKER_URL, clientId: CONFIDENTIAL_CLIENT_ID };
    const tokens = { accessToken: given.access_token, refreshToken: given.refresh_token, expiresAt: stage.now, issuer };
    await store.signIn(ACCOUNT_OF_MARIA, tokens);
    expect(await accessTokens.get(ACCOUNT_OF_MARIA.id)).toMatchObject({ ok: true });
    expect(stage.sent.map(({ url }) => url)).toEqual([BROKER_URL]);
    expect(await store.tokens(ACCOUNT_OF_MARIA.id)).toMatchObject({ issuer });
  });

  it('takes tokens of version 0.1.0 as issued by the server and client in force at the update', async () => {
    const stored = (await import('../stored-examples/2026-11-25.json')).default;
    await fakeBrowser.storage.local.set(stored);
    vi.resetModules();
    const { createAccountStore } = await import('../../../../lib/background/sign-in/account-store');
    const store = createAccountStore(async () => true);
    const issuer = { tokenUrl: stored.config.tokenUrl, clientId: stored.config.clientId };
    expect(await store.tokens('7345301')).toEqual({ ...stored.tokens['7345301'], issuer });
  });
});

describe('spending a refresh token', () => {
  it('makes a refresh token worthless and stores nothing of the answer', async () => {
    const { accessTokens, tokens, store, accountId } = await signedIn();
    await accessTokens.spend(tokens);
    expect(stage.sent).toHaveLength(1);
    expect(stage.zapier.takesRefreshToken(tokens.refreshToken ?? '')).toBe(false);
    expect(await store.tokens(accountId)).toEqual(tokens);
  });

  it('is sent in a pause that Zapier has asked for, and beyond the minute’s requests', async () => {
    const { accessTokens, tokens, zapier, accountId } = await signedIn();
    stage.zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(60));
    await zapier.searchApps({ accountId, query: 'crm' });
    await accessTokens.spend(tokens);
    expect(stage.zapier.takesRefreshToken(tokens.refreshToken ?? '')).toBe(false);
  });

  it('spends what a renewal brings after the account was signed out', async () => {
    const { accessTokens, tokens, store, accountId } = await signedIn();
    const hold = stage.zapier.hold('POST /oauth/token/', 'after');
    const renewed = accessTokens.replace(accountId, tokens.accessToken);
    await hold.arrived;
    await store.remove(accountId);
    hold.release();
    await renewed;
    await vi.waitFor(() => expect(stage.zapier.requestsTo('POST /oauth/token/')).toHaveLength(3));
    const sent = stage.zapier.requestsTo('POST /oauth/token/').map(({ rawBody }) => new URLSearchParams(rawBody));
    expect(stage.zapier.takesRefreshToken(sent.at(-1)?.get('refresh_token') ?? '')).toBe(false);
    expect(sent.at(-1)?.get('refresh_token')).not.toBe(tokens.refreshToken);
  });

  it('sends no refresh token to another server or client than the one that issued it', async () => {
    const { accessTokens, tokens } = await signedIn();
    stage.config = { ...stage.config, clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL };
    await accessTokens.spend(tokens);
    await accessTokens.spend({ ...tokens, refreshToken: null });
    expect(stage.sent).toEqual([]);
  });
});

describe('accounts without tokens', () => {
  it('reports an ended sign-in without asking Zapier when an account has no tokens', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    await store.end(accountId, tokens.accessToken);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await accessTokens.get('9')).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toEqual([]);
  });
});

describe('two backgrounds at once', () => {
  it('shares one refresh between two backgrounds that ask at the same time', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    const other = stage.services().accessTokens;
    letTokensGrowOld();
    const hold = stage.zapier.hold(TOKEN_URL, 'after');
    const asked = [accessTokens.get(accountId), other.get(accountId), other.replace(accountId, tokens.accessToken)];
    await hold.arrived;
    hold.release();
    const [first, ...others] = await Promise.all(asked);
    expect(first).toMatchObject({ ok: true });
    expect(others).toEqual([first, first]);
    expect(stage.sent).toHaveLength(1);
  });
});

describe('the start of the browser', () => {
  it('gives a request the tokens on disk while they are still being restored', async () => {
    stage.config = { ...stage.config, staySignedIn: true };
    const { accountId, tokens } = await signedIn();
    await fakeBrowser.storage.session.clear();
    const { store, accessTokens } = stage.services();
    const restored = store.restore();
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: tokens.accessToken });
    await restored;
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect((await fakeBrowser.storage.local.get('tokens')).tokens).toEqual({ [accountId]: tokens });
  });
});

describe('a lost refresh answer', () => {
  it('ends the sign-in and clears the disk when the answer with the new tokens was lost', async () => {
    stage.config = { ...stage.config, staySignedIn: true };
    const { accessTokens, accountId, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answers.dropConnection('after'));
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toHaveLength(2);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'ended' });
    expect((await fakeBrowser.storage.local.get('tokens')).tokens).toEqual({});
  });
});

describe('a sign-in that completes during a refresh', () => {
  async function signInMeanwhile(refuse: boolean) {
    const parts = await signedIn();
    letTokensGrowOld();
    const hold = stage.zapier.hold(TOKEN_URL, refuse ? 'before' : 'after');
    const asked = parts.accessTokens.get(parts.accountId);
    await hold.arrived;
    if (refuse) stage.zapier.revokeRefreshTokens();
    const { tokens } = await stage.signIn(parts.store);
    hold.release();
    return { ...parts, newer: tokens, result: await asked };
  }

  it('keeps a newer sign-in active when the older refresh token is refused', async () => {
    const { accessTokens, accountId, newer, result, store } = await signInMeanwhile(true);
    expect(result).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: newer.accessToken });
  });

  it('keeps the tokens of a newer sign-in although the older ones were renewed', async () => {
    const { accountId, newer, result, store } = await signInMeanwhile(false);
    expect(result).toMatchObject({ ok: true });
    expect(await store.tokens(accountId)).toEqual(newer);
  });
});

describe('a clock that jumps', () => {
  const YEAR_MS = 365 * 24 * 3_600_000;

  it.each(['forward', 'back'])('keeps the sign-in and refreshes once at most when the clock jumps %s', async (way) => {
    const { accessTokens, accountId } = await signedIn();
    stage.now += way === 'forward' ? YEAR_MS : -YEAR_MS;
    for (let times = 0; times < 5; times++) expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
    expect(stage.sent).toHaveLength(way === 'forward' ? 1 : 0);
  });

  it('replaces an expired token that looks valid because the clock was set back', async () => {
    const { accessTokens, accountId, tokens, zapier } = await signedIn();
    stage.now -= YEAR_MS;
    stage.zapier.expireAccessTokens();
    const answer = await zapier.connectionsPage({ accountId, appId: ACME_CRM.app }, 0, 'awaited');
    expect(answer).toMatchObject({ ok: true });
    expect(await accessTokens.get(accountId)).toMatchObject({ value: expect.not.stringContaining(tokens.accessToken) });
  });
});

describe('very short-lived tokens', () => {
  it.each([0, 1, 60, 299])('uses tokens that live %i seconds without renewing them for every request', async (life) => {
    const { accessTokens, accountId } = await signedIn();
    stage.zapier.accessTokenLife(life);
    letTokensGrowOld();
    for (let times = 0; times < 5; times++) expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
    expect(stage.sent).toHaveLength(1);
  });
});
