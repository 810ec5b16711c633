import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createConnections } from '../../../../lib/background/connections/connections';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { ACME_CRM, answers, BEN, MARIA } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA, TOKEN_LIFE_MS, useStage } from '../../support/stage';

const stage = useStage();

const LIST = 'GET /v2/authentications';
const TOKEN_URL = 'POST /oauth/token/';

async function setUp() {
  stage.config = { ...stage.config, staySignedIn: true };
  const services = stage.services();
  await stage.signIn(services.store);
  const connections = createConnections({ ...services, now: () => stage.now });
  return { ...services, ask: () => connections.refresh({ accountId: ACCOUNT_OF_MARIA.id, appId: ACME_CRM.app }) };
}

/** Returns everything stored as JSON, except the id of the account that was signed out last. */
async function kept() {
  const { lastSignedOut, ...session } = await fakeBrowser.storage.session.get();
  expect(lastSignedOut).toBe(ACCOUNT_OF_MARIA.id);
  return JSON.stringify([session, await fakeBrowser.storage.local.get()]);
}

describe('the refresh token of an account that signs out', () => {
  it('is spent in one request that the sign-out does not wait for', async () => {
    const { store, accessTokens } = await setUp();
    const tokens = await store.tokens(ACCOUNT_OF_MARIA.id);
    const hold = stage.zapier.hold(TOKEN_URL);
    await signOut({ store, accessTokens }, ACCOUNT_OF_MARIA.id);
    await hold.arrived;
    expect(await kept()).not.toContain(MARIA.email);
    hold.release();
    await expect.poll(() => stage.zapier.takesRefreshToken(tokens?.refreshToken ?? '')).toBe(false);
    expect(stage.sent).toHaveLength(1);
    expect(await kept()).not.toContain('refresh-');
  });

  it('is spent for each of several accounts that sign out', async () => {
    const parts = await setUp();
    const ben = await stage.signIn(parts.store, BEN);
    const maria = await parts.store.tokens(ACCOUNT_OF_MARIA.id);
    await Promise.all([signOut(parts, ACCOUNT_OF_MARIA.id), signOut(parts, ben.accountId)]);
    for (const { refreshToken } of [ben.tokens, maria ?? ben.tokens])
      await expect.poll(() => stage.zapier.takesRefreshToken(refreshToken ?? '')).toBe(false);
    expect(stage.sent).toHaveLength(2);
  });

  it.each([
    ['no answer arrives', answers.dropConnection('before')],
    ['Zapier refuses it', answers.tokenError('invalid_grant')],
  ])('is forgotten all the same when %s', async (_what, answer) => {
    const parts = await setUp();
    stage.zapier.nextAnswers(TOKEN_URL, answer);
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    await expect.poll(() => stage.zapier.requestsTo(TOKEN_URL).length).toBe(2);
    expect(await kept()).not.toContain('refresh-');
  });
});

describe('a sign-out during a request', () => {
  it.each([
    ['a request', LIST, 0],
    ['a refresh', TOKEN_URL, TOKEN_LIFE_MS],
  ] as const)('keeps nothing of an account that signs out during %s', async (_what, endpoint, age) => {
    const { ask, ...parts } = await setUp();
    stage.now += age;
    const hold = stage.zapier.hold(endpoint, 'after');
    const asked = ask();
    await hold.arrived;
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    hold.release();
    await asked;
    const everything = await kept();
    for (const word of [MARIA.email, `"${ACCOUNT_OF_MARIA.id}"`, `/${ACCOUNT_OF_MARIA.id}/`, 'access-', 'refresh-'])
      expect(everything).not.toContain(word);
  });

  it('sends nothing more for the account but what spends its token, whatever waited for a new token', async () => {
    const { ask, ...parts } = await setUp();
    stage.now += TOKEN_LIFE_MS;
    const hold = stage.zapier.hold(TOKEN_URL, 'after');
    const create = { title: 'A', app: ACME_CRM.app, authentication_fields: { api_key: 'acme_live_1' } };
    const asked = [ask(), parts.zapier.createAuthentication(ACCOUNT_OF_MARIA.id, create)];
    await hold.arrived;
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    hold.release();
    for (const result of await Promise.all(asked))
      expect(result).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    const paths = stage.sent.map(({ url }) => new URL(url).pathname);
    expect(new Set(paths)).toEqual(new Set(['/oauth/token/']));
  });

  it.each([
    ['the refusal of a token', answers.unauthorized(), LIST],
    ['the refusal of a refresh', answers.tokenError('invalid_grant'), TOKEN_URL],
  ] as const)('keeps nothing of an account when %s arrives after its sign-out', async (_what, answer, endpoint) => {
    const { ask, ...parts } = await setUp();
    if (endpoint === TOKEN_URL) stage.now += TOKEN_LIFE_MS;
    const hold = stage.zapier.hold(endpoint);
    stage.zapier.nextAnswers(endpoint, answer);
    const asked = ask();
    await hold.arrived;
    await signOut(parts, ACCOUNT_OF_MARIA.id);
    hold.release();
    expect(await asked).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await kept()).not.toContain(MARIA.email);
  });
});
