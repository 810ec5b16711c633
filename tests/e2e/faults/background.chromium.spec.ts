import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID, type Endpoint, type ZapierStandIn } from '../../zapier/zapier';
import type { Extension } from '../harness/extension';
import { expect, test } from '../harness/test';
import { connect, type Expected, expectOutcome, expectTold, letHalfAMinutePass, openFilledForm } from './fault';
import { addRow } from './table';

const POST: Endpoint = 'POST /v2/authentications';
const GET: Endpoint = 'GET /v2/authentications';
const step = 'the background is stopped';

interface Parts {
  popup: Page;
  extension: Extension;
  zapier: ZapierStandIn;
}

interface Stop {
  name: string;
  /** Brings the order to the point where the background is to be stopped, and stops it. */
  stop(parts: Parts): Promise<void>;
  outcome: Expected;
}

/** Makes the form's list of connections too old, so that it is read again before anything is sent. */
const forgetList = (extension: Extension) =>
  extension.evaluate(async (browser) => {
    const kept = await browser.storage.session.get();
    const lists = Object.entries(kept).filter(([key]) => key.startsWith('connections/'));
    await browser.storage.session.set(
      Object.fromEntries(lists.map(([key, list]) => [key, { ...(list as object), listedAt: 0 }])),
    );
  });

/** Clicks Connect, and stops the background while the stand-in holds the endpoint's next request. */
async function stopAt(endpoint: Endpoint, { popup, extension, zapier }: Parts, when?: 'before' | 'after') {
  const hold = zapier.hold(endpoint, when);
  await connect(popup);
  await hold.arrived;
  await extension.stopBackground();
  hold.release();
}

/** Clicks Connect, and stops the background at the first statement that handles the response. */
async function endAtAnswer({ popup, extension, zapier }: Parts) {
  const hold = zapier.hold(POST, 'after');
  await connect(popup);
  await hold.arrived;
  const end = await extension.haltBackground();
  hold.release();
  await end();
}

const STOPS: Stop[] = [
  {
    name: 'before Connect',
    async stop({ popup, extension }) {
      await extension.stopBackground();
      await connect(popup);
    },
    outcome: { told: 'Connected', made: 1, posts: 1 },
  },
  {
    name: 'before the request leaves',
    async stop(parts) {
      await forgetList(parts.extension);
      await stopAt(GET, parts);
    },
    outcome: { told: 'Connected', made: 1, posts: 1 },
  },
  {
    name: 'while the request is in flight, and it takes no effect',
    async stop(parts) {
      parts.zapier.nextAnswers(POST, answers.dropConnection('before'));
      await stopAt(POST, parts);
    },
    outcome: { told: 'Not connected', made: 0, posts: 1 },
  },
  {
    name: 'while the request is in flight, and it takes effect',
    async stop(parts) {
      await stopAt(POST, parts);
      await expect.poll(() => parts.zapier.connections.length).toBe(1);
    },
    outcome: { told: 'Connected, found in the list', made: 1, posts: 1 },
  },
  {
    name: 'while the answer is on its way',
    stop: (parts) => stopAt(POST, parts, 'after'),
    outcome: { told: 'Connected, found in the list', made: 1, posts: 1 },
  },
  {
    name: 'after the answer, and before that is stored',
    stop: endAtAnswer,
    outcome: { told: 'Connected, found in the list', made: 1, posts: 1 },
  },
  {
    name: 'after a refusal, and before that is stored',
    async stop(parts) {
      parts.zapier.nextAnswers(POST, answers.refused(400, 'Malformed request.'));
      await endAtAnswer(parts);
    },
    outcome: { told: 'Not connected', made: 0, posts: 1 },
  },
  {
    name: 'after the connection was told, and before the list is read once more',
    stop: (parts) => stopAt(GET, parts),
    outcome: { told: 'Connected', made: 1, posts: 1 },
  },
  {
    name: 'while the list is read because the answer was lost',
    async stop(parts) {
      parts.zapier.nextAnswers(POST, { ...answers.serverError(), commit: true });
      await stopAt(GET, parts);
    },
    outcome: { told: 'Connected, found in the list', made: 1, posts: 1 },
  },
  {
    name: 'while it is not sure',
    async stop({ popup, extension, zapier }) {
      zapier.nextAnswers(POST, answers.dropConnection('before'), answers.dropConnection('before'));
      await connect(popup);
      await expectTold(popup, 'Not sure');
      await extension.stopBackground();
    },
    outcome: { told: 'Not connected', made: 0, posts: 2 },
  },
  {
    name: 'while the order waits for the end of a pause',
    async stop({ popup, extension, zapier }) {
      zapier.nextAnswers(POST, answers.tooManyRequests(2));
      await connect(popup);
      await expectTold(popup, 'Waits');
      await extension.stopBackground();
    },
    outcome: { told: 'Connected', made: 1, posts: 2 },
  },
];

for (const { name, stop, outcome } of STOPS)
  test(`${step}: ${name}`, async ({ actions, extension, zapier }) => {
    const popup = await openFilledForm(actions);
    const parts = { popup, extension, zapier };
    await stop(parts);
    // If nobody opens the popup, the alarm set before restarts the background.
    await expect(async () => {
      await letHalfAMinutePass(extension);
      await expectTold(popup, outcome.told);
    }).toPass();
    await expectOutcome(parts, outcome);
    addRow(test.info(), { step, fault: name, first: outcome.told, ...outcome });
  });

test(`${step}: by the browser’s end, while the request is in flight; the tokens go with it`, async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await openFilledForm(actions);
  const hold = zapier.hold(POST);
  await connect(popup);
  await hold.arrived;
  await extension.restart();
  hold.release();
  await expect.poll(() => zapier.connections.length).toBe(1);

  const reopened = await actions.openPopup();
  await expect(reopened.getByText(/It is not known yet whether “.+” was made/)).toBeVisible();
  await actions.signIn(reopened);
  await reopened.getByRole('option', { name: /^Acme CRM/ }).click();
  const outcome = { told: 'Connected, found in the list', made: 1, posts: 1 } as const;
  await expectOutcome({ popup: reopened, extension, zapier }, outcome);
  const fault = 'by the browser’s end, while the request is in flight; the tokens go with it';
  addRow(test.info(), { step, fault, first: outcome.told, ...outcome });
});

test(`${step}: by the browser’s end, while the request is in flight; the agent stays signed in`, async ({
  actions,
  extension,
  zapier,
}) => {
  const popup = await openFilledForm(actions);
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], staySignedIn: true });
  const isKept = async () => 'tokens' in (await extension.readStorage('local'));
  await expect.poll(isKept, { message: 'the agent stays signed in' }).toBe(true);
  zapier.nextAnswers(POST, answers.dropConnection('before'));
  const hold = zapier.hold(POST);
  await connect(popup);
  await hold.arrived;
  await extension.restart();
  hold.release();

  const reopened = await actions.openPopup();
  await reopened.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(async () => {
    await letHalfAMinutePass(extension);
    await expectTold(reopened, 'Not connected');
  }).toPass();
  expect(zapier.connections).toEqual([]);
  expect(zapier.requestsTo(POST)).toHaveLength(1);
  const fault = 'by the browser’s end, while the request is in flight; the agent stays signed in';
  addRow(test.info(), { step, fault, first: 'Not connected', told: 'Not connected', made: 0, posts: 1 });
});
