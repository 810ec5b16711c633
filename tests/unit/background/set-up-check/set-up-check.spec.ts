import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { missingScopes } from '../../../../lib/background/set-up-check/read-access';
import { createSetUpCheck } from '../../../../lib/background/set-up-check/set-up-check';
import type { Config } from '../../../../lib/shared/config';
import { configItem } from '../../../../lib/shared/config';
import { NOTHING_CHECKED, setUpCheckItem } from '../../../../lib/shared/set-up-check';
import {
  ACME_CRM,
  type Answer,
  answers,
  CLIENT_ID,
  CLIENT_SECRET,
  CONFIDENTIAL_CLIENT_ID,
  type Endpoint,
  ISSUED,
  MARIA,
  SHIPDAY,
  type ZapierStandIn,
} from '../../../zapier/zapier';
import { BROKER_URL, SCOPES } from '../../support/stand-in-client';
import { useSignIn } from '../sign-in/sign-in-stage';

const { stage, browse, setUp } = useSignIn();

const TOKENS = 'POST /oauth/token/';
const REFUSED = expect.objectContaining({ code: 'refused', status: 403 });

function prepare() {
  const services = setUp();
  const learn = vi.fn(async () => undefined);
  const check = createSetUpCheck({ ...services, config: async () => stage.config, learn, now: () => stage.now });
  return { ...services, learn, check };
}

/** Runs a check with these settings and returns what it has found. */
async function found(config: Partial<Config> = {}, app = '') {
  stage.config = { ...stage.config, ...config };
  const { check } = prepare();
  await check.run({ app });
  return setUpCheckItem.getValue();
}

const CONFIDENTIAL = { clientId: CONFIDENTIAL_CLIENT_ID };
const BY_BROKER = { ...CONFIDENTIAL, clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL } as const;
const CORS = { 'Access-Control-Allow-Origin': '*' };
const readable = (answer: ReturnType<typeof answers.status>) => ({
  ...answer,
  headers: { ...answer.headers, ...CORS },
});

describe('the trial sign-in', () => {
  it('is fine once Zapier has sent a code back', async () => {
    expect(await found()).toMatchObject({ signIn: { is: 'ok' }, exchange: { is: 'ok' } });
  });

  it('leaves no account, no token and no refresh token that still works', async () => {
    await found();
    expect(JSON.stringify(await browser.storage.session.get())).not.toMatch(ISSUED);
    expect(await browser.storage.local.get(['accounts', 'tokens'])).toEqual({});
    expect(await browser.storage.session.get(['accounts', 'tokens', 'signIn'])).toEqual({});
    const [exchange, spending, ...more] = stage.zapier.requestsTo(TOKENS);
    expect(exchange?.body).toMatchObject({ grant_type: 'authorization_code' });
    expect(spending?.body).toMatchObject({ grant_type: 'refresh_token' });
    expect(more).toEqual([]);
  });

  it('is refused in the words of Zapier', async () => {
    stage.zapier.nextAuthorization({ error: 'invalid_scope', errorDescription: 'No scope zap.' });
    expect(await found()).toEqual({
      ...NOTHING_CHECKED,
      settings: expect.anything(),
      signIn: { is: 'failed', failure: { code: 'refused', error: 'invalid_scope', description: 'No scope zap.' } },
    });
  });

  it('asks what Zapier showed once its window was closed, and keeps the answer', async () => {
    const { check, window } = prepare();
    window.mockRejectedValue(new Error('The user did not approve access.'));
    await check.run({ app: '' });
    expect(await setUpCheckItem.getValue()).toMatchObject({ signIn: { is: 'closed', shown: null } });
    await check.answer({ shown: 'error-page' });
    expect(await setUpCheckItem.getValue()).toMatchObject({ signIn: { is: 'closed', shown: 'error-page' } });
  });

  it('takes no answer to what it has not asked', async () => {
    const { check } = prepare();
    await check.run({ app: '' });
    await check.answer({ shown: 'error-page' });
    expect(await setUpCheckItem.getValue()).toMatchObject({ signIn: { is: 'ok' } });
  });

  it.each([
    ['no client ID', { clientId: '' }, 'not-configured'],
    ['no broker address', { clientAuthentication: 'broker' }, 'not-configured'],
  ] as const)('does not begin with %s', async (_what, config, code) => {
    expect(await found(config)).toMatchObject({ signIn: { is: 'failed', failure: { code } } });
    expect(stage.sent).toEqual([]);
  });

  it('does not begin without access to Zapier', async () => {
    stage.hasHostAccess = false;
    expect(await found()).toMatchObject({ signIn: { is: 'failed', failure: { code: 'no-host-access' } } });
  });
});

