import { describe, expect, it, vi } from 'vitest';
import browser, { type Tabs } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { sessionAccountsItem } from '../../../lib/accounts/account';
import { createSignIn } from '../../../lib/accounts/sign-in';
import { namedCustomerItem, type SignInState, signInStateItem } from '../../../lib/accounts/sign-in-state';
import { signOut } from '../../../lib/accounts/sign-out';
import { readSeenAtZapier } from '../../../lib/accounts/zapier-session';
import { createAttention } from '../../../lib/attention';
import { markItem, PAGE_LOCK } from '../../../lib/mark';
import { deferred } from '../../zapier/deferred';
import { answers, BEN, CONFIDENTIAL_CLIENT_ID, MARIA } from '../../zapier/zapier';
import { REDIRECT_URI } from '../stand-in-client';
import { ACCOUNT_OF_MARIA, TOKEN_LIFE_MS, useStage } from '../zapier/stage';

const stage = useStage();

/** What the browser's own window does: goes where Zapier leads it, until that is the redirect URI. */
async function browse(address: string): Promise<string> {
  let next = address;
  while (!next.startsWith(REDIRECT_URI)) {
    const { headers, text } = await stage.client.send(next);
    if (headers.location === undefined) throw new Error(`Zapier shows a page: ${text}`);
    next = headers.location;
  }
  return next;
}

function setUp() {
  const services = stage.services();
  const window = vi.spyOn(browser.identity, 'launchWebAuthFlow').mockImplementation(({ url }) => browse(url));
  const openPopup = vi.spyOn(browser.action, 'openPopup').mockResolvedValue(undefined);
  vi.spyOn(browser.identity, 'getRedirectURL').mockReturnValue(REDIRECT_URI);
  vi.spyOn(browser.tabs, 'query').mockResolvedValue([]);
  const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
  const signIn = createSignIn({ ...services, attention, config: async () => stage.config });
  return { ...services, signIn, window, openPopup };
}

const state = () => signInStateItem.getValue();

/** The PKCE verifiers of the codes that were exchanged, oldest first. */
function verifiersSent(): string[] {
  const bodies = stage.zapier.requestsTo('POST /oauth/token/').map(({ rawBody }) => new URLSearchParams(rawBody));
  return bodies.flatMap((body) => body.get('code_verifier') ?? []);
}

const tab = (id: number, url?: string): Tabs.Tab => ({
  id,
  ...(url === undefined ? {} : { url }),
  index: 0,
  active: true,
  highlighted: true,
  pinned: false,
  incognito: false,
});

