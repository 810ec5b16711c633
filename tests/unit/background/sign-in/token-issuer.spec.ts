import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Config } from '../../../../lib/shared/config';
import { answers, CONFIDENTIAL_CLIENT_ID, MARIA } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA, useStage } from '../../support/stage';
import { BROKER_URL, tokensOf } from '../../support/stand-in-client';

const stage = useStage();

async function signedIn() {
  const services = stage.services();
  return { ...services, ...(await stage.signIn(services.store)) };
}

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
