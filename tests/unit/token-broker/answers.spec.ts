import { describe, expect, it } from 'vitest';
import { CLIENT_SECRET } from '../../zapier/zapier';
import { BROKER_URL, ORIGIN, tokensOf } from '../support/stand-in-client';
import { useBroker } from './support/use-broker';

const { standIn, enable, entries, codeGrant, signIn, refresh, post } = useBroker();
const HEALTH_URL = BROKER_URL.replace('/token', '/health');

describe('what the token broker answers', () => {
  it('answers GET /health to anybody, and lets the extension read it', async () => {
    enable();
    expect((await standIn.client.send(HEALTH_URL)).json()).toEqual({ status: 'ok' });
    const answer = await standIn.client.send(HEALTH_URL, { headers: { Origin: ORIGIN } });
    expect(answer.headers['access-control-allow-origin']).toBe(ORIGIN);
    expect(entries()).toMatchObject([
      { kind: 'health', outcome: 'answered', status: 200 },
      { kind: 'health', outcome: 'answered', status: 200 },
    ]);
  });

  it.each([
    ['GET', '/token'],
    ['PUT', '/token'],
    ['POST', '/health'],
    ['POST', '/token/'],
    ['POST', '/oauth/token/'],
    ['GET', '/'],
    ['DELETE', '/anything?code=code-1'],
  ])('answers nothing to %s %s', async (method, path) => {
    enable();
    const answer = await standIn.client.send(new URL(path, BROKER_URL).href, { method, headers: { Origin: ORIGIN } });
    expect([answer.status, answer.text]).toEqual([404, '']);
    expect(entries()).toMatchObject([{ kind: 'other', outcome: 'not found', status: 404 }]);
  });

  it('asks Zapier exactly what the extension asked, and for whom', async () => {
    enable();
    const grant = await codeGrant();
    const answer = await post(new URLSearchParams({ ...grant, scope: 'more', audience: 'x' }).toString());
    expect(answer.status).toBe(200);
    const [asked] = standIn.zapier.requestsTo('POST /oauth/token/');
    expect(asked?.body).toEqual({ ...grant, client_secret: CLIENT_SECRET });
    expect(asked?.headers).not.toHaveProperty('origin');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('keeps the name of a sign-in over its renewals, in the log only', async () => {
    enable();
    const first = await signIn();
    const second = tokensOf(await refresh(first.refresh_token));
    tokensOf(await refresh(second.refresh_token));
    await signIn();
    const families = entries().map(({ family }) => family);
    expect(families).toEqual([families[0], families[0], families[0], expect.not.stringMatching(families[0])]);
    expect(entries().map(({ kind }) => kind)).toEqual(['sign-in', 'refresh', 'refresh', 'sign-in']);
  });

  it('leaves the sealed token in force when Zapier sends no new one', async () => {
    enable();
    const { refresh_token } = await signIn();
    standIn.zapier.omitRefreshToken(true);
    expect((await refresh(refresh_token)).json()).not.toHaveProperty('refresh_token');
    expect((await refresh(refresh_token)).status).toBe(200);
  });
});
