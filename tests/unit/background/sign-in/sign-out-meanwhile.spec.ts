import { describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createConnections } from '../../../../lib/background/connections/connections';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { ACME_CRM, answers, MARIA } from '../../../zapier/zapier';
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

describe('a sign-out during a request', () => {
  it.each([
    ['a request', LIST, 0],
    ['a refresh', TOKEN_URL, TOKEN_LIFE_MS],
  ] as const)('keeps nothing of an account that signs out during %s', async (_what, endpoint, age) => {
    const { ask, store } = await setUp();
    stage.now += age;
    const hold = stage.zapier.hold(endpoint, 'after');
    const asked = ask();
    await hold.arrived;
    await signOut(store, ACCOUNT_OF_MARIA.id);
    hold.release();
    await asked;
    const everything = await kept();
    for (const word of [MARIA.email, `"${ACCOUNT_OF_MARIA.id}"`, `/${ACCOUNT_OF_MARIA.id}/`, 'access-', 'refresh-'])
      expect(everything).not.toContain(word);
  });

  it.each([
    ['the refusal of a token', answers.unauthorized(), LIST],
    ['the refusal of a refresh', answers.tokenError('invalid_grant'), TOKEN_URL],
  ] as const)('keeps nothing of an account when %s arrives after its sign-out', async (_what, answer, endpoint) => {
    const { ask, store } = await setUp();
    if (endpoint === TOKEN_URL) stage.now += TOKEN_LIFE_MS;
    const hold = stage.zapier.hold(endpoint);
    stage.zapier.nextAnswers(endpoint, answer);
    const asked = ask();
    await hold.arrived;
    await signOut(store, ACCOUNT_OF_MARIA.id);
    hold.release();
    expect(await asked).toEqual({ ok: false, failure: { code: 'sign-in-ended' } });
    expect(await kept()).not.toContain(MARIA.email);
  });
});
