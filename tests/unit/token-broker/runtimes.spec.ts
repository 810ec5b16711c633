// The same broker in a process of its own on Node and on workerd, with its real way to a stand-in over TLS.
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  answers,
  brokerSettings,
  CLIENT_SECRET,
  CONFIDENTIAL_CLIENT_ID,
  ISSUED,
  SEALING_KEY,
} from '../../zapier/zapier';
import { ORIGIN, REDIRECT_URI } from '../support/stand-in-client';
import { useStandIn } from '../zapier-stand-in/stand-in';
import { type RunningBroker, type Start, startOnNode, startOnWorkerd } from './support/runtimes';

const standIn = useStandIn();
const SETTINGS = brokerSettings([REDIRECT_URI]);
const OTHER_KEY = Buffer.alloc(32, 'another key of the broker').toString('base64');
const FAMILIES = 200;

/** Time for a runtime to start on a busy machine, in milliseconds. */
const STARTING_MS = 30_000;

/** Form of a refresh. */
const renewal = (refresh_token: string) => ({
  grant_type: 'refresh_token',
  refresh_token,
  client_id: CONFIDENTIAL_CLIENT_ID,
});

describe.each<[string, Start]>([
  ['Node', startOnNode],
  ['workerd', startOnWorkerd],
])('the token broker on %s', (_runtime, start) => {
  let broker: RunningBroker;
  /** What no log may hold: what was sent to the broker and to the stand-in, and what they answered. */
  const secrets = new Set<string>([CLIENT_SECRET, SEALING_KEY, OTHER_KEY]);

  beforeAll(async () => {
    broker = await start(SETTINGS, standIn.zapier);
  }, STARTING_MS);
  afterAll(async () => {
    broker.stop();
    await broker.ended;
  });

  // The stand-in forgets its requests after each test.
  afterEach(() => {
    for (const { rawBody } of standIn.zapier.requests) noteIssued(rawBody);
  });

  function noteIssued(text: string): void {
    for (const [issued] of text.matchAll(new RegExp(ISSUED, 'g'))) secrets.add(issued);
  }

  /** Starts another one, with settings of its own, until the test ends. */
  async function another(settings: Record<string, string>): Promise<RunningBroker> {
    const other = await start({ ...SETTINGS, ...settings }, standIn.zapier);
    onTestFinished(async () => {
      other.stop();
      await other.ended;
    });
    return other;
  }

  async function ask({ url }: RunningBroker, form: Record<string, string>, origin = ORIGIN) {
    const answer = await fetch(`${url}/token`, {
      method: 'POST',
      headers: { Origin: origin },
      body: new URLSearchParams(form),
    });
    const text = await answer.text();
    for (const name of ['code', 'code_verifier', 'refresh_token']) if (form[name]) secrets.add(form[name]);
    noteIssued(text);
    return { status: answer.status, headers: answer.headers, text };
  }
  const signIn = async (at = broker) => {
    const { status, text } = await ask(at, await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID));
    expect(status).toBe(200);
    return JSON.parse(text) as Record<'access_token' | 'refresh_token', string>;
  };
  const refreshes = () =>
    standIn.zapier.requestsTo('POST /oauth/token/').filter(({ rawBody }) => rawBody.includes('refresh_token='));

  it.each(['body', 'header'] as const)('signs in and refreshes with the secret in the %s', async (place) => {
    standIn.zapier.clientSecretIn(place);
    const at = await another({ CLIENT_SECRET_IN: place });
    const first = await signIn(at);
    const { status, headers, text } = await ask(at, renewal(first.refresh_token));
    expect([status, headers.get('Access-Control-Allow-Origin')]).toEqual([200, ORIGIN]);
    const second = JSON.parse(text);
    expect(second.access_token).toMatch(/^access-/);
    for (const { refresh_token } of [first, second]) {
      expect(refresh_token).toMatch(/^eyJ[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
      expect(standIn.zapier.takesRefreshToken(refresh_token)).toBe(false);
    }
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await ask(at, renewal(first.refresh_token))).text).toContain('invalid_grant');
  });

  it('answers what Zapier answers to a wrong secret', async () => {
    const at = await another({ CLIENT_SECRET: 'wrong' });
    const { status, text } = await ask(at, await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID));
    expect([status, JSON.parse(text)]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it('opens what an older key sealed, and ends sign-ins before the time that is set', async () => {
    const [one, other] = [await signIn(), await signIn()];
    const rotated = await another({ SEALING_KEYS: `${OTHER_KEY} ${SEALING_KEY}` });
    const { refresh_token } = JSON.parse((await ask(rotated, renewal(one.refresh_token))).text);
    expect((await ask(broker, renewal(refresh_token))).text).toContain('invalid_grant');

    const later = await another({ NOT_BEFORE: new Date().toISOString() });
    expect((await ask(later, renewal(other.refresh_token))).text).toContain('Your administrator has ended');
    expect((await ask(later, renewal((await signIn(later)).refresh_token))).status).toBe(200);
  });

  it('serves its origins only, and answers preflights', async () => {
    expect((await ask(broker, renewal('refresh-of-nobody'), 'https://evil.example')).status).toBe(403);
    const preflight = await fetch(`${broker.url}/token`, { method: 'OPTIONS', headers: { Origin: ORIGIN } });
    expect([preflight.status, preflight.headers.get('Access-Control-Allow-Origin')]).toEqual([204, ORIGIN]);
    const health = await fetch(`${broker.url}/health`);
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect((await fetch(broker.url)).status).toBe(404);
    expect((await ask(broker, renewal('x'.repeat(17_000)))).status).toBe(413);
  });

  it.each([
    ['a 429 with its Retry-After', answers.tooManyRequests(47), [429, 'Request was throttled', '47']],
    ['a page of a gateway', answers.htmlPage(504), [504, '<h1>Gateway time-out</h1>', null]],
    ['a page instead of tokens', answers.htmlPage(200), [502, 'does not understand', null]],
    ['half of its JSON', answers.truncatedJson(), [502, 'does not understand', null]],
    ['tokens without an access token', answers.status(200, { refresh_token: 'refresh-x' }), [502, 'understand', null]],
    ['a redirect elsewhere', answers.redirect('https://evil.example/', 307), [502, 'does not understand', null]],
    ['no answer', answers.dropConnection('before'), [502, 'does not reach Zapier', null]],
  ] as const)('has an answer of its own kind when Zapier gives %s', async (_what, answer, [status, words, after]) => {
    const { refresh_token } = await signIn();
    standIn.zapier.everyAnswer('POST /oauth/token/', answer);
    const given = await ask(broker, renewal(refresh_token));
    expect([given.status, given.headers.get('Retry-After')]).toEqual([status, after]);
    expect(given.text).toContain(words);
    expect(given.headers.get('Access-Control-Expose-Headers')).toBe('Retry-After');
    standIn.zapier.everyAnswer('POST /oauth/token/', null);
    expect((await ask(broker, renewal(refresh_token))).status).toBe(200);
  });

  it('waits for a slow Zapier, and serves others meanwhile', async () => {
    const [mine, theirs] = [await signIn(), await signIn()];
    const hold = standIn.zapier.hold('POST /oauth/token/', 'after');
    const slow = ask(broker, renewal(mine.refresh_token));
    await hold.arrived;
    expect((await ask(broker, renewal(theirs.refresh_token))).status).toBe(200);
    hold.release();
    expect((await slow).status).toBe(200);
  });

  it(`loses none of ${FAMILIES} refreshes of ${FAMILIES} sign-ins at once`, async () => {
    const signedIn = await Promise.all(Array.from({ length: FAMILIES }, () => signIn()));
    const given = await Promise.all(signedIn.map(({ refresh_token }) => ask(broker, renewal(refresh_token))));
    expect(given.filter(({ status }) => status !== 200)).toEqual([]);
    const tokens = given.map(({ text }) => JSON.parse(text));
    for (const name of ['access_token', 'refresh_token'])
      expect(new Set(tokens.map((all) => all[name])).size).toBe(FAMILIES);
    expect(refreshes().map(({ status }) => status)).toEqual(Array(FAMILIES).fill(200));
    expect(new Set(refreshes().map(({ rawBody }) => rawBody)).size).toBe(FAMILIES);
  });

  it('logs a line of JSON for each request, and in none of them a token, code, verifier, secret or key', async () => {
    await ask(broker, renewal((await signIn()).refresh_token));
    await ask(broker, { ...(await standIn.client.codeGrant(CONFIDENTIAL_CLIENT_ID)), code: 'code-of-nobody' });
    await fetch(`${broker.url}/token?code=code-in-an-address`, { method: 'POST', body: 'client_secret=in-a-body' });
    await expect.poll(() => broker.lines.join('\n')).toContain('other origin');
    const entries = broker.lines.map((line) => JSON.parse(line)).filter(({ kind }) => kind !== 'start');
    for (const { time, kind, outcome, status, milliseconds, family = '', error = '', ...rest } of entries) {
      expect(new Date(time).toISOString()).toBe(time);
      expect(kind).toMatch(/^(sign-in|refresh|health|preflight|other)$/);
      expect([typeof outcome, typeof status, typeof milliseconds]).toEqual(['string', 'number', 'number']);
      expect(family).toMatch(/^([0-9a-f]{16})?$/);
      expect(error).toMatch(/^(invalid_grant)?$/);
      expect(rest).toEqual({});
    }
    for (const { rawBody } of standIn.zapier.requests) noteIssued(rawBody);
    expect([...secrets].filter((secret) => secret.startsWith('refresh-'))).not.toEqual([]);
    const text = broker.lines.join('\n');
    const found = [...secrets, 'code-in-an-address', 'in-a-body'].filter((secret) => text.includes(secret));
    expect(found).toEqual([]);
  });
});
