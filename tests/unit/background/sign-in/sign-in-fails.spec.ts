import { describe, expect, it } from 'vitest';
import { sessionAccountsItem } from '../../../../lib/shared/account';
import { namedCustomerItem } from '../../../../lib/shared/sign-in';
import { answers, CONFIDENTIAL_CLIENT_ID } from '../../../zapier/zapier';
import { ACCOUNT_OF_MARIA } from '../../support/stage';
import { REDIRECT_URI } from '../../support/stand-in-client';
import { useSignIn } from './sign-in-stage';

const { stage, browse, setUp, state } = useSignIn();

describe('failed sign-ins', () => {
  async function failureOf({ signIn, store }: Pick<ReturnType<typeof setUp>, 'signIn' | 'store'>) {
    await signIn.start({ named: '' });
    const ended = await state();
    if (ended.status !== 'failed') throw new Error(ended.status);
    expect(await store.account(ACCOUNT_OF_MARIA.id)).toBeUndefined();
    expect(await store.tokens(ACCOUNT_OF_MARIA.id)).toBeUndefined();
    return ended.failure;
  }

  it.each([
    ['The user did not approve access.', 'cancelled'],
    ['User cancelled or denied access.', 'cancelled'],
    ['Authorization page could not be loaded.', 'not-loaded'],
  ])('reads the browser error %j as %s', async (message, code) => {
    const parts = setUp();
    parts.window.mockRejectedValue(new Error(message));
    expect(await failureOf(parts)).toEqual({ code });
    expect(stage.sent).toEqual([]);
  });

  it('reports a refusal when the agent clicks Deny', async () => {
    stage.zapier.session.consent = 'deny';
    expect(await failureOf(setUp())).toEqual({ code: 'refused', error: 'access_denied', description: '' });
    expect(stage.sent).toEqual([]);
  });

  it("reports a refusal by Zapier in Zapier's words", async () => {
    stage.zapier.nextAuthorization({ error: 'server_error', errorDescription: 'Down <b>for</b> a minute' });
    expect(await failureOf(setUp())).toEqual({
      code: 'refused',
      error: 'server_error',
      description: 'Down <b>for</b> a minute',
    });
  });

  it.each([
    ['', {}],
    [' with another state', { state: 'not-yours' }],
  ])(
    'does not exchange a code%s that comes without its own state',
    async (_what, { state = null }: { state?: string | null }) => {
      stage.zapier.nextAuthorization({ state });
      expect(await failureOf(setUp())).toEqual({ code: 'wrong-state' });
      expect(stage.sent).toEqual([]);
    },
  );

  it('reports an error without state in its own words, as one that may be anybody’s', async () => {
    const parts = setUp();
    const words = { error: 'invalid_scope', errorDescription: '<b>Unknown</b> scope' };
    const expected = { code: 'unproven-refusal', error: 'invalid_scope', description: '<b>Unknown</b> scope' };
    stage.zapier.nextAuthorization({ ...words, state: null });
    expect(await failureOf(parts)).toEqual(expected);
    parts.window.mockResolvedValue(
      `${REDIRECT_URI}#error=invalid_scope&error_description=%3Cb%3EUnknown%3C/b%3E+scope`,
    );
    expect(await failureOf(parts)).toEqual(expected);
    // With a state that is not ours, it belongs to another sign-in.
    stage.zapier.nextAuthorization({ ...words, state: 'not-yours' });
    parts.window.mockImplementation(({ url }) => browse(url));
    expect(await failureOf(parts)).toEqual({ code: 'wrong-state' });
    expect(stage.sent).toEqual([]);
  });

  it('keeps a signed-in account, its tokens and its form when an error without state comes', async () => {
    const parts = setUp();
    const { accountId, tokens } = await stage.signIn(parts.store);
    parts.window.mockResolvedValue(`${REDIRECT_URI}?error=invalid_grant&code=c&access_token=a`);
    await parts.signIn.start({ named: '' });
    expect(await state()).toMatchObject({ failure: { code: 'unproven-refusal' } });
    expect(await parts.store.tokens(accountId)).toEqual(tokens);
    expect(await parts.store.account(accountId)).toMatchObject({ signIn: 'active' });
    expect(stage.sent).toEqual([]);
  });

  it('reports a wrong state without exchanging the authorization code', async () => {
    stage.zapier.nextAuthorization({ state: 'not-yours' });
    expect(await failureOf(setUp())).toEqual({ code: 'wrong-state' });
    expect(stage.sent).toEqual([]);
  });

  it('reports an authorization code that has expired', async () => {
    const parts = setUp();
    parts.window.mockImplementation(async ({ url }) => {
      const redirect = await browse(url);
      stage.now += 120_000;
      return redirect;
    });
    expect(await failureOf(parts)).toMatchObject({ code: 'code-expired', error: 'invalid_grant' });
  });

  it('reports a client that Zapier does not accept', async () => {
    stage.config = { ...stage.config, clientId: CONFIDENTIAL_CLIENT_ID };
    expect(await failureOf(setUp())).toEqual({
      code: 'wrong-client',
      error: 'invalid_client',
      description: 'Client authentication failed.',
    });
  });

  it.each([
    [
      'another error',
      answers.tokenError('invalid_scope', 400, 'Not for you'),
      'no-tokens',
      'invalid_scope',
      'Not for you',
    ],
    ['an unknown error', answers.tokenError('toString', 403), 'no-tokens', 'toString', ''],
    ['a 401 without an error', answers.htmlPage(401), 'wrong-client', '', ''],
  ] as const)(
    'reports the words of a token endpoint that refuses with %s',
    async (_what, answer, code, error, description) => {
      stage.zapier.nextAnswers('POST /oauth/token/', answer);
      expect(await failureOf(setUp())).toEqual({ code, error, description });
    },
  );

  it('reports which part of a token answer is not understood', async () => {
    const untyped = { access_token: 'a-1', expires_in: 3600 };
    stage.zapier.nextAnswers('POST /oauth/token/', answers.status(200, untyped), answers.htmlPage(200));
    const failure = { code: 'not-understood', status: 200 };
    expect(await failureOf(setUp())).toEqual({ ...failure, got: 'other', member: 'token_type' });
    expect(await failureOf(setUp())).toEqual({ ...failure, got: 'page' });
  });

  it.each([
    ['the token endpoint is silent', 'POST /oauth/token/', answers.dropConnection('after'), { code: 'network' }],
    ['the token endpoint is down', 'POST /oauth/token/', answers.unavailable(), { code: 'server-error', status: 503 }],
    ['the profile is silent', 'GET /v1/profiles/me', answers.dropConnection('before'), { code: 'network' }],
    [
      'the profile is refused',
      'GET /v1/profiles/me',
      answers.refused(403, 'The scope profile is missing.', undefined, 'permission_denied'),
      { code: 'refused', error: 'permission_denied', description: 'The scope profile is missing.' },
    ],
    [
      'the profile is refused without a word',
      'GET /v1/profiles/me',
      answers.status(404, {}),
      { code: 'refused', error: '404', description: '' },
    ],
    ['profiles are down', 'GET /v1/profiles/me', answers.serverError(), { code: 'server-error', status: 500 }],
  ] as const)('signs nobody in when %s', async (_what, endpoint, answer, failure) => {
    stage.zapier.everyAnswer(endpoint, answer);
    expect(await failureOf(setUp())).toEqual(failure);
  });

  it('opens no window when no client is configured', async () => {
    stage.config = { ...stage.config, clientId: '' };
    const parts = setUp();
    expect(await failureOf(parts)).toEqual({ code: 'not-configured' });
    expect(parts.window).not.toHaveBeenCalled();
  });

  it("opens no window for a customer who is named by a public mail provider's domain, and keeps the name", async () => {
    const { signIn, window } = setUp();
    await namedCustomerItem.setValue('gmail.com');
    await signIn.start({ named: ' @Gmail.com ' });
    expect(await state()).toEqual({ status: 'failed', failure: { code: 'public-domain', domain: 'gmail.com' } });
    expect(window).not.toHaveBeenCalled();
    expect(await namedCustomerItem.getValue()).toBe('gmail.com');
  });

  it('opens no window for a customer who is named by neither an e-mail nor a domain, and keeps the name', async () => {
    const { signIn, window } = setUp();
    await namedCustomerItem.setValue('Acme');
    await signIn.start({ named: 'Acme' });
    expect(await state()).toEqual({ status: 'failed', failure: { code: 'unclear-customer' } });
    expect(window).not.toHaveBeenCalled();
    expect(await namedCustomerItem.getValue()).toBe('Acme');
  });

  it('opens no window when the browser grants no access to Zapier', async () => {
    stage.hasHostAccess = false;
    const parts = setUp();
    expect(await failureOf(parts)).toEqual({ code: 'no-host-access' });
    expect(parts.window).not.toHaveBeenCalled();
  });

  it('keeps the account that was signed in before a sign-in that fails', async () => {
    const parts = setUp();
    const { accountId, tokens } = await stage.signIn(parts.store);
    parts.window.mockRejectedValue(new Error('The user did not approve access.'));
    await parts.signIn.start({ named: '' });
    expect(await parts.store.tokens(accountId)).toEqual(tokens);
    expect((await sessionAccountsItem.getValue())?.current).toBe(accountId);
  });

  it('remembers the named customer after a failure and forgets it after a success', async () => {
    const parts = setUp();
    await namedCustomerItem.setValue('acme.example');
    parts.window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    await parts.signIn.start({ named: 'acme.example' });
    expect(await namedCustomerItem.getValue()).toBe('acme.example');
    await parts.signIn.start({ named: 'acme.example' });
    expect(await namedCustomerItem.getValue()).toBe('');
  });

  it('lets a failed sign-in be tried again', async () => {
    const parts = setUp();
    parts.window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    expect(await failureOf(parts)).toEqual({ code: 'cancelled' });
    await parts.signIn.start({ named: '' });
    expect(await state()).toMatchObject({ status: 'done' });
  });
});
