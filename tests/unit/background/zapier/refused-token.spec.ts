import { describe, expect, it } from 'vitest';
import { answers } from '../../../zapier/zapier';
import { failure, NEW, POST, useRequests } from '../../support/requests';

const { stage, setUp } = useRequests();

const TOKEN_URL = 'POST /oauth/token/';

describe('a refused access token', () => {
  it('refreshes a refused token once, and sends the request once more', async () => {
    const { create, store, accountId } = await setUp();
    stage.zapier.expireAccessTokens();
    expect(await create()).toMatchObject({ ok: true });
    expect(stage.sent.map(({ method, url }) => `${method} ${new URL(url).pathname}`)).toEqual([POST, TOKEN_URL, POST]);
    const [first, second] = stage.zapier.requestsTo(POST);
    expect(second?.rawBody).toBe(first?.rawBody);
    expect(second?.headers.authorization).toBe(`Bearer ${(await store.tokens(accountId))?.accessToken}`);
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it("reports a request that is refused with a new token too in Zapier's words, and keeps the sign-in", async () => {
    const { create, store, accountId } = await setUp();
    stage.zapier.everyAnswer(POST, answers.unauthorized());
    const detail = 'Authentication credentials were not accepted.';
    const failure = { code: 'refused', status: 401, errors: [{ code: 'authentication_failed', detail }] };
    expect(await create()).toMatchObject({ ok: false, failure });
    expect(stage.zapier.requestsTo(POST)).toHaveLength(2);
    expect(await store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(await store.tokens(accountId)).toBeDefined();
  });

  it('ends the sign-in when the refresh token is refused', async () => {
    const { create } = await setUp();
    stage.zapier.expireAccessTokens();
    stage.zapier.revokeRefreshTokens();
    expect(await create()).toEqual(failure({ code: 'sign-in-ended' }));
    expect(stage.zapier.requestsTo(POST)).toHaveLength(1);
  });

  it('reports the request as not sent when the token endpoint cannot be reached', async () => {
    const { create, store, accountId, tokens } = await setUp();
    stage.zapier.expireAccessTokens();
    stage.zapier.nextAnswers(TOKEN_URL, answers.dropConnection('before'));
    expect(await create()).toEqual(failure({ code: 'not-sent' }));
    expect(await store.tokens(accountId)).toEqual(tokens);
  });

  it('refreshes the token once for all requests that are refused at the same time', async () => {
    const { zapier, accountId } = await setUp();
    stage.zapier.expireAccessTokens();
    const results = await Promise.all(
      [1, 2, 3].map(() => zapier.connectionsPage({ accountId, appId: NEW.app }, 0, 'awaited')),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(stage.zapier.requestsTo(TOKEN_URL).filter(({ rawBody }) => rawBody.includes('refresh'))).toHaveLength(1);
  });

  it('sends nothing for an account without an access token', async () => {
    const { create, store, accountId } = await setUp();
    await store.end(accountId, (await store.tokens(accountId))?.accessToken ?? null);
    expect(await create()).toEqual(failure({ code: 'sign-in-ended' }));
    expect(stage.sent).toEqual([]);
  });
});
