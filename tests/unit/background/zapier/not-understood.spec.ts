import { describe, expect, it } from 'vitest';
import { findingsItem } from '../../../../lib/shared/findings';
import { ACME_CRM, answers } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

const stage = useStage();

const KEY = 'acme_live_7f3a';
const POST = 'POST /v2/authentications';

/** Returns what the diagnostics say of an answer to a request that sends a key. */
async function beginningOf(body: string, key = KEY): Promise<unknown> {
  const { zapier, store } = stage.services();
  const { accountId } = await stage.signIn(store);
  stage.zapier.nextAnswers(POST, { status: 201, body });
  const fields = { api_key: key, pin: '87654321' };
  await zapier.createAuthentication(accountId, { title: 'A', app: ACME_CRM.app, authentication_fields: fields });
  const [finding] = await findingsItem.getValue();
  return finding?.code === 'not-understood' ? finding.beginning : finding;
}

describe('the diagnostics of an answer that was not understood', () => {
  it('name the request, the status and what came instead of data', async () => {
    const { zapier, store } = stage.services();
    const { accountId } = await stage.signIn(store);
    stage.zapier.nextAnswers('GET /v2/authentications', answers.htmlPage(200));
    await zapier.connectionsPage({ accountId, appId: ACME_CRM.app }, 0, 'awaited');
    expect(await findingsItem.getValue()).toMatchObject([
      { code: 'not-understood', key: 'GET /v2/authentications', status: 200, got: 'page' },
    ]);
  });

  it.each([
    ['a page by its words', '<html><style>p{}</style><body><h1>Please log in</h1></body>', 'Please log in'],
    ['JSON by its shape', '{"data":[{"id":null,"title":"Acme GmbH"}]}', '{"data":[{"id":null,"title":"…"}]}'],
    ['JSON with its reason', '{"message":"Upstream is down"}', '{"message":"Upstream is down"}'],
    ['what is neither by its text', 'OK then', 'OK then'],
  ])('show %s', async (_what, body, beginning) => {
    expect(await beginningOf(body)).toBe(beginning);
  });

  it('show at most 200 characters', async () => {
    expect(await beginningOf('words '.repeat(1000))).toHaveLength(200);
  });

  it.each([
    ['a credential that was sent, in a page', `<p>Wrong key ${KEY}!</p>`],
    ['a credential that was sent, in the reason', `{"message":"Wrong key ${KEY}"}`],
    ['a credential of digits, repeated as a number', '{"key":87654321}'],
    ['a credential that was sent, cut off at the end', `${'word '.repeat(37)}aaaa ${KEY}`],
    ['a long key that was not sent', `<p>${KEY}0123456789abcdef</p>`],
    ['an e-mail address', '<p>Signed in as maria@acme_live.example</p>'],
  ])('leave out %s', async (_what, body) => {
    expect(await beginningOf(body)).not.toMatch(/acme_live|87654321/);
  });

  it('leave out a credential that was sent, when it is encoded', async () => {
    expect(await beginningOf('<p>Wrong: pass+word%2F%c3%bc</p>', 'pass word/ü')).toBe('Wrong: …');
    expect(await beginningOf(`<p>Wrong: ${btoa('pass word')}</p>`, 'pass word')).toBe('Wrong: …');
  });
});
