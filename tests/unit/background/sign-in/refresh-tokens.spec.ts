import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { answers, MARIA } from '../../../zapier/zapier';
import { TOKEN_LIFE_MS, useStage } from '../../support/stage';

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
