import { describe, expect, it } from 'vitest';
import { answers, BEN, MARIA } from '../../zapier/zapier';
import { TOKEN_LIFE_MS, useStage } from '../zapier/stage';

const stage = useStage();

const TOKEN_URL = 'POST /oauth/token/';
const FIVE_MINUTES_MS = 300_000;

async function signedIn() {
  const services = stage.services();
  return { ...services, ...(await stage.signIn(services.store)) };
}

/** The time at which tokens that were given at noon are renewed. */
function letTokensGrowOld() {
  stage.now += TOKEN_LIFE_MS - FIVE_MINUTES_MS;
}

describe('an access token', () => {
  it('is used as long as it has more than five minutes to live', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    stage.now += TOKEN_LIFE_MS - FIVE_MINUTES_MS - 1;
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: tokens.accessToken });
    expect(stage.sent).toEqual([]);
  });

  it('is renewed five minutes before its end', async () => {
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

  it('is renewed once, however many ask for it', async () => {
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

  it('is renewed for each account with its own refresh token', async () => {
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

  it('is renewed again when the next one grows old', async () => {
    const { accessTokens, accountId } = await signedIn();
    for (let times = 0; times < 3; times++) {
      letTokensGrowOld();
      expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
      stage.now += FIVE_MINUTES_MS;
    }
    expect(stage.sent).toHaveLength(3);
  });
});

describe('a refused access token', () => {
  it('is replaced, though it has hours to live', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    const fresh = await accessTokens.replace(accountId, tokens.accessToken);
    expect(fresh).toMatchObject({ ok: true });
    expect(fresh.ok && fresh.value).not.toBe(tokens.accessToken);
  });

  it('gives way to a newer one that is there already, without another refresh', async () => {
    const { accessTokens, accountId, tokens } = await signedIn();
    const first = await accessTokens.replace(accountId, tokens.accessToken);
    const second = await accessTokens.replace(accountId, tokens.accessToken);
    expect(second).toEqual(first);
    expect(stage.sent).toHaveLength(1);
  });
});

describe('a refresh token', () => {
  it('is kept where none comes back', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    stage.zapier.omitRefreshToken(true);
    letTokensGrowOld();
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
    expect((await store.tokens(accountId))?.refreshToken).toBe(tokens.refreshToken);
  });

  it('that is dead ends the sign-in; the account stays', async () => {
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
    ['too many have asked', answers.tooManyRequests()],
  ])('is kept for the next time when %s', async (_what, answer) => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    letTokensGrowOld();
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    expect(await store.tokens(accountId)).toEqual(tokens);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(await accessTokens.get(accountId)).toMatchObject({ ok: true });
  });

  it('that never was lets the access token be used to its end', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    await store.renew(accountId, { ...tokens, refreshToken: null });
    stage.now += TOKEN_LIFE_MS - 1;
    expect(await accessTokens.get(accountId)).toEqual({ ok: true, value: tokens.accessToken });
    stage.now += 1;
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toEqual([]);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'ended' });
  });

  it('that comes back after a sign-out is not kept', async () => {
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

describe('an account without tokens', () => {
  it('has none, and nobody is asked', async () => {
    const { accessTokens, accountId, store } = await signedIn();
    await store.end(accountId);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await accessTokens.get('9')).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toEqual([]);
  });
});
