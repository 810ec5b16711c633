import { describe, expect, it } from 'vitest';
import { answers } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

const stage = useStage();

const HUBSPOT = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';

async function ask(appId = HUBSPOT) {
  const { store, zapier } = stage.services();
  const { accountId } = await stage.signIn(store);
  return zapier.connectLink(accountId, appId);
}

describe("the link to an app's connect page", () => {
  it("asks for the link by the app's id every time", async () => {
    expect(await ask()).toMatchObject({ ok: true, value: expect.stringMatching(/^https:\/\/zapier\.com\/engine\//) });
    expect(stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => query)).toEqual([{ ids: HUBSPOT }]);
    stage.zapier.connectLink('HubSpot', 'https://zapier.com/another');
    expect(await ask()).toEqual({ ok: true, value: 'https://zapier.com/another' });
  });

  it('returns null for an app that needs no connection, and undefined for one not listed', async () => {
    stage.zapier.connectLink('HubSpot', null);
    expect(await ask()).toEqual({ ok: true, value: null });
    expect(await ask('00000000-0000-4000-8000-000000000000')).toEqual({ ok: true, value: undefined });
  });

  it("reads the link from an answer wrapped in an array, and never another app's", async () => {
    const app = (id: string, link: unknown) => ({ id, links: { connect_new_authentication: link } });
    const body = [{ data: [app('other', 'https://zapier.com/other'), app(HUBSPOT, 'https://zapier.com/mine')] }];
    stage.zapier.nextAnswers('GET /v2/apps', answers.status(200, body));
    expect(await ask()).toEqual({ ok: true, value: 'https://zapier.com/mine' });
    stage.zapier.nextAnswers('GET /v2/apps', answers.status(200, { data: [app(HUBSPOT, 7), { id: HUBSPOT }] }));
    expect(await ask()).toEqual({ ok: true, value: undefined });
  });

  it('finds the link of an app whose id is in capitals', async () => {
    const app = { id: HUBSPOT.toUpperCase(), links: { connect_new_authentication: 'https://zapier.com/mine' } };
    stage.zapier.nextAnswers('GET /v2/apps', answers.status(200, { data: [app] }));
    expect(await ask()).toEqual({ ok: true, value: 'https://zapier.com/mine' });
  });

  it('returns no link after a refusal', async () => {
    stage.zapier.nextAnswers('GET /v2/apps', answers.forbidden('No.'));
    expect(await ask()).toMatchObject({ ok: false, failure: { code: 'refused', status: 403 } });
  });
});