describe('the exchange of the code', () => {
  it.each<[string, (zapier: ZapierStandIn) => void, Partial<Config>, object]>([
    ['a public client', () => undefined, {}, { is: 'ok' }],
    [
      'a confidential client and no secret',
      () => undefined,
      CONFIDENTIAL,
      refusal('wants-secret', 'invalid_client', 'Client authentication failed.'),
    ],
    ['a secret', () => undefined, { ...CONFIDENTIAL, clientAuthentication: 'secret' }, { is: 'ok' }],
    [
      'a secret in the wrong place',
      (zapier) => zapier.clientSecretIn('header'),
      { ...CONFIDENTIAL, clientAuthentication: 'secret' },
      refusal('wrong-secret', 'invalid_client', 'Client authentication failed.'),
    ],
    ['a broker', (zapier) => zapier.enableBroker(), BY_BROKER, { is: 'ok' }],
    [
      'a broker with a wrong secret',
      (zapier) => zapier.enableBroker({ settings: { CLIENT_SECRET: 'not-it' } }),
      BY_BROKER,
      refusal('wrong-secret', 'invalid_client', 'Client authentication failed.'),
    ],
    [
      'a broker for another client',
      (zapier) => zapier.enableBroker({ settings: { CLIENT_ID: 'another' } }),
      BY_BROKER,
      refusal('wrong-secret', 'invalid_client', 'The token broker serves another client ID.'),
    ],
    [
      'a broker that knows other redirect URLs',
      (zapier) =>
        zapier.enableBroker({
          settings: {
            REDIRECT_URIS: 'https://ponmlkjihgfedcbaponmlkjihgfedcba.chromiumapp.org/',
            ORIGINS: 'chrome-extension://abcdefghijklmnop',
          },
        }),
      BY_BROKER,
      refusal('wrong-redirect', 'invalid_grant', 'The token broker does not know this redirect URI.'),
    ],
    [
      'a broker for the origin of another extension',
      (zapier) => zapier.enableBroker({ settings: { ORIGINS: 'chrome-extension://ponmlkjihgfedcba' } }),
      BY_BROKER,
      { is: 'failed', failure: { code: 'unread' } },
    ],
    [
      'no path of the broker',
      (zapier) => zapier.enableBroker(),
      { ...BY_BROKER, tokenBrokerUrl: BROKER_URL.replace('/token', '/tokens') },
      { is: 'failed', failure: { code: 'wrong-path' } },
    ],
  ])('tells what is wrong with %s', async (_what, begin, config, exchange) => {
    stage.clientSecret = CLIENT_SECRET;
    begin(stage.zapier);
    expect(await found(config)).toMatchObject({ signIn: { is: 'ok' }, exchange });
    stage.zapier.takeViolations();
  });

  it.each<[string, Endpoint, Answer, object]>([
    ['a page', 'GET /health', readable(answers.htmlPage(200)), { code: 'not-understood', got: 'page', at: 'health' }],
    ['a page to nobody', 'GET /health', answers.htmlPage(200), { code: 'unread' }],
    ['a proxy’s page to nobody', 'GET /health', answers.htmlPage(502), { code: 'unread' }],
    ['a redirect to nobody', 'GET /health', answers.redirect('https://login.acme.example/'), { code: 'unread' }],
    [
      'a redirect',
      'GET /health',
      readable(answers.redirect('https://login.acme.example/')),
      { code: 'not-understood', got: 'redirect', at: 'health' },
    ],
    [
      'that it is not set up',
      'GET /health',
      readable(answers.tokenError('temporarily_unavailable', 503)),
      { code: 'server-error', status: 503, error: 'temporarily_unavailable' },
    ],
    ['a server error', 'GET /health', readable(answers.htmlPage(502)), { code: 'server-error', status: 502 }],
    [
      'a page instead of tokens',
      'POST /token',
      readable(answers.htmlPage(200)),
      { code: 'not-understood', status: 200, got: 'page', at: 'tokens' },
    ],
    ['nothing readable instead of tokens', 'POST /token', answers.htmlPage(200), { code: 'wrong-path' }],
    ['half of an answer', 'POST /token', readable(answers.truncatedJson()), { code: 'not-understood', got: 'other' }],
    ['a pause', 'POST /token', readable(answers.tooManyRequests()), { code: 'too-many-requests' }],
    [
      'that it does not reach Zapier',
      'POST /oauth/token/',
      answers.dropConnection('before'),
      {
        ...{ code: 'server-error', status: 502, error: 'temporarily_unavailable' },
        description: 'The token broker does not reach Zapier.',
      },
    ],
    ['no answer at /health', 'GET /health', answers.dropConnection('before'), { code: 'unread' }],
  ])('tells what is wrong with a broker that answers %s', async (_what, endpoint, answer, failure) => {
    stage.zapier.enableBroker();
    stage.zapier.everyAnswer(endpoint, answer);
    expect(await found(BY_BROKER)).toMatchObject({ signIn: { is: 'ok' }, exchange: { is: 'failed', failure } });
    expect(stage.sent.filter(({ redirect }) => redirect === 'follow')).toEqual([]);
  });

  it('takes a broker without a health check for well', async () => {
    stage.zapier.enableBroker();
    stage.zapier.nextAnswers('GET /health', readable(answers.status(404)));
    expect(await found(BY_BROKER)).toMatchObject({ exchange: { is: 'ok' } });
  });

  it('spends no code on a broker that is not well', async () => {
    stage.zapier.enableBroker();
    stage.zapier.nextAnswers('GET /health', readable(answers.htmlPage(502)));
    await found(BY_BROKER);
    expect(stage.sent.map(({ method, url }) => [method, url])).toEqual([['GET', 'https://broker.acme.example/health']]);
  });
});

