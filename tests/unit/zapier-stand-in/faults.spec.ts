import { describe, expect, it, vi } from 'vitest';
import { answers } from '../../zapier/zapier';
import type { ClientAnswer } from '../support/stand-in-client';
import { AUTHENTICATIONS, newConnection, refusal, useStandIn } from './stand-in';

const standIn = useStandIn();

describe('scripted faults', () => {
  it('gives scripted answers in order, then its own', async () => {
    const { access_token } = await standIn.client.tokens();
    standIn.zapier.nextAnswers(
      'GET /v1/profiles/me',
      answers.serverError(),
      answers.tooManyRequests(7),
      answers.htmlPage(),
    );
    const seen: ClientAnswer[] = [];
    for (const _ of [1, 2, 3, 4]) seen.push(await standIn.client.api('/v1/profiles/me', access_token));
    expect(seen.map(({ status }) => status)).toEqual([500, 429, 504, 200]);
    expect(seen[0]?.json()).toMatchObject(refusal(500, 'error', null));
    expect(seen[1]?.headers['retry-after']).toBe('7');
    expect(seen[2]?.headers['content-type']).toContain('text/html');
  });

  it('drops a connection before or after the request takes effect', async () => {
    const { access_token } = await standIn.client.tokens();
    const post = () => standIn.client.api('/v2/authentications', access_token, newConnection());
    standIn.zapier.nextAnswers(AUTHENTICATIONS, answers.dropConnection('before'), answers.dropConnection('after'));
    await expect(post()).rejects.toThrow();
    expect(standIn.zapier.connections).toHaveLength(0);
    await expect(post()).rejects.toThrow();
    expect(standIn.zapier.connections).toHaveLength(1);
    expect(standIn.zapier.requestsTo(AUTHENTICATIONS).map(({ status }) => status)).toEqual([null, null]);
  });

  it('lets a request take effect behind an error', async () => {
    const { access_token } = await standIn.client.tokens();
    standIn.zapier.nextAnswers(AUTHENTICATIONS, { ...answers.htmlPage(), commit: true });
    expect((await standIn.client.api('/v2/authentications', access_token, newConnection())).status).toBe(504);
    expect(standIn.zapier.connections).toHaveLength(1);
  });

  it('holds a request until it is released', async () => {
    const { access_token } = await standIn.client.tokens();
    const hold = standIn.zapier.hold(AUTHENTICATIONS);
    const answer = standIn.client.api('/v2/authentications', access_token, newConnection());
    const record = await hold.arrived;
    expect([record.status, standIn.zapier.connections.length]).toEqual([null, 0]);
    const other = await standIn.client.api('/v1/profiles/me', access_token);
    hold.release();
    expect([(await answer).status, other.status]).toEqual([201, 200]);
    const [profile] = standIn.zapier.requestsTo('GET /v1/profiles/me');
    expect(profile?.answeredAt).toBeLessThan(record.answeredAt ?? 0);
  });

  it('notices that the client hung up', async () => {
    const hold = standIn.zapier.hold('GET /v1/profiles/me');
    const abort = new AbortController();
    const answer = standIn.client.send('https://api.zapier.com/v1/profiles/me', { signal: abort.signal });
    const record = await hold.arrived;
    const refused = expect(answer).rejects.toThrow('aborted');
    abort.abort();
    await refused;
    await vi.waitUntil(() => record.aborted);
    hold.release();
  });

  it('drops held requests when it is reset', async () => {
    const { access_token } = await standIn.client.tokens();
    const hold = standIn.zapier.hold(AUTHENTICATIONS);
    const answer = standIn.client.api('/v2/authentications', access_token, newConnection());
    await hold.arrived;
    const dropped = expect(answer).rejects.toThrow();
    standIn.zapier.reset();
    await dropped;
    expect(standIn.zapier.connections).toEqual([]);
  });

  it('gives every request the same answer until told to stop', async () => {
    const { access_token } = await standIn.client.tokens();
    standIn.zapier.everyAnswer('GET /v2/apps', answers.unavailable());
    for (const _ of [1, 2]) expect((await standIn.client.api('/v2/apps', access_token)).status).toBe(503);
    standIn.zapier.everyAnswer('GET /v2/apps', null);
    expect((await standIn.client.api('/v2/apps', access_token)).status).toBe(200);
  });

  it('closes the connection after each answer when told to keep none alive', async () => {
    standIn.zapier.keepAlive(false);
    expect((await standIn.client.send('https://zapier.com/app/logout')).headers.connection).toBe('close');
  });
});
