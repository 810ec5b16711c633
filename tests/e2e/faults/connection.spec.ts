import { answers } from '../../zapier/zapier';
import { expect, test } from '../harness/test';
import { connect, expectOutcome, letHalfAMinutePass, openFilledForm, testFault } from './fault';
import { addRow } from './table';

const POST = 'POST /v2/authentications';
const step = 'the connection to Zapier';

testFault({
  ...{ step, name: 'dies before the effect; it is fresh' },
  ...{ told: 'Not sure', made: 0, posts: 1, later: { told: 'Not connected', made: 0, posts: 1 } },
  isFresh: true,
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('before')),
});

testFault({
  ...{ step, name: 'dies after the effect; it is fresh' },
  ...{ told: 'Connected, found in the list', made: 1, posts: 1 },
  isFresh: true,
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('after')),
});

testFault({
  ...{ step, name: 'dies before the effect; it was used before, and the browser sends again' },
  ...{ told: 'Connected', made: 1, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('before')),
});

testFault({
  ...{ step, name: 'dies after the effect; it was used before, and the browser sends again' },
  ...{ told: 'Connected, more than once', made: 2, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('after')),
});

testFault({
  ...{ step, name: 'dies before the effect, and so does the one on which the browser sends again' },
  ...{ told: 'Not sure', made: 0, posts: 2, later: { told: 'Not connected', made: 0, posts: 2 } },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('before'), answers.dropConnection('before')),
});

testFault({
  ...{ step, name: 'dies after the effect, and so does the one on which the browser sends again' },
  ...{ told: 'Connected, more than once', made: 2, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.dropConnection('after'), answers.dropConnection('after')),
});

test(`${step}: stalls beyond every time limit, and then takes effect`, async ({ actions, extension, zapier }) => {
  const popup = await openFilledForm(actions);
  const hold = zapier.hold(POST);
  await connect(popup);
  const parts = { popup, extension, zapier };
  await expectOutcome(parts, { told: 'Not sure', made: 0, posts: 1 });
  hold.release();
  await expect.poll(() => zapier.connections.length).toBe(1);
  await letHalfAMinutePass(extension);
  const later = { told: 'Connected, found in the list', made: 1, posts: 1 } as const;
  await expectOutcome(parts, later);
  const fault = 'stalls beyond every time limit, and then takes effect';
  addRow(test.info(), { step, fault, first: 'Not sure', ...later });
});