describe('what the sign-in may do', () => {
  it('is told with the account and the scopes that were granted', async () => {
    expect((await found()).access).toEqual({
      ...{ is: 'done', granted: SCOPES, missing: [], accountId: String(MARIA.id) },
      ...{ email: MARIA.email, unreadable: [] },
    });
  });

  it('lacks the scopes that were not granted, and what they would open', async () => {
    stage.zapier.grantOnly('profile zap');
    const { access } = await found();
    expect(access).toMatchObject({ granted: 'profile zap', missing: ['connection:read', 'connection:write'] });
    expect(access).toMatchObject({ unreadable: expect.arrayContaining([{ what: 'connections', failure: REFUSED }]) });
  });

  it.each([
    ['account', 'GET /v1/profiles/me', answers.forbidden('Not yours.'), REFUSED],
    ['apps', 'GET /v2/apps', answers.htmlPage(200), { code: 'not-understood' }],
    ['connections', 'GET /v2/authentications', answers.forbidden('Not yours.'), REFUSED],
  ] as const)('lacks %s where Zapier does not let them be read', async (what, endpoint, answer, failure) => {
    stage.zapier.everyAnswer(endpoint, answer);
    const { access } = await found({ apps: [ACME_CRM] });
    expect(access).toMatchObject({ is: 'done', unreadable: [{ what, failure }] });
  });

  it.each([
    ['nothing', 'profile zap', 'zap profile', []],
    ['a scope that was not granted', 'profile zap', 'profile', ['zap']],
    ['no scope that is granted by its older name', 'connection:read', 'authentication', []],
    ['no scope that is granted by its newer name', 'authentication:write', 'connection:write', []],
    [
      'to write where only to read is granted',
      'connection:read connection:write',
      'authentication',
      ['connection:write'],
    ],
    ['everything where nothing is granted', 'profile zap', '', ['profile', 'zap']],
  ])('misses %s', (_what, asked, granted, missing) => {
    expect(missingScopes(asked, granted)).toEqual(missing);
  });
});

