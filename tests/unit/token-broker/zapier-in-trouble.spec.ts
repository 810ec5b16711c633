import { afterEach, describe, expect, it, vi } from 'vitest';
import { createBroker } from '../../../examples/token-broker/src/broker';
import { deferred } from '../../zapier/deferred';
import { answers, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from '../../zapier/zapier';
import { BROKER_URL, ORIGIN, REDIRECT_URI, tokensOf } from '../support/stand-in-client';
import { brokerConfig, useBroker } from './support/use-broker';

const { standIn, enable, entries, signIn, refresh } = useBroker();

describe('sign-ins that the token broker ends', () => {
  it('opens what older keys sealed, seals with the newest, and opens nothing of a key that is gone', async () => {
    const [first, second] = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'));
    enable({ SEALING_KEYS: `${first}` });
    const [renewed, left] = [await signIn(), await signIn()];
    enable({ SEALING_KEYS: `${second} ${first}` });
    const { refresh_token } = tokensOf(await refresh(renewed.refresh_token));
    enable({ SEALING_KEYS: `${second}` });
    expect((await refresh(refresh_token)).status).toBe(200);
    expect((await refresh(left.refresh_token)).json()).toMatchObject({ error: 'invalid_grant' });
    expect(entries().at(-1)).toMatchObject({ kind: 'refresh', outcome: 'not sealed here' });
  });

  it('ends all sign-ins before the time that is set, however often they were renewed since', async () => {
    enable();
    const early = await signIn();
    standIn.now += 3_600_000;
    const { refresh_token } = tokensOf(await refresh(early.refresh_token));
    const late = await signIn();
    standIn.now += 1000;
    enable({ NOT_BEFORE: new Date(standIn.now - 2000).toISOString() });
    const ended = await refresh(refresh_token);
    expect([ended.status, ended.json()]).toEqual([
      400,
      { error: 'invalid_grant', error_description: 'Your administrator has ended this sign-in. Sign in again.' },
    ]);
    expect((await refresh(late.refresh_token)).status).toBe(200);
    expect(await signIn()).toHaveProperty('access_token');
  });
});

describe('a Zapier that does not answer the token broker as it should', () => {
  afterEach(() => vi.useRealTimers());

  it('passes errors on word for word, without the secrets that they quote', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.nextAnswers('POST /oauth/token/', {
      status: 400,
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: `{"error": "invalid_client", "error_description": "Not ${CLIENT_SECRET}."}`,
    });
    const answer = await refresh(refresh_token);
    expect(answer.text).toBe('{"error": "invalid_client", "error_description": "Not •••."}');
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(entries().at(-1)).toMatchObject({ outcome: 'refused by Zapier', status: 400, error: 'invalid_client' });
  });

  it('passes an error on that Zapier sends with the status of a success', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.nextAnswers('POST /oauth/token/', answers.tokenError('invalid_grant', 200));
    const answer = await refresh(refresh_token);
    expect([answer.status, answer.json()]).toEqual([200, { error: 'invalid_grant' }]);
    expect(entries().at(-1)).toMatchObject({ outcome: 'refused by Zapier', error: 'invalid_grant' });
  });

  it.each([200, 400, 503])('passes no error of status %i on that has a refresh token with it', async (status) => {
    enable();
    const { refresh_token } = await signIn();
    const odd = answers.status(status, { error: 'invalid_grant', refresh_token: 'refresh-unsealed' });
    standIn.zapier.nextAnswers('POST /oauth/token/', odd);
    const answer = await refresh(refresh_token);
    expect([answer.status, answer.json()]).toMatchObject([502, { error: 'server_error' }]);
    expect(answer.text).not.toContain('unsealed');
  });

  it('hides the refresh token in an error that quotes it, and does not log an error of unknown words', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.nextAnswers('POST /oauth/token/', answers.serverError());
    await refresh(refresh_token);
    const [, { body = {} } = {}] = standIn.zapier.requestsTo('POST /oauth/token/');
    const { refresh_token: own } = body as Record<string, string>;
    standIn.zapier.nextAnswers('POST /oauth/token/', answers.tokenError(`${own} is unknown`, 401));
    expect((await refresh(refresh_token)).json()).toEqual({ error: '••• is unknown' });
    expect(entries().at(-1)).not.toHaveProperty('error');
  });

  it.each([
    ['nothing', silence],
    [
      'the beginning of an answer',
      async (signal: AbortSignal) => new Response(new ReadableStream({ pull: () => silence(signal) })),
    ],
  ])('is given twenty seconds, after which %s is not enough', async (_what, answer) => {
    vi.useFakeTimers();
    const { promise: asked, resolve } = deferred<void>();
    const fetch = ({ signal }: Request) => {
      resolve();
      return answer(signal);
    };
    const broker = createBroker({ config: brokerConfig(), fetch, log: () => undefined });
    const grant = { grant_type: 'authorization_code', code: 'code-1', code_verifier: 'v'.repeat(43) };
    const body = new URLSearchParams({ ...grant, redirect_uri: REDIRECT_URI, client_id: CONFIDENTIAL_CLIENT_ID });
    let status = 0;
    const answered = Promise.resolve(
      broker.request('/token', { method: 'POST', headers: { Origin: ORIGIN }, body }),
    ).then((given) => {
      status = given.status;
    });
    await asked;
    await vi.advanceTimersByTimeAsync(19_999);
    expect(status).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    await answered;
    expect(status).toBe(504);
  });
});

it('a request to the token broker that breaks off is logged, and answered without a word of it', async () => {
  const lines: string[] = [];
  const fetch = () => Promise.reject(new Error('nobody is asked'));
  const broker = createBroker({ config: brokerConfig(), fetch, log: (line) => lines.push(line) });
  const body = new ReadableStream({ pull: (stream) => stream.error(new Error('code=code-1')) });
  const sent = new Request(BROKER_URL, {
    method: 'POST',
    headers: { Origin: ORIGIN },
    body,
    duplex: 'half',
  } as RequestInit);
  const answer = await broker.fetch(sent);
  expect([answer.status, await answer.json()]).toMatchObject([500, { error: 'server_error' }]);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ kind: 'other', outcome: 'failed', status: 500 }]);
  expect(lines.join()).not.toContain('code-1');
});

/** Answers nothing until it is no longer waited for. */
function silence(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
