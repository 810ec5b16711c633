// Connecting an app, from the click on Connect until "Connected" is painted, beside a bare `fetch` that posts the same
// body to the same stand-in from the extension's own service worker and reads the answer.
import { expect, type Page, type Worker } from '@playwright/test';
import { type Browser, OURS, signIn } from './browser';
import type { Subject } from './report';

/** How many connections are made in one browser. One before that warms up and is not counted. */
const TURNS = 6;

const FETCH = 'bare fetch';

export const connect: Subject = {
  title: 'Connect',
  columns: [OURS, FETCH],
  statistics: ['median'],
  async measure(browser, note) {
    const page = await signIn(browser);
    const worker = browser.context.serviceWorkers().find((one) => one.url().startsWith(browser.origins[OURS]));
    if (!worker) throw new Error('The extension has no service worker.');
    await page.getByRole('option', { name: /^Acme CRM/ }).click();
    for (let turn = 0; turn <= TURNS; turn++) {
      await page.getByRole('textbox', { name: 'API key' }).fill(`acme_live_${turn}`);
      const ours = await clickConnect(page);
      const bare = await post(browser, worker);
      await page.getByRole('button', { name: 'Same app again' }).click();
      if (turn === 0) continue;
      note('from the click to "Connected"', OURS, ours);
      note('from the click to "Connected"', FETCH, bare);
    }
  },
};

async function clickConnect(page: Page): Promise<number> {
  await page.evaluate(timeClick);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  const milliseconds = await page.evaluate<number>('connected');
  // The background still checks whether the connection was made twice; that must not disturb the bare request.
  const unsettled = "chrome.storage.local.get('journal').then(({ journal }) => Object.keys(journal ?? {}))";
  await expect.poll(() => page.evaluate<string[]>(unsettled), { intervals: [50] }).toEqual([]);
  return milliseconds;
}

/** Runs in the page: `connected` becomes the time from the next click until the receipt is painted. */
function timeClick(): void {
  const isConnected = () => document.querySelector('main')?.textContent?.startsWith('Connected');
  const connected = new Promise((resolve) => {
    const onClick = ({ timeStamp }: Event) =>
      void whenPainted(window, isConnected).then((painted) => resolve(painted - timeStamp));
    addEventListener('click', onClick, { capture: true, once: true });
  });
  Object.assign(globalThis, { connected });
}

/** Posts what the extension has just posted. */
async function post({ zapier }: Browser, worker: Worker): Promise<number> {
  const sent = zapier.requestsTo('POST /v2/authentications').at(-1);
  if (sent?.status !== 201) throw new Error('The extension has created nothing.');
  const { authorization = '', accept = '', 'content-type': type = '' } = sent.headers;
  const headers = { authorization, accept, 'content-type': type };
  const request = { url: `https://${sent.host}${sent.path}`, headers, body: sent.rawBody };
  return worker.evaluate(async ({ url, ...options }) => {
    const before = performance.now();
    const answer = await fetch(url, { method: 'POST', credentials: 'omit', ...options });
    await answer.json();
    if (answer.status !== 201) throw new Error(`The bare POST got ${answer.status}.`);
    return performance.now() - before;
  }, request);
}