describe('the own apps', () => {
  it('are known by their ids where Zapier does not list them', async () => {
    const nobody = { ...SHIPDAY, app: 'c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11' };
    expect((await found({ apps: [ACME_CRM, nobody] })).apps).toEqual({
      is: 'done',
      defined: [
        { id: ACME_CRM.app, title: ACME_CRM.title, known: 'by-id' },
        { id: nobody.app, title: nobody.title, known: 'unknown' },
      ],
      asked: '',
      found: [],
    });
  });

  it('are known as listed where Zapier lists them', async () => {
    stage.zapier.listOwnApps(true);
    const { apps } = await found({ apps: [ACME_CRM] });
    expect(apps).toMatchObject({ defined: [{ id: ACME_CRM.app, known: 'listed' }] });
  });

  it('are not called unknown while Zapier cannot be asked', async () => {
    stage.zapier.everyAnswer('GET /v2/authentications', answers.serverError());
    expect((await found({ apps: [ACME_CRM] })).apps).toMatchObject({ defined: [{ known: null }] });
  });

  it.each<[string, string, boolean, object[]]>([
    ['by name', ' acme crm ', true, [{ id: ACME_CRM.app, title: 'Acme CRM', known: 'listed' }]],
    ['by a name that Zapier does not list', 'Acme CRM', false, []],
    ['by id', ACME_CRM.app.toUpperCase(), true, [{ id: ACME_CRM.app, title: 'Acme CRM', known: 'listed' }]],
    ['by an id that is not listed', ACME_CRM.app, false, [{ id: ACME_CRM.app, title: ACME_CRM.app, known: 'by-id' }]],
    [
      'by an id that nobody has',
      'c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11',
      true,
      [expect.objectContaining({ known: 'unknown' })],
    ],
    ['by nothing', '', true, []],
  ])('are looked for %s, where none is defined', async (_how, asked, isListed, expected) => {
    stage.zapier.listOwnApps(isListed);
    expect((await found({}, asked)).apps).toEqual({ is: 'done', defined: [], asked: asked.trim(), found: expected });
  });
});

describe('what a check has found', () => {
  it('names the settings that it was made with, whatever is chosen while it runs', async () => {
    stage.zapier.enableBroker();
    stage.config = { ...stage.config, ...BY_BROKER };
    const { check, window } = prepare();
    window.mockImplementation(async ({ url }) => {
      stage.config = { ...stage.config, clientAuthentication: 'none', tokenBrokerUrl: '' };
      return browse(url);
    });
    await check.run({ app: '' });
    const { settings } = await setUpCheckItem.getValue();
    const { authorizationUrl, tokenUrl, scopes } = stage.config;
    expect(settings).toEqual({ ...BY_BROKER, authorizationUrl, tokenUrl, scopes });
  });

  it('is still about its settings once it was interrupted', async () => {
    const { clientId, clientAuthentication, tokenBrokerUrl, authorizationUrl, tokenUrl, scopes } = stage.config;
    const settings = { clientId, clientAuthentication, tokenBrokerUrl, authorizationUrl, tokenUrl, scopes };
    await setUpCheckItem.setValue({ ...NOTHING_CHECKED, settings, signIn: { is: 'running' } });
    await prepare().check.endCutOff();
    expect(await setUpCheckItem.getValue()).toMatchObject({ settings, signIn: { is: 'failed' } });
  });

  it('ends as interrupted once the background was stopped during it', async () => {
    await setUpCheckItem.setValue({ ...NOTHING_CHECKED, signIn: { is: 'ok' }, exchange: { is: 'running' } });
    await prepare().check.endCutOff();
    expect(await setUpCheckItem.getValue()).toEqual({
      ...NOTHING_CHECKED,
      signIn: { is: 'failed', failure: { code: 'interrupted' } },
    });
  });

  it.each([
    ['of the client ID', { clientId: 'another' }, { is: 'waiting' }],
    ['of the name template', { nameTemplate: '{app}' }, { is: 'ok' }],
  ])('is forgotten after a change of a setting that it depends on: %s', async (_what, change, signIn) => {
    const config = { ...stage.config, clientId: CLIENT_ID, locked: [], unusable: [] };
    await configItem.setValue(config);
    const { check } = prepare();
    check.follow();
    await check.run({ app: '' });
    await configItem.setValue({ ...config, ...change });
    await vi.waitFor(async () => expect((await setUpCheckItem.getValue()).signIn).toEqual(signIn));
  });

  it('is about one sign-in, however often it is asked for', async () => {
    const { check, window } = prepare();
    let close = () => {};
    window.mockImplementation(async ({ url }) => {
      await new Promise<void>((resolve) => {
        close = resolve;
      });
      return browse(url);
    });
    const running = check.run({ app: '' });
    await check.run({ app: '' });
    await vi.waitFor(() => expect(window).toHaveBeenCalledOnce());
    close();
    await running;
    expect(window).toHaveBeenCalledOnce();
  });
});

function refusal(code: string, error: string, description: string) {
  return { is: 'failed', failure: { code, error, description } };
}