describe('a sign-in', () => {
  it('shows the account in the write that tells how it ended, so that no page shows the one without the other', async () => {
    const { signIn } = setUp();
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    await signIn.start('');
    const withAccount = written.mock.calls
      .map(([items]) => Object.keys(items))
      .filter((keys) => keys.includes('accounts'));
    expect(withAccount).toEqual([expect.arrayContaining(['accounts', 'tokens', 'signIn'])]);
  });

  it('ends with the account shown and its tokens kept', async () => {
    const { signIn, store } = setUp();
    await signIn.start('');
    expect(await state()).toEqual({
      status: 'done',
      accountId: String(MARIA.id),
      notice: { code: 'whoever-was-signed-in' },
    });
    expect(await sessionAccountsItem.getValue()).toEqual({
      current: ACCOUNT_OF_MARIA.id,
      byId: { [ACCOUNT_OF_MARIA.id]: ACCOUNT_OF_MARIA },
    });
    expect(await store.tokens(ACCOUNT_OF_MARIA.id)).toMatchObject({ expiresAt: stage.now + TOKEN_LIFE_MS });
  });

  it('tells whose session Zapier itself has in this browser, also when that is nobody who was named', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    expect(await readSeenAtZapier()).toBe(ACCOUNT_OF_MARIA.id);
    stage.zapier.session.signIn(BEN);
    await signIn.start('maria@acme.example');
    expect(await readSeenAtZapier()).toBe(String(BEN.id));
  });

  it('that fails leaves open whose session Zapier has now: somebody else may have signed in there', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    stage.zapier.session.signIn(BEN);
    stage.zapier.nextAnswers('GET /v1/profiles/me', answers.unavailable());
    await signIn.start('');
    expect(await state()).toMatchObject({ status: 'failed' });
    expect(await readSeenAtZapier()).toBeNull();
  });

  it('exchanges the code with the verifier that was asked with, and asks whose account it is', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    expect(stage.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://zapier.com/oauth/token/',
      'GET https://api.zapier.com/v1/profiles/me',
    ]);
  });

  it('asks for the scopes that are configured, with the redirect URI of this browser', async () => {
    const { signIn, window } = setUp();
    stage.config = { ...stage.config, scopes: 'profile authentication:write' };
    await signIn.start('');
    const asked = new URL(window.mock.calls[0]?.[0].url ?? '').searchParams;
    expect(asked.get('scope')).toBe('profile authentication:write');
    expect(asked.get('redirect_uri')).toBe(REDIRECT_URI);
  });

  it('is marked as under way while the window is open', async () => {
    const { signIn, window } = setUp();
    const closed = deferred<string>();
    window.mockReturnValue(closed.promise);
    const running = signIn.start('');
    await vi.waitFor(() => expect(window).toHaveBeenCalled());
    expect(await state()).toEqual({ status: 'window-open' });
    closed.resolve('');
    await running;
    expect(await state()).toMatchObject({ status: 'failed' });
  });

  it('keeps neither code nor verifier nor state, and tokens nowhere but in their place', async () => {
    const { signIn, window } = setUp();
    let redirect = '';
    window.mockImplementation(async ({ url }) => {
      redirect = await browse(url);
      return redirect;
    });
    const written = vi.spyOn(fakeBrowser.storage.session, 'set');
    const sent = vi.spyOn(browser.runtime, 'sendMessage');
    await signIn.start('maria@acme.example');
    const { tokens, ...others } = await fakeBrowser.storage.session.get();
    expect(JSON.stringify(tokens)).toContain('access-');
    const verifier = verifiersSent()[0] ?? '';
    expect(verifier).toMatch(/^[\w.~-]{43,128}$/);
    const words = [...new URL(redirect).searchParams.values(), 'access-', 'refresh-', 'code-', verifier];
    for (const word of words) expect(JSON.stringify(others)).not.toContain(word);
    expect(await fakeBrowser.storage.local.get()).toEqual({});
    // Not for a moment, and to nobody.
    const told = JSON.stringify([...written.mock.calls, ...sent.mock.calls]);
    for (const word of [verifier, ...new URL(redirect).searchParams.values()]) expect(told).not.toContain(word);
  });

  it('proves itself anew each time', async () => {
    const { signIn, window } = setUp();
    for (let times = 0; times < 3; times++) await signIn.start('');
    const states = window.mock.calls.map(([{ url }]) => new URL(url).searchParams.get('state'));
    expect(new Set(verifiersSent()).size).toBe(3);
    expect(new Set(states).size).toBe(3);
  });

  it('that starts while another runs does nothing', async () => {
    const { signIn, window } = setUp();
    await Promise.all([signIn.start(''), signIn.start(''), signIn.start('')]);
    expect(window).toHaveBeenCalledOnce();
    await signIn.start('');
    expect(window).toHaveBeenCalledTimes(2);
  });
});

