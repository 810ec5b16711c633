import { answers } from '../../zapier/zapier';
import { type Expected, type Fault, testFault } from './fault';

const POST = 'POST /v2/authentications';
const TEN_MEGABYTES = 'x'.repeat(10 * 1024 * 1024);

const refused: Expected = { told: 'Refused', made: 0, posts: 1 };
const absent: Expected = { told: 'Not connected', made: 0, posts: 1 };
const found: Expected = { told: 'Connected, found in the list', made: 1, posts: 1 };
const unsure: Expected = { told: 'Not sure', made: 0, posts: 1 };

const step = 'the answer';

const REFUSALS: [string, ReturnType<typeof answers.refused>][] = [
  ['400 that names a field', answers.refused(400, 'The key is wrong.', '/data/authentication_fields/api_key')],
  ['400 that names none', answers.refused(400, 'Malformed request.')],
  ['403', answers.forbidden()],
  ['404', answers.refused(404, 'App not found.', undefined, 'not_found')],
  ['409, and nothing was made', answers.refused(409, 'There is one already.', undefined, 'conflict')],
];
for (const [name, answer] of REFUSALS)
  testFault({ step, name, ...refused, arrange: (zapier) => zapier.nextAnswers(POST, answer) });

/** Responses that leave the outcome open. Each is tested once with the connection created and once without. */
const LOSSES: [string, ReturnType<typeof answers.refused>, decidedAtOnce: boolean][] = [
  ['500', answers.serverError(), true],
  ['502, a page', answers.htmlPage(502), false],
  ['503', answers.unavailable(0), true],
  ['504, a page', answers.htmlPage(504), false],
  ['201 with a page', answers.htmlPage(201), false],
  ['201 with half of its JSON', answers.truncatedJson(201), false],
  ['201 with ten megabytes', answers.status(201, TEN_MEGABYTES), false],
  ['201 without a body', answers.status(201), false],
  ['201 with a list of nothing, as plain text', answers.wrongContentType(201), false],
  ['a redirect', answers.redirect('https://zapier.com/elsewhere'), false],
];
for (const [name, answer, decidedAtOnce] of LOSSES) {
  const withoutEffect: Fault = {
    ...{ step, name: `${name}, and nothing was made` },
    ...(decidedAtOnce ? absent : { ...unsure, later: absent }),
    arrange: (zapier) => zapier.nextAnswers(POST, answer),
  };
  testFault(withoutEffect);
  testFault({
    ...{ step, name: `${name}, and the connection was made` },
    ...found,
    arrange: (zapier) => zapier.nextAnswers(POST, { ...answer, commit: true }),
  });
}

testFault({
  ...{ step, name: '409, and the connection was made' },
  ...found,
  arrange: (zapier) => zapier.nextAnswers(POST, { ...answers.refused(409, 'There is one already.'), commit: true }),
});

testFault({
  ...{ step, name: '429, sent again after the pause', told: 'Connected', made: 1, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.tooManyRequests(1)),
});

testFault({
  ...{ step, name: '401, sent again with a new token', told: 'Connected', made: 1, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.unauthorized()),
});

testFault({
  ...{ step, name: '401 to a new token too', told: 'Refused', made: 0, posts: 2 },
  arrange: (zapier) => zapier.nextAnswers(POST, answers.unauthorized(), answers.unauthorized()),
});
