import type { Page, Worker } from '@playwright/test';
import { ACME_CRM, MARIA } from '../zapier/zapier';
import { everyMessage } from './every-message';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

// Another extension. It lets zapier.com connect to it, so that pages there have the API for messages.
test.use({
  neighbour: {
    'manifest.json': JSON.stringify({
      manifest_version: 3,
      name: 'A neighbour',
      version: '1',
      background: { service_worker: 'worker.js' },
      externally_connectable: { matches: ['https://zapier.com/*'] },
    }),
    'worker.js': 'chrome.runtime.onMessageExternal.addListener(() => {});',
  },
});

/** The part of Chromium's API that outsiders use. */
interface Runtime {
  runtime: {
    lastError?: { message: string };
    sendMessage(id: string, message: object): Promise<unknown>;
    connect(id: string): { onDisconnect: { addListener(listener: () => void): void } };
  };
}

/** Tries to reach the extension as an outsider and returns the outcomes. Runs in the browser, in a page or a worker. */
async function trespass({ id, messages }: { id: string; messages: object[] }) {
  const { runtime } = (globalThis as unknown as { chrome: Runtime }).chrome;
  const words = (error: unknown) => String(error);
  const answers = await Promise.all(messages.map((message) => runtime.sendMessage(id, message).catch(words)));
  const port = await new Promise<string>((resolve) => {
    // Chromium logs `lastError` to the console unless it is read.
    runtime.connect(id).onDisconnect.addListener(() => resolve(String(runtime.lastError?.message)));
  });
  const files = await Promise.all(
    ['popup.html', 'background.js', 'icon/16.png'].map((path) =>
      fetch(`chrome-extension://${id}/${path}`).then(() => path, words),
    ),
  );
  return { answers: [...new Set(answers)], port, files: [...new Set(files)] };
}

const NOTHING = {
  answers: ['Error: Could not establish connection. Receiving end does not exist.'],
  port: 'Could not establish connection. Receiving end does not exist.',
  files: ['TypeError: Failed to fetch'],
};

const everythingOf = async (extension: Extension) => [
  await extension.readStorage('local'),
  await extension.readStorage('session'),
];

let popup: Page;

test.beforeEach(async ({ actions }) => {
  popup = await actions.openForm(ACME_CRM);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
});

test('another extension gets no answer, port or file from the extension and changes nothing', async ({
  context,
  extension,
  zapier,
}) => {
  const isNeighbour = (worker: Worker) => !worker.url().startsWith(extension.origin);
  const worker =
    context.serviceWorkers().find(isNeighbour) ??
    (await context.waitForEvent('serviceworker', { predicate: isNeighbour }));
  const messages = everyMessage({ accountId: String(MARIA.id), appId: ACME_CRM.app });
  const [before, sent] = [await everythingOf(extension), zapier.requests.length];
  expect(await worker.evaluate(trespass, { id: extension.id, messages })).toEqual(NOTHING);
  expect(await everythingOf(extension)).toEqual(before);
  expect(zapier.requests).toHaveLength(sent);
});

test('a web page gets no answer, port or file from the extension and changes nothing', async ({
  context,
  extension,
  zapier,
}) => {
  const page = await context.newPage();
  await page.goto('https://zapier.com/app/assets/connections');
  const messages = everyMessage({ accountId: String(MARIA.id), appId: ACME_CRM.app });
  const [before, sent] = [await everythingOf(extension), zapier.requests.length];
  expect(await page.evaluate(trespass, { id: extension.id, messages })).toEqual(NOTHING);
  expect(await everythingOf(extension)).toEqual(before);
  expect(zapier.requests).toHaveLength(sent);
});

test('Chromium reports no errors in the manifest', async ({ context, extension }) => {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  const said = await page.evaluate((id) => {
    const { developerPrivate } = (globalThis as unknown as { chrome: { developerPrivate: Developer } }).chrome;
    return developerPrivate.getExtensionInfo(id).then(({ manifestErrors }) => manifestErrors);
  }, extension.id);
  expect(said).toEqual([]);
});

interface Developer {
  getExtensionInfo(id: string): Promise<{ manifestErrors: unknown[] }>;
}
