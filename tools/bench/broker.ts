// A refresh through the token broker of examples/ beside one without it: both from the extension's own service worker,
// over TLS to the same stand-in, which plays the broker's host too. The broker runs in the stand-in's process.
import type { Worker } from '@playwright/test';
import { BROKER_URL, REDIRECT_URI, StandInClient, tokensOf } from '../../tests/unit/support/stand-in-client';
import { CLIENT_ID, CONFIDENTIAL_CLIENT_ID, WWW_HOST } from '../../tests/zapier/zapier';
import { OURS } from './browser';
import type { Subject } from './report';

/** How often tokens are refreshed in one browser; with the two that warm up as often as the broker allows a minute. */
const TURNS = 8;
const WARM_UP = 2;

const THROUGH = 'through the token broker';
const WITHOUT = 'without a broker';

/** Where tokens are refreshed, by which client, and the token for the next time. */
interface Way {
  url: string;
  clientId: string;
  refreshToken: string;
}

export const broker: Subject = {
  title: 'Token refresh',
  columns: [THROUGH, WITHOUT],
  statistics: ['median'],
  async measure({ context, origins, zapier }, note) {
    const worker = context.serviceWorkers().find((one) => one.url().startsWith(origins[OURS]));
    if (!worker) throw new Error('The extension has no service worker.');
    zapier.registerRedirectUri(REDIRECT_URI);
    zapier.enableBroker();
    const client = new StandInClient(zapier);
    const signIn = async (url: string, clientId: string): Promise<Way> => {
      const { refresh_token } = tokensOf(await client.token(await client.codeGrant(clientId), url));
      return { url, clientId, refreshToken: refresh_token };
    };
    const ways = {
      [THROUGH]: await signIn(BROKER_URL, CONFIDENTIAL_CLIENT_ID),
      [WITHOUT]: await signIn(`https://${WWW_HOST}/oauth/token/`, CLIENT_ID),
    };
    for (let turn = 0; turn < WARM_UP + TURNS; turn++)
      for (const [who, way] of Object.entries(ways)) {
        const { milliseconds, refreshToken } = await refresh(worker, way);
        way.refreshToken = refreshToken;
        if (turn >= WARM_UP) note('from the request to the tokens', who, milliseconds);
      }
  },
};

/** Refreshes in the extension's service worker. */
function refresh(worker: Worker, way: Way): Promise<{ milliseconds: number; refreshToken: string }> {
  return worker.evaluate(async ({ url, clientId, refreshToken }) => {
    const before = performance.now();
    const answer = await fetch(url, {
      method: 'POST',
      credentials: 'omit',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, client_id: clientId }),
    });
    const tokens = await answer.json();
    if (answer.status !== 200) throw new Error(`The refresh at ${url} got ${answer.status}.`);
    return { milliseconds: performance.now() - before, refreshToken: tokens.refresh_token };
  }, way);
}
