import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  createHttp,
  ForbiddenAddressError,
  type Http,
  LARGEST_BODY,
  REQUEST_TIMEOUT_MS,
} from '../../../../lib/background/http/http';
import { createRateLimit, PausedError } from '../../../../lib/background/http/rate-limit';
import { takesTokens } from '../../../../lib/background/sign-in/oauth-client';
import { isOnApi } from '../../../../lib/background/zapier/api';
import { answers } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';
import { BROKER_URL } from '../../support/stand-in-client';

const stage = useStage();

const PROFILE = 'https://api.zapier.com/v1/profiles/me';
const ENDPOINT = 'GET /v1/profiles/me';
const NO_ERRORS = { throwHttpErrors: false };

const rateLimit = () => createRateLimit({ limit: async () => 60, now: () => stage.now });
/** A client for requests to the API, or for token requests. */
const open = (isAllowed: Parameters<typeof createHttp>[1] = isOnApi) => createHttp(rateLimit(), isAllowed);
const openForTokens = () => open((url) => takesTokens(stage.config, url));

afterEach(() => {
  vi.useRealTimers();
});

const ELSEWHERE = [
  'https://example.com/',
  'https://zapier.com.evil.example/',
  'https://api.zapier.com:8443/v1/profiles/me',
  'http://api.zapier.com/v1/profiles/me',
  'https://eu.zapier.com/',
  'https://hooks.zapier.com/hooks/catch/666/evil/',
  'https://127.0.0.1/',
  'https://evilzapier.com/',
  'https://zapier.com.:443/',
  'https://zapier.com:80/',
  'https://z\u0430pier.com/',
  'http://zapier.com/oauth/token/',
  'data:application/json,{}',
];

describe('the addresses that may be reached', () => {
  const TOKEN_URL = 'https://zapier.com/oauth/token/';
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c' });
  const post = { method: 'post', body, ...NO_ERRORS };

  async function expectNothingSent(http: Http, url: string) {
    await expect(http(url, post)).rejects.toBeInstanceOf(ForbiddenAddressError);
    expect(stage.sent).toEqual([]);
  }

  it.each([...ELSEWHERE, TOKEN_URL, BROKER_URL])('sends no API request to %s', async (url) => {
    stage.config = { ...stage.config, clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL };
    await expectNothingSent(open(), url);
  });

  it.each([...ELSEWHERE, PROFILE, `${TOKEN_URL}?to=me`, 'https://zapier.com/app/login', BROKER_URL])(
    'sends no token request to %s when no broker is used, even if one is configured',
    async (url) => {
      stage.config = { ...stage.config, tokenBrokerUrl: BROKER_URL };
      await expectNothingSent(openForTokens(), url);
    },
  );

  it.each([...ELSEWHERE, PROFILE, TOKEN_URL, 'https://broker.acme.example:444/token', 'https://broker.acme.example/'])(
    'sends no token request to %s when a broker is used',
    async (url) => {
      stage.config = { ...stage.config, clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL };
      await expectNothingSent(openForTokens(), url);
    },
  );

  it('sends API requests to the API, and token requests to Zapier or to a broker as the configuration changes', async () => {
    const tokens = openForTokens();
    stage.zapier.enableBroker();
    await open()(PROFILE, NO_ERRORS);
    await tokens(TOKEN_URL, post);
    stage.config = { ...stage.config, clientAuthentication: 'broker', tokenBrokerUrl: BROKER_URL };
    await tokens(BROKER_URL, post);
    expect(stage.sent.map((request) => request.url)).toEqual([PROFILE, TOKEN_URL, BROKER_URL]);
    stage.config = { ...stage.config, clientAuthentication: 'none' };
    await expect(tokens(BROKER_URL, post)).rejects.toBeInstanceOf(ForbiddenAddressError);
  });
});