describe('a sign-in that comes to nothing', () => {
  async function failureOf({ signIn, store }: Pick<ReturnType<typeof setUp>, 'signIn' | 'store'>) {
    await signIn.start('');
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
  ])('because the browser says %j: %s', async (message, code) => {
    const parts = setUp();
    parts.window.mockRejectedValue(new Error(message));
    expect(await failureOf(parts)).toEqual({ code });
    expect(stage.sent).toEqual([]);
  });

  it('because Deny was clicked', async () => {
    stage.zapier.session.consent = 'deny';
    expect(await failureOf(setUp())).toEqual({ code: 'refused', error: 'access_denied', description: '' });
    expect(stage.sent).toEqual([]);
  });

  it("because Zapier says no, in Zapier's words", async () => {
    stage.zapier.nextAuthorization({ error: 'server_error', errorDescription: 'Down <b>for</b> a minute' });
    expect(await failureOf(setUp())).toEqual({
      code: 'refused',
      error: 'server_error',
      description: 'Down <b>for</b> a minute',
    });
  });

  it("because the state is another one's: the code is not exchanged", async () => {
    stage.zapier.nextAuthorization({ state: 'not-yours' });
    expect(await failureOf(setUp())).toEqual({ code: 'wrong-state' });
    expect(stage.sent).toEqual([]);
  });

  it('because the code ran out', async () => {
    const parts = setUp();
    parts.window.mockImplementation(async ({ url }) => {
      const redirect = await browse(url);
      stage.now += 120_000;
      return redirect;
    });
    expect(await failureOf(parts)).toEqual({ code: 'code-expired' });
  });

  it('because Zapier does not take the client', async () => {
    stage.config = { ...stage.config, clientId: CONFIDENTIAL_CLIENT_ID };
    expect(await failureOf(setUp())).toEqual({ code: 'wrong-client' });
  });

  it.each([
    ['the token endpoint is silent', 'POST /oauth/token/', answers.dropConnection('after'), 'network'],
    ['the token endpoint is down', 'POST /oauth/token/', answers.unavailable(), 'network'],
    ['the token endpoint answers with a page', 'POST /oauth/token/', answers.htmlPage(200), 'unreadable-answer'],
    ['the profile is silent', 'GET /v1/profiles/me', answers.dropConnection('before'), 'network'],
    ['the profile is refused', 'GET /v1/profiles/me', answers.unauthorized(), 'unreadable-answer'],
    ['profiles are down', 'GET /v1/profiles/me', answers.serverError(), 'network'],
  ] as const)('because %s', async (_what, endpoint, answer, code) => {
    stage.zapier.everyAnswer(endpoint, answer);
    expect(await failureOf(setUp())).toEqual({ code });
  });

  it('because nobody configured a client: no window opens', async () => {
    stage.config = { ...stage.config, clientId: '' };
    const parts = setUp();
    expect(await failureOf(parts)).toEqual({ code: 'not-configured' });
    expect(parts.window).not.toHaveBeenCalled();
  });

  it('because the browser keeps us from Zapier: no window opens', async () => {
    stage.hasHostAccess = false;
    const parts = setUp();
    expect(await failureOf(parts)).toEqual({ code: 'no-host-access' });
    expect(parts.window).not.toHaveBeenCalled();
  });

  it('leaves who was signed in before', async () => {
    const parts = setUp();
    const { accountId, tokens } = await stage.signIn(parts.store);
    parts.window.mockRejectedValue(new Error('The user did not approve access.'));
    await parts.signIn.start('');
    expect(await parts.store.tokens(accountId)).toEqual(tokens);
    expect((await sessionAccountsItem.getValue())?.current).toBe(accountId);
  });

  it('keeps the customer who was named, for the next try, which forgets them', async () => {
    const parts = setUp();
    await namedCustomerItem.setValue('acme.example');
    parts.window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    await parts.signIn.start('acme.example');
    expect(await namedCustomerItem.getValue()).toBe('acme.example');
    await parts.signIn.start('acme.example');
    expect(await namedCustomerItem.getValue()).toBe('');
  });

  it('leaves the question about who came back instead of the customer who was named', async () => {
    const parts = setUp();
    stage.zapier.session.signIn(BEN);
    await parts.signIn.start('acme.example');
    parts.window.mockRejectedValue(new Error('The user did not approve access.'));
    await parts.signIn.start('acme.example');
    expect(await state()).toEqual({ status: 'failed', failure: { code: 'cancelled' } });
    await parts.signIn.acknowledge();
    expect(await sessionAccountsItem.getValue()).toMatchObject({
      current: String(BEN.id),
      byId: { [BEN.id]: { cameInsteadOf: 'acme.example' } },
    });
  });

  it('can be tried again', async () => {
    const parts = setUp();
    parts.window.mockRejectedValueOnce(new Error('The user did not approve access.'));
    expect(await failureOf(parts)).toEqual({ code: 'cancelled' });
    await parts.signIn.start('');
    expect(await state()).toMatchObject({ status: 'done' });
  });
});

