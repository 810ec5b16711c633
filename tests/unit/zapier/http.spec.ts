import { describe, expect, it } from 'vitest';
import { createHttp, ForbiddenOriginError, REQUEST_TIMEOUT_MS } from '../../../lib/http';
import { answers } from '../../zapier/zapier';
import { BROKER_URL } from '../stand-in-client';
import { useStage } from './stage';

const stage = useStage();

const nobody = async () => [];
const PROFILE = 'https://api.zapier.com/v1/profiles/me';
const NO_ERRORS = { throwHttpErrors: false };

describe('the way out', () => {
  it.each([
    'https://example.com/',
    'https://broker.acme.example/token',
    'https://zapier.com.evil.example/',
    'https://api.zapier.com:8443/v1/profiles/me',
    'http://api.zapier.com/v1/profiles/me',
    'https://eu.zapier.com/',
    'https://127.0.0.1/',
    'https://evilzapier.com/',
    'https://zapier.com.:443/',
    'https://zapier.com:80/',
    'https://z\u0430pier.com/',
    'http://zapier.com/oauth/token/',
    'data:application/json,{}',
  ])('is closed to %s', async (url) => {
    await expect(createHttp(nobody)(url)).rejects.toBeInstanceOf(ForbiddenOriginError);
    expect(stage.sent).toEqual([]);
  });

  it.each([PROFILE, 'https://zapier.com/oauth/authorize/'])('leads to %s', async (url) => {
    await createHttp(nobody)(url, NO_ERRORS);
    expect(stage.sent.map((request) => request.url)).toEqual([url]);
  });

  it("leads to a broker's host once it is configured, and to no other port of it", async () => {
    stage.zapier.enableBroker();
    const http = createHttp(async () => ['https://broker.acme.example']);
    stage.zapier.nextAnswers('POST /token', answers.status(200, {}));
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c' });
    await http.post(BROKER_URL, { body });
    expect(stage.zapier.requestsTo('POST /token')).toHaveLength(1);
    await expect(http('https://broker.acme.example:444/')).rejects.toBeInstanceOf(ForbiddenOriginError);
  });

  it('asks anew each time which hosts are configured', async () => {
    const configured = ['https://broker.acme.example'];
    const http = createHttp(async () => configured);
    stage.zapier.enableBroker();
    stage.zapier.nextAnswers('POST /token', answers.status(200, {}));
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'r', client_id: 'c' });
    await http.post(BROKER_URL, { body });
    configured.pop();
    await expect(http.post(BROKER_URL, { body })).rejects.toBeInstanceOf(ForbiddenOriginError);
  });
});

describe('a request', () => {
  it('carries no cookies and no referrer, and neither uses nor fills a cache', async () => {
    await createHttp(nobody)(PROFILE, NO_ERRORS);
    expect(stage.sent[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' });
  });

  it('follows no redirect', async () => {
    stage.zapier.nextAnswers('GET /v1/profiles/me', answers.redirect('https://zapier.com/elsewhere'));
    await expect(createHttp(nobody)(PROFILE, NO_ERRORS)).rejects.toThrow();
    expect(stage.zapier.requests).toHaveLength(1);
    expect(stage.sent[0]?.redirect).toBe('error');
  });

  it.each([408, 429, 500, 502, 503, 504])('is not sent again after %i', async (status) => {
    stage.zapier.everyAnswer('GET /v1/profiles/me', answers.status(status, {}, { 'Retry-After': '0' }));
    await createHttp(nobody)(PROFILE, NO_ERRORS);
    expect(stage.zapier.requests).toHaveLength(1);
  });

  it('is not sent again when its connection dies', async () => {
    stage.zapier.nextAnswers('GET /v1/profiles/me', answers.dropConnection('before'));
    await expect(createHttp(nobody)(PROFILE)).rejects.toThrow();
    expect(stage.zapier.requests).toHaveLength(1);
  });

  it('ends before Chromium ends the worker that waits for it', () => {
    expect(REQUEST_TIMEOUT_MS).toBeLessThan(30_000);
  });
});
