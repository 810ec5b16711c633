import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { learntFrom } from '../../../../lib/background/set-up-check/learnt';
import { createSetUpCheck } from '../../../../lib/background/set-up-check/set-up-check';
import { EMPTY_DRAFT, writeDraft } from '../../../../lib/shared/draft';
import { type Powers, SET_UP_ACCOUNT, setUpCheckItem } from '../../../../lib/shared/set-up-check';
import { ACME_CRM, answers, type ZapierStandIn } from '../../../zapier/zapier';
import { useSignIn } from '../sign-in/sign-in-stage';

const { stage, setUp } = useSignIn();

const CREATE = 'POST /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';
const KEY = 'acme_live_4711';

/** Hands the form of Acme CRM over, has what Zapier allows tried, and returns what was found. */
async function explored(begin: (zapier: ZapierStandIn) => void = () => undefined) {
  stage.config = { ...stage.config, apps: [ACME_CRM] };
  const services = setUp();
  const learn = vi.fn(async () => undefined);
  const check = createSetUpCheck({ ...services, config: async () => stage.config, learn, now: () => stage.now });
  const draft = { ...EMPTY_DRAFT, secretIds: ['api_key'] };
  await writeDraft(SET_UP_ACCOUNT, ACME_CRM.app, draft, { values: { api_key: KEY }, editedAt: stage.now });
  begin(stage.zapier);
  await check.run({ app: '', explore: ACME_CRM.app });
  return { powers: (await setUpCheckItem.getValue()).powers, learn };
}

const keysSent = () =>
  stage.zapier.requestsTo(CREATE).map(({ rawBody }) => JSON.parse(rawBody).data.authentication_fields);

describe('what Zapier allows', () => {
  it('is that a false key is taken, where Zapier does not check keys, and that connections are deleted', async () => {
    const { powers, learn } = await explored();
    const found = { title: 'Acme CRM', keys: 'not-checked', deletion: 'allowed', left: [], failure: null };
    expect(powers).toEqual({ is: 'done', ...found });
    expect(learn).toHaveBeenCalledExactlyOnceWith(ACME_CRM.app, expect.objectContaining(found));
    expect(keysSent()).toEqual([{ api_key: expect.stringMatching(/^false-/) }, { api_key: KEY }]);
    expect(stage.zapier.connections).toEqual([]);
  });

  it('is that a false key is refused, where Zapier checks keys', async () => {
    const { powers } = await explored((zapier) => zapier.validKey(KEY));
    expect(powers).toMatchObject({ keys: 'checked', deletion: 'allowed', failure: null });
    expect(stage.zapier.connections).toEqual([]);
  });

  it('cannot be told where the true key is refused too, in words without the key', async () => {
    const { powers } = await explored((zapier) =>
      zapier.everyAnswer(CREATE, answers.refused(400, `The key ${KEY} is not known.`)),
    );
    expect(powers).toMatchObject({ keys: null, deletion: null, left: [] });
    expect(powers).toMatchObject({ failure: { errors: [{ detail: 'The key ••• is not known.' }] } });
  });

  it('is not tried with the true key where Zapier takes no connection of the app', async () => {
    const { powers } = await explored((zapier) => zapier.everyAnswer(CREATE, answers.forbidden('Not your app.')));
    expect(powers).toMatchObject({ keys: null, failure: { code: 'refused', status: 403 } });
    expect(keysSent()).toEqual([{ api_key: expect.stringMatching(/^false-/) }]);
  });

  it.each([403, 404, 405] as const)('is that nothing is deleted, where Zapier answers %i', async (status) => {
    const { powers } = await explored((zapier) => zapier.deletion(status));
    expect(powers).toMatchObject({ deletion: 'refused', left: stage.zapier.connections.map(({ title }) => title) });
    expect(stage.zapier.connections).toHaveLength(2);
  });

  it('leaves nothing behind of a request whose answer was lost', async () => {
    const { powers } = await explored((zapier) => zapier.nextAnswers(CREATE, answers.dropConnection('after')));
    expect(powers).toMatchObject({ keys: null, deletion: 'allowed', left: [] });
    expect(stage.zapier.connections).toEqual([]);
  });

  it('names what is left where a deletion fails for another reason, which tells nothing of later ones', async () => {
    const { powers } = await explored((zapier) => zapier.everyAnswer(DELETE, answers.serverError()));
    expect(powers).toMatchObject({ deletion: null, left: [expect.any(String), expect.any(String)] });
  });

  it('is found out without the key in any storage afterwards', async () => {
    await explored((zapier) => zapier.nextAuthorization({ error: 'access_denied' }));
    const kept = [await browser.storage.session.get(), await browser.storage.local.get()];
    expect(JSON.stringify(kept)).not.toContain(KEY);
    expect(stage.zapier.requestsTo(CREATE)).toEqual([]);
  });
});

describe('what the configuration keeps', () => {
  const found = (part: Partial<Powers>): Powers => ({
    ...{ title: 'A', keys: null, deletion: null, left: [], failure: null },
    ...part,
  });

  it.each<[string, string, Partial<Powers>, object]>([
    ['an app whose keys are checked', '', { keys: 'checked' }, { checkedApps: 'a' }],
    ['each app once', 'b a', { keys: 'checked' }, { checkedApps: 'b a' }],
    ['no app whose keys are no longer checked', 'b a', { keys: 'not-checked' }, { checkedApps: 'b' }],
    ['that nothing is deleted', '', { deletion: 'refused' }, { deletion: 'refused' }],
    ['nothing that could not be told', 'a', {}, {}],
  ])('is %s', (_what, checkedApps, part, expected) => {
    expect(learntFrom({ checkedApps }, 'a', found(part))).toEqual(expected);
  });
});