describe('what a finished sign-in says of whose account it is', () => {
  async function notice(parts: ReturnType<typeof setUp>, named: string) {
    await parts.signIn.start(named);
    const ended = await state();
    if (ended.status !== 'done') throw new Error(ended.status);
    return ended.notice;
  }

  it.each([MARIA.email, ' @ACME.example ', 'acme.example'])('the customer who was named, as %j', async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'as-named' });
  });

  it.each(['', '  '])('whoever the browser had open at Zapier, where nobody was named: %j', async (named) => {
    expect(await notice(setUp(), named)).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('another customer than the one who was named, who is named again as typed', async () => {
    stage.zapier.session.signIn(BEN);
    expect(await notice(setUp(), ' acme.example ')).toEqual({ code: 'not-the-named-customer' });
    expect((await sessionAccountsItem.getValue())?.byId[String(BEN.id)]?.cameInsteadOf).toBe('acme.example');
  });

  it('nothing of another customer where the right one comes with the next sign-in', async () => {
    const parts = setUp();
    stage.zapier.session.signIn(BEN);
    await parts.signIn.start('acme.example');
    stage.zapier.session.signIn(MARIA);
    expect(await notice(parts, 'acme.example')).toEqual({ code: 'as-named' });
    expect(JSON.stringify(await sessionAccountsItem.getValue())).not.toContain('cameInsteadOf');
  });

  it('the one who was just signed out, because Zapier itself stays signed in; and that once', async () => {
    const parts = setUp();
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
    await signOut(parts.store, ACCOUNT_OF_MARIA.id);
    expect(await notice(parts, '')).toEqual({ code: 'still-signed-in' });
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });

  it('somebody else than who was just signed out', async () => {
    const parts = setUp();
    await notice(parts, '');
    await signOut(parts.store, ACCOUNT_OF_MARIA.id);
    stage.zapier.session.signIn(BEN);
    expect(await notice(parts, '')).toEqual({ code: 'whoever-was-signed-in' });
  });
});

describe('the agent', () => {
  it('gets the popup back when a sign-in ends and no page is open', async () => {
    const { signIn, openPopup } = setUp();
    await signIn.start('');
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('is left alone while a page is open', async () => {
    const { signIn, openPopup } = setUp();
    void stage.navigator.locks.request(PAGE_LOCK, { mode: 'shared' }, () => new Promise(() => {}));
    await signIn.start('');
    expect(openPopup).not.toHaveBeenCalled();
    expect(await browser.action.getBadgeText({})).toBe('');
  });

  it('finds the icon marked where the popup cannot be opened', async () => {
    const { signIn, openPopup } = setUp();
    openPopup.mockRejectedValue(new Error('Could not find an active browser window.'));
    await signIn.start('');
    expect(await markItem.getValue()).toBe('needs-you');
    expect(await browser.action.getBadgeText({})).toBe('!');
    expect(await browser.action.getTitle({})).toBe('Look');
  });

  it('is told of one that was cut off', async () => {
    const { signIn, openPopup } = setUp();
    await signInStateItem.setValue({ status: 'window-open' });
    await signIn.settle();
    expect(openPopup).toHaveBeenCalledOnce();
  });

  it('takes nothing away of one that runs', async () => {
    const { signIn, window } = setUp();
    const closed = deferred<string>();
    window.mockReturnValue(closed.promise);
    const running = signIn.start('');
    await vi.waitFor(() => expect(window).toHaveBeenCalled());
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'window-open' });
    closed.resolve('');
    await running;
  });

  it('takes away what a sign-in said that is still calling the agent back', async () => {
    const { signIn } = setUp();
    const opened = deferred<void>();
    vi.spyOn(browser.action, 'openPopup').mockReturnValue(opened.promise);
    const running = signIn.start('');
    await vi.waitFor(async () => expect(await state()).toMatchObject({ status: 'done' }));
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
    opened.resolve();
    await running;
  });

  it('takes away what a finished sign-in said', async () => {
    const { signIn } = setUp();
    await signIn.start('');
    await signIn.acknowledge();
    expect(await state()).toEqual({ status: 'idle' });
  });
});

