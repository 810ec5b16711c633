import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ACME_CRM, BEN, MARIA } from '../../../zapier/zapier';
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

describe('accounts without tokens', () => {
  it('reports an ended sign-in without asking Zapier when an account has no tokens', async () => {
    const { accessTokens, accountId, tokens, store } = await signedIn();
    await store.end(accountId, tokens.accessToken);
    expect(await accessTokens.get(accountId)).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await accessTokens.get('9')).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(stage.sent).toEqual([]);
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
