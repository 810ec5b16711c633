import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { learntFrom } from '../../../../lib/background/set-up-check/learnt';
import { createSetUpCheck } from '../../../../lib/background/set-up-check/set-up-check';
import type { AppDefinition, AuthField } from '../../../../lib/shared/definitions/definition';
import { type Draft, EMPTY_DRAFT, writeDraft } from '../../../../lib/shared/draft';
import { type Powers, SET_UP_ACCOUNT, setUpCheckItem } from '../../../../lib/shared/set-up-check';
import { ACME_CRM, type Answer, answers, MARIA, type ZapierStandIn } from '../../../zapier/zapier';
import { useSignIn } from '../sign-in/sign-in-stage';

const { stage, browse, setUp } = useSignIn();

const CREATE = 'POST /v2/authentications';
const DELETE = 'DELETE /v2/authentications/{authentication_id}';
const KEY = 'acme_live_4711';

interface Given {
  definition?: AppDefinition;
  draft?: Partial<Draft>;
  secrets?: Record<string, string>;
  /** Id of the account that was shown before. */
  shown?: string;
}

/** Hands the form of Acme CRM over, has what Zapier allows tried, and returns what was found. */
async function explored(
  begin: (zapier: ZapierStandIn) => void = () => undefined,
  { definition = ACME_CRM, draft = {}, secrets = { api_key: KEY }, shown = String(MARIA.id) }: Given = {},
) {
  stage.config = { ...stage.config, apps: [definition] };
  const services = setUp();
  const learn = vi.fn(async () => undefined);
  const check = createSetUpCheck({ ...services, config: async () => stage.config, learn, now: () => stage.now });
  const editedAt = Object.keys(secrets).length > 0 ? stage.now : 0;
  const typed = { ...EMPTY_DRAFT, secretIds: Object.keys(secrets), ...draft };
  await writeDraft(SET_UP_ACCOUNT, definition.app, typed, { values: secrets, editedAt });
  begin(stage.zapier);
  await check.run({ app: '', explore: { appId: definition.app, accountId: shown } });
  return { powers: (await setUpCheckItem.getValue()).powers, learn, window: services.window };
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

  it.each([403, 405] as const)('is that nothing is deleted, where Zapier answers %i', async (status) => {
    const { powers } = await explored((zapier) => zapier.deletion(status));
    expect(powers).toMatchObject({ deletion: 'refused', left: stage.zapier.connections.map(({ title }) => title) });
    expect(stage.zapier.connections).toHaveLength(2);
  });

  it.each<[string, Answer[], Powers['deletion'], number]>([
    ['that one is not there yet', [answers.status(404)], 'allowed', 1],
    ['that neither is there yet', [answers.status(404), answers.status(404)], null, 2],
    ['one with a problem', [answers.serverError()], 'allowed', 1],
    ['both with a problem', [answers.serverError(), answers.serverError()], null, 2],
    ['with a pause', [answers.tooManyRequests(), answers.tooManyRequests()], null, 2],
    ['with a page', [answers.htmlPage(200), answers.htmlPage(200)], null, 2],
    ['that one is forbidden', [answers.forbidden('Not yours.')], null, 1],
    ['that one is forbidden and with a problem', [answers.forbidden('Not yours.'), answers.serverError()], null, 2],
  ])('tells no refusal of a deletion that Zapier answers %s', async (_what, given, deletion, left) => {
    const { powers } = await explored((zapier) => zapier.nextAnswers(DELETE, ...given));
    expect(powers).toMatchObject({ deletion, left: expect.objectContaining({ length: left }) });
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

describe('the trial of what Zapier allows', () => {
  it.each([
    ['no account', ''],
    ['another account', '4711'],
  ])('stops before anything is created where %s was shown, and goes on once it is', async (_what, shown) => {
    const { powers, learn } = await explored(undefined, { shown });
    expect(powers).toEqual({ is: 'asks', accountId: String(MARIA.id), email: MARIA.email });
    expect(keysSent()).toEqual([]);
    expect(learn).not.toHaveBeenCalled();
    expect(await browser.storage.session.get()).not.toHaveProperty(`secrets/${SET_UP_ACCOUNT}/${ACME_CRM.app}`);
    expect((await explored(undefined, { shown: String(MARIA.id) })).powers).toMatchObject({ is: 'done' });
  });

  it('creates nothing where it cannot be read whose account it is', async () => {
    const { powers } = await explored((zapier) =>
      zapier.everyAnswer('GET /v1/profiles/me', answers.forbidden('Not yours.')),
    );
    expect(powers).toEqual({ is: 'not-tried', why: 'no-account' });
    expect(keysSent()).toEqual([]);
  });

  it.each<[string, (zapier: ZapierStandIn) => void]>([
    ['the sign-in is denied', (zapier) => zapier.nextAuthorization({ error: 'access_denied' })],
    ['the code brings no tokens', (zapier) => zapier.everyAnswer('POST /oauth/token/', answers.serverError())],
  ])('says that nothing was tried where %s', async (_what, begin) => {
    expect((await explored(begin)).powers).toEqual({ is: 'not-tried', why: 'no-sign-in' });
  });

  const { app, title } = ACME_CRM;
  const withFields = (...fields: AuthField[]): AppDefinition => ({
    ...{ app, title },
    authentication: { type: 'custom', fields },
  });
  const SUBDOMAIN = { key: 'subdomain', isNoSecret: true };

  it.each<[string, AppDefinition, Given]>([
    ['no secret', withFields(SUBDOMAIN), { draft: { values: { subdomain: 'acme' } }, secrets: {} }],
    ['an optional secret that is empty', withFields(SUBDOMAIN, { key: 'token', required: false }), { secrets: {} }],
    ['a secret that was emptied', withFields({ key: 'token', required: false }), { secrets: { token: '' } }],
    ['pairs without a pair', withFields({ key: 'token', dict: true }), { secrets: { token: 'acme' } }],
  ])('does not begin with a form of %s, because nothing in it would be false', async (_what, definition, given) => {
    const { powers, learn, window } = await explored(undefined, { definition, ...given });
    expect(powers).toEqual({ is: 'not-tried', why: 'no-secret' });
    expect(window).not.toHaveBeenCalled();
    expect(learn).not.toHaveBeenCalled();
  });

  it.each<[string, AuthField, Record<string, string>, unknown]>([
    ['text', { key: 'token' }, { token: 'acme' }, /^false-/],
    ['a default', { key: 'token', default: 'acme' }, {}, /^false-/],
    ['a number', { key: 'token', type: 'integer' }, { token: '4711' }, /^\d+$/],
  ])('replaces a secret that is %s by a false one of the same form', async (_what, field, secrets, form) => {
    await explored(undefined, { definition: withFields(field), secrets });
    expect(keysSent()).toEqual([
      { token: expect.stringMatching(form as RegExp) },
      { token: secrets.token ?? field.default },
    ]);
  });

  it('replaces the values of pairs and keeps their names', async () => {
    const definition = withFields({ key: 'token', dict: true });
    await explored(undefined, { definition, secrets: { token: 'X-Key: acme' } });
    const [withFalse] = keysSent();
    expect(withFalse).toEqual({ token: { 'X-Key': expect.stringMatching(/^false-/) } });
  });

  it('does not begin where a policy forbids to delete', async () => {
    stage.config = { ...stage.config, allowDelete: false };
    const { powers, window } = await explored();
    expect(powers).toEqual({ is: 'not-tried', why: 'switched-off' });
    expect(window).not.toHaveBeenCalled();
    expect(stage.sent).toEqual([]);
    expect(JSON.stringify(await browser.storage.session.get())).not.toContain(KEY);
  });

  it('creates nothing where a policy has come to forbid it while the sign-in was open', async () => {
    const { powers } = await explored(() => {
      vi.mocked(browser.identity.launchWebAuthFlow).mockImplementation(({ url }) => {
        stage.config = { ...stage.config, allowDelete: false };
        return browse(url);
      });
    });
    expect(powers).toEqual({ is: 'not-tried', why: 'switched-off' });
    expect(keysSent()).toEqual([]);
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