describe('a request', () => {
  it('sends no cookies and no referrer, and neither uses nor fills a cache', async () => {
    await open()(PROFILE, NO_ERRORS);
    expect(stage.sent[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('follows no redirect, whatever it is asked for', async () => {
    stage.zapier.everyAnswer(ENDPOINT, answers.redirect('https://zapier.com/elsewhere'));
    await open()(PROFILE, { ...NO_ERRORS, ...{ redirect: 'follow' } });
    expect(stage.sent.every(({ redirect }) => redirect === 'manual')).toBe(true);
    expect(stage.zapier.requests.every(({ path }) => path === '/v1/profiles/me')).toBe(true);
  });

  it('times out before Chromium ends the service worker that waits for it', () => {
    expect(REQUEST_TIMEOUT_MS).toBeLessThan(30_000);
  });
});

describe('a GET request', () => {
  it.each([
    ['500', answers.serverError()],
    ['502', answers.htmlPage(502)],
    ['503 without Retry-After', answers.status(503, {})],
    ['504', answers.htmlPage(504)],
    ['a dropped connection', answers.dropConnection('before')],
  ])('retries a GET after %s', async (_what, answer) => {
    stage.zapier.nextAnswers(ENDPOINT, answer, answer, answers.status(200, {}));
    expect(await (await open()(PROFILE)).json()).toEqual({});
    expect(stage.zapier.requests).toHaveLength(3);
  });

  it('sends a GET three times at most, and counts each attempt', async () => {
    stage.zapier.everyAnswer(ENDPOINT, answers.serverError());
    const guard = rateLimit();
    await expect(createHttp(guard, isOnApi)(PROFILE)).rejects.toMatchObject({ response: { status: 500 } });
    expect(stage.zapier.requests).toHaveLength(3);
    const others = Array.from({ length: 58 }, () => guard.admit('awaited'));
    const outcomes = await Promise.allSettled(others);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(57);
  });

  it('does not retry a GET when no requests are left', async () => {
    stage.zapier.everyAnswer(ENDPOINT, answers.status(500, {}, { 'X-RateLimit-Remaining': '0' }));
    await expect(open()(PROFILE)).rejects.toMatchObject({ until: stage.now + 60_000 });
    expect(stage.zapier.requests).toHaveLength(1);
  });

  it.each([
    ['429', answers.tooManyRequests(41), 41_000],
    ['429 without Retry-After', answers.status(429, {}), 60_000],
    ['503 with Retry-After', answers.unavailable(41), 41_000],
  ])('pauses instead of retrying a GET after %s', async (_what, answer, pause) => {
    stage.zapier.everyAnswer(ENDPOINT, answer);
    const http = open();
    for (const options of [{}, NO_ERRORS]) {
      const outcome = http(PROFILE, options);
      await expect(outcome).rejects.toBeInstanceOf(PausedError);
      await expect(outcome).rejects.toMatchObject({ until: stage.now + pause });
    }
    expect(stage.zapier.requests).toHaveLength(1);
  });

  it.each([400, 401, 403, 404, 408, 409])('does not retry a GET after %i', async (status) => {
    stage.zapier.everyAnswer(ENDPOINT, answers.status(status, {}));
    expect(await open()(PROFILE, NO_ERRORS)).toMatchObject({ status });
    expect(stage.zapier.requests).toHaveLength(1);
  });
});

describe.each(['POST /v2/authentications', 'DELETE /v2/authentications/{authentication_id}'] as const)(
  '%s',
  (endpoint) => {
    const [method = '', path = ''] = endpoint.split(' ');
    const send = () => open()(`https://api.zapier.com${path}`, { method });

    it.each([
      ['500', answers.serverError()],
      ['503 with Retry-After', answers.unavailable()],
      ['504', answers.htmlPage(504)],
      ['a dropped connection', answers.dropConnection('before')],
    ])('sends a write once, and does not pause, after %s', async (_what, answer) => {
      stage.zapier.everyAnswer(endpoint, answer);
      const outcome = send();
      await expect(outcome).rejects.toThrow();
      await expect(outcome).rejects.not.toBeInstanceOf(PausedError);
      expect(stage.sent).toHaveLength(1);
      stage.zapier.takeViolations();
    });

    it('sends a write once, and pauses, after a 429', async () => {
      stage.zapier.everyAnswer(endpoint, answers.tooManyRequests(41));
      await expect(send()).rejects.toMatchObject({ name: 'PausedError', until: stage.now + 41_000 });
      expect(stage.sent).toHaveLength(1);
      stage.zapier.takeViolations();
    });
  },
);

describe("a request's time limit", () => {
  /** Returns a handler whose response has a body that arrives in pieces, one per second, and never ends. */
  function dripping() {
    return async (request: Request) => {
      let timer: ReturnType<typeof setInterval>;
      const body = new ReadableStream<Uint8Array>({
        start(stream) {
          timer = setInterval(() => stream.enqueue(new TextEncoder().encode(' ')), 1000);
          request.signal.addEventListener('abort', () => {
            clearInterval(timer);
            stream.error(request.signal.reason);
          });
        },
      });
      return new Response(body, { status: 200 });
    };
  }
  const silent = () => (request: Request) =>
    new Promise<Response>((_, reject) => request.signal.addEventListener('abort', () => reject(request.signal.reason)));

  it.each([
    ['no headers come', silent, 'get'],
    ['its body never ends', dripping, 'get'],
    ['the body of an answer to a POST never ends', dripping, 'post'],
  ])('times out a request when %s', async (_what, fetch, method) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
    const fetched = vi.fn(fetch());
    vi.stubGlobal('fetch', fetched);
    const ended = vi.fn();
    const request = open()(PROFILE, { method }).catch(ended);
    await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS - 1);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await request;
    expect(ended).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'TimeoutError' }));
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it('applies one time limit to all attempts together', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
    const fetched = vi
      .fn(silent())
      .mockImplementationOnce(
        () => new Promise((resolve) => setTimeout(() => resolve(new Response('', { status: 502 })), 20_000)),
      );
    vi.stubGlobal('fetch', fetched);
    const ended = vi.fn();
    const request = open()(PROFILE).catch(ended);
    await vi.advanceTimersByTimeAsync(REQUEST_TIMEOUT_MS);
    await request;
    expect(ended).toHaveBeenCalledTimes(1);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('starts the time limit when a held request is let out', async () => {
    vi.useFakeTimers({ now: stage.now });
    const guard = createRateLimit({ limit: async () => 60, now: () => Date.now() });
    await guard.learn(new Response(null, { status: 429, headers: { 'Retry-After': '2' } }));
    vi.stubGlobal('fetch', vi.fn(silent()));
    const ended = vi.fn();
    const request = createHttp(guard, isOnApi)(PROFILE).catch(ended);
    await vi.advanceTimersByTimeAsync(2000 + REQUEST_TIMEOUT_MS - 1);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await request;
    expect(ended).toHaveBeenCalledTimes(1);
  });
});

describe('the body of an answer', () => {
  it('reads a body of up to five megabytes', async () => {
    stage.zapier.everyAnswer(ENDPOINT, answers.status(200, 'x'.repeat(LARGEST_BODY)));
    expect(await (await open()(PROFILE)).text()).toHaveLength(LARGEST_BODY);
  });

  it('stops reading a larger body, and takes it for empty', async () => {
    const cancelled = vi.fn();
    let sent = 0;
    const pull = (stream: ReadableStreamDefaultController) => {
      sent += 1_000_000;
      stream.enqueue(new Uint8Array(1_000_000));
    };
    vi.stubGlobal('fetch', async () => new Response(new ReadableStream({ pull, cancel: cancelled })));
    expect(await (await open()(PROFILE)).text()).toBe('');
    expect(cancelled).toHaveBeenCalledTimes(1);
    expect(sent).toBeLessThan(10_000_000);
  });
});
