import { ACME_CRM, answers, type Endpoint } from '../../zapier/zapier';
import { expect, test } from '../harness/test';
import { API_KEY, connect, expectOutcome, openFilledForm, testFault } from './fault';
import { addRow } from './table';

const POST = 'POST /v2/authentications';
const TOKEN: Endpoint = 'POST /oauth/token/';

const step = 'the renewal of the token';

testFault({
  ...{ step, name: 'is refused', told: 'Sign-in ended', made: 0, posts: 1 },
  arrange(zapier) {
    zapier.expireAccessTokens();
    zapier.revokeRefreshTokens();
  },
});

testFault({
  ...{ step, name: 'loses its connection before it takes effect', told: 'Not sent', made: 0, posts: 1 },
  arrange(zapier) {
    zapier.expireAccessTokens();
    zapier.everyAnswer(TOKEN, answers.dropConnection('before'));
  },
});

testFault({
  ...{ step, name: 'answers 500', told: 'Not sent', made: 0, posts: 1 },
  arrange(zapier) {
    zapier.expireAccessTokens();
    zapier.everyAnswer(TOKEN, answers.status(500, { error: 'server_error' }));
  },
});

testFault({
  ...{ step, name: 'answers with a page', told: 'Not understood', made: 0, posts: 1 },
  arrange(zapier) {
    zapier.expireAccessTokens();
    zapier.everyAnswer(TOKEN, answers.htmlPage(200));
  },
});

test(`${step}: loses its answer, and the old token is dead`, async ({ actions, extension, zapier }) => {
  zapier.keepAlive(false);
  const popup = await openFilledForm(actions);
  zapier.expireAccessTokens();
  zapier.nextAnswers(TOKEN, answers.dropConnection('after'));
  await connect(popup);
  const parts = { popup, extension, zapier };
  await expectOutcome(parts, { told: 'Not sent', made: 0, posts: 1 });
  await popup.getByRole('button', { name: 'Send again' }).click();
  const later = { told: 'Sign-in ended', made: 0, posts: 2 } as const;
  await expectOutcome(parts, later);
  const fault = 'loses its answer, and the old token is dead; Send again';
  addRow(test.info(), { step, fault, first: 'Not sent', ...later });
});

test('the list before the request: cannot be had, and nothing is sent', async ({ actions, extension, zapier }) => {
  zapier.everyAnswer('GET /v2/authentications', answers.dropConnection('before'));
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill(API_KEY);
  await connect(popup);
  const outcome = { told: 'Waits', made: 0, posts: 0 } as const;
  await expectOutcome({ popup, extension, zapier }, outcome);
  const fault = 'cannot be had, and nothing is sent';
  addRow(test.info(), { step: 'the list before the request', fault, first: outcome.told, ...outcome });
});

test('the list before the request: is refused, and the answer to the request is lost', async ({
  actions,
  extension,
  zapier,
}) => {
  zapier.everyAnswer('GET /v2/authentications', answers.forbidden());
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill(API_KEY);
  zapier.nextAnswers(POST, { ...answers.serverError(), commit: true });
  await connect(popup);
  const parts = { popup, extension, zapier };
  await expectOutcome(parts, { told: 'Not sure', made: 1, posts: 1 });
  zapier.everyAnswer('GET /v2/authentications', null);
  await popup.getByRole('button', { name: 'Check again' }).click();
  // Without the earlier list, a connection of this name may be the new one or not.
  await expect(popup.getByRole('alert')).toContainText('which may be it');
  const later = { told: 'Not sure', made: 1, posts: 1 } as const;
  await expectOutcome(parts, later);
  const fault = 'is refused, and the answer to the request is lost';
  addRow(test.info(), { step: 'the list before the request', fault, first: 'Not sure', ...later });
});

test('the agent: signs out while the request is in flight', async ({ actions, extension, zapier }) => {
  const popup = await openFilledForm(actions);
  const hold = zapier.hold(POST);
  await connect(popup);
  await hold.arrived;
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();
  await popup.getByRole('button', { name: 'Sign out anyway' }).click();
  await expect(popup.getByRole('button', { name: 'Sign in to Zapier' })).toBeVisible();
  hold.release();
  await expect(popup.getByText(/“.+” was connected\./)).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
  const everything = async () =>
    JSON.stringify([await extension.readStorage('local'), await extension.readStorage('session')]);
  expect(await everything()).not.toContain(API_KEY);
  const outcome = { told: 'connected, to be seen when the account comes back', made: 1, posts: 1 };
  const fault = 'signs out while the request is in flight';
  addRow(test.info(), { step: 'the agent', fault, first: outcome.told, ...outcome });
});