describe("the background's start", () => {
  it('finds a sign-in that was cut off', async () => {
    await signInStateItem.setValue({ status: 'window-open' });
    await setUp().signIn.settle();
    expect(await state()).toEqual({ status: 'failed', failure: { code: 'interrupted' } });
  });

  it('closes the window that was left open, and no tab of anybody else', async () => {
    const { signIn } = setUp();
    const asked = `client_id=a&redirect_uri=${encodeURIComponent(REDIRECT_URI)}&state=s`;
    const query = vi
      .spyOn(browser.tabs, 'query')
      .mockResolvedValue([
        tab(1, `https://zapier.com/oauth/authorize/?${asked}`),
        tab(2, `https://zapier.com/app/login?next=${encodeURIComponent(`/oauth/authorize/?${asked}`)}`),
        tab(3, 'https://zapier.com/engine/auth/start/HubSpotCLIAPI/'),
        tab(4, 'https://zapier.com/app/connections'),
        tab(5),
      ]);
    const closed = vi.spyOn(browser.tabs, 'remove').mockResolvedValue(undefined);
    await signInStateItem.setValue({ status: 'window-open' });
    await signIn.settle();
    expect(query).toHaveBeenCalledExactlyOnceWith({
      url: ['https://zapier.com/*', 'https://api.zapier.com/*'],
      windowType: 'popup',
    });
    expect(closed.mock.calls).toEqual([[1], [2]]);
    await signIn.settle();
    expect(query).toHaveBeenCalledOnce();
  });

  it('lets a new sign-in begin when all that is done, and not earlier', async () => {
    const { signIn, window } = setUp();
    const found = deferred<Tabs.Tab[]>();
    vi.spyOn(browser.tabs, 'query').mockReturnValue(found.promise);
    await signInStateItem.setValue({ status: 'window-open' });
    const settled = signIn.settle();
    const started = signIn.start('');
    await vi.waitFor(() => expect(browser.tabs.query).toHaveBeenCalled());
    expect(window).not.toHaveBeenCalled();
    found.resolve([]);
    await Promise.all([settled, started]);
    expect(await state()).toMatchObject({ status: 'done' });
  });

  it('lets a new sign-in begin although the old window cannot be looked for', async () => {
    const { signIn } = setUp();
    vi.spyOn(browser.tabs, 'query').mockRejectedValue(new Error('No tabs'));
    await signInStateItem.setValue({ status: 'window-open' });
    await expect(signIn.settle()).rejects.toThrow('No tabs');
    await signIn.start('');
    expect(await state()).toMatchObject({ status: 'done' });
  });

  it.each<SignInState>([
    { status: 'idle' },
    { status: 'failed', failure: { code: 'cancelled' } },
    { status: 'done', accountId: '1', notice: { code: 'as-named' } },
  ])('leaves one that ended as it is: $status', async (ended) => {
    await signInStateItem.setValue(ended);
    await setUp().signIn.settle();
    expect(await state()).toEqual(ended);
  });

  it('leaves one that runs', async () => {
    const { signIn, window } = setUp();
    const closed = deferred<string>();
    window.mockReturnValue(closed.promise);
    const running = signIn.start('');
    await vi.waitFor(() => expect(window).toHaveBeenCalled());
    await signIn.settle();
    expect(await state()).toEqual({ status: 'window-open' });
    closed.resolve('');
    await running;
  });
});
