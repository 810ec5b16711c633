import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { signOut } from '../../../lib/accounts/sign-out';
import { createAttention } from '../../../lib/attention';
import { createConnect } from '../../../lib/connect/connect';
import { readDraft, SECRET_LIFETIME_MS, writeDraft } from '../../../lib/connect/draft';
import { type Job, type Progress, readJob, removeJob, writeJob } from '../../../lib/connect/job';
import { type JournalEntry, journalItem, writeEntry } from '../../../lib/connect/journal';
import { recoveredItem } from '../../../lib/connect/recovered';
import { SETTLE_MS } from '../../../lib/connect/settle';
import { createConnections } from '../../../lib/connections/connections';
import { markItem } from '../../../lib/mark';
import { createSchedule } from '../../../lib/schedule';
import { ACME_CRM, answers, MARIA } from '../../zapier/zapier';
import { useStage } from '../zapier/stage';

const stage = useStage();

const POST = 'POST /v2/authentications';
const GET = 'GET /v2/authentications';
const APP = { id: ACME_CRM.app, title: ACME_CRM.title };
const TITLE = 'Acme – CRM';
const LOST = { code: 'answer-lost' } as const;

type Services = ReturnType<typeof stage.services>;

/** A background, as after each start of the browser's. */
function start(services: Services) {
  vi.spyOn(browser.action, 'openPopup').mockRejectedValue(new Error('No window'));
  const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
  const now = () => stage.now;
  const connections = createConnections({ ...services, now });
  const schedule = createSchedule(now);
  return createConnect({ ...services, connections, attention, schedule, now, config: async () => stage.config });
}

let services: Services;
let connect: ReturnType<typeof start>;
let accountId: string;

beforeEach(async () => {
  stage.config = { ...stage.config, apps: [ACME_CRM] };
  services = stage.services();
  connect = start(services);
  ({ accountId } = await stage.signIn(services.store));
});

/** What a page writes when Connect is clicked. */
async function order(id = 'job-1'): Promise<Job> {
  const job: Job = { id, accountId, app: APP, title: TITLE, progress: { status: 'ordered' } };
  const draft = { title: null, values: {}, freeFields: [], secretIds: ['api_key'] };
  await writeDraft(accountId, APP.id, draft, { values: { api_key: 'k-1' }, editedAt: stage.now });
  await writeJob(job);
  return job;
}

const progress = async (): Promise<Progress | undefined> => (await readJob(accountId, APP.id))?.progress;
const journal = () => journalItem.getValue();
const posts = () => stage.zapier.requestsTo(POST).length;
const timeOf = async (name: string) => (await browser.alarms.get(name))?.scheduledTime;
const alarm = () => timeOf(`job/${accountId}/${APP.id}`);
const addConnection = (title = TITLE) => stage.zapier.addConnection({ app: APP.id, title, owner: MARIA });

describe('a request whose answer is lost', () => {
  it('and that was carried out, is found in the list and connected; the form is empty', async () => {
    addConnection();
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    await connect.takeUp(await order());
    const connection = { id: stage.zapier.connections[1]?.id, title: TITLE };
    expect(await progress()).toMatchObject({ status: 'connected', connection, found: true });
    expect(await progress()).not.toHaveProperty('twins');
    expect(await readDraft(accountId, APP.id, stage.now)).toEqual({ draft: null, secrets: null });
    expect(await journal()).toEqual({});
    expect(posts()).toBe(1);
  });

  it('and that is not in the list is not sure while Zapier may be at work on it, and looked for again', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await connect.takeUp(await order());
    const nextLookAt = stage.now + SETTLE_MS;
    expect(await progress()).toEqual({
      status: 'not-sure',
      loss: LOST,
      doubt: { code: 'too-early', nextLookAt },
      checkedAt: stage.now,
    });
    expect(await alarm()).toBe(nextLookAt);
    expect(await markItem.getValue()).toBeNull();
    stage.now = nextLookAt;
    await connect.resume();
    expect(await progress()).toEqual({
      status: 'failed',
      failure: { code: 'not-created', loss: LOST, checkedAt: nextLookAt },
    });
    expect((await readDraft(accountId, APP.id, stage.now)).secrets?.values).toEqual({ api_key: 'k-1' });
    expect(await journal()).toEqual({});
    expect(await markItem.getValue()).toBe('needs-you');
    expect(posts()).toBe(1);
  });

  it('and that is carried out late, is found by the second look', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    await connect.takeUp(await order());
    const late = addConnection();
    stage.now += SETTLE_MS;
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: late.id }, found: true });
  });

  it('can be sent again once it is surely absent, and makes one connection', async () => {
    stage.zapier.nextAnswers(POST, answers.serverError());
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({ failure: { code: 'not-created' } });
    await connect.takeUp(await order('job-2'));
    expect(await progress()).toMatchObject({ status: 'connected' });
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it.each([
    ['500 of Zapier’s', answers.serverError()],
    ['503 of Zapier’s', answers.refused(503, 'Unavailable.', undefined, 'error')],
  ])('with a %s is absent at the first look, for Zapier has finished with it', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({
      status: 'failed',
      failure: { code: 'not-created', loss: { code: 'server-error', status: answer.status } },
    });
  });

  it('and that Zapier refused for its limit, is sent again when the pause is over, and not before', async () => {
    stage.zapier.nextAnswers(POST, answers.tooManyRequests(41));
    const until = stage.now + 41_000;
    await connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'waiting', until });
    expect(await alarm()).toBe(until);
    stage.now = until - 1;
    await start(services).resume();
    expect(posts()).toBe(1);
    stage.now = until;
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
    expect(posts()).toBe(2);
    expect(stage.zapier.connections).toHaveLength(1);
  });

  it('with a 503 that asks for a pause is looked for when that is over', async () => {
    stage.zapier.nextAnswers(POST, answers.unavailable(41));
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + 41_000);
    expect(stage.zapier.requestsTo(GET)).toHaveLength(1);
    stage.now += 41_000;
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'failed', failure: { code: 'not-created' } });
  });

  it.each([
    ['a 504 of a gateway', answers.htmlPage(504)],
    ['a 502 of a gateway', answers.htmlPage(502)],
    ['a page in place of JSON', answers.htmlPage(200)],
    ['half an answer', answers.truncatedJson(201)],
    ['no body', answers.status(201)],
    ['a redirect', answers.redirect('https://zapier.com/elsewhere')],
  ])('with %s is not sure before the second look', async (_, answer) => {
    stage.zapier.nextAnswers(POST, answer);
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'too-early' } });
  });

  it('with a 409 that made nothing is a refusal in Zapier’s words', async () => {
    stage.zapier.nextAnswers(POST, answers.refused(409, 'There is one.', undefined, 'conflict'));
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({
      status: 'failed',
      failure: { code: 'refused', status: 409, errors: [{ detail: 'There is one.' }] },
    });
  });

  it('with a 409, because the browser had sent it before, is found', async () => {
    stage.zapier.nextAnswers(POST, { ...answers.refused(409, 'There is one.'), commit: true });
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'connected', found: true });
  });

  it('is not sure where the list cannot be read, and is looked for again, later and later', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    stage.zapier.everyAnswer(GET, answers.refused(403, 'No.'));
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'not-sure', doubt: { code: 'not-listed' } });
    expect(await alarm()).toBe(stage.now + SETTLE_MS);
    await connect.resume();
    expect(await alarm()).toBe(stage.now + 2 * SETTLE_MS);
    expect(await markItem.getValue()).toBe('needs-you');
    stage.zapier.everyAnswer(GET, null);
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected', found: true });
  });

  it('is not sure where something new bears another name', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    addConnection('Acme CRM #2');
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({
      status: 'not-sure',
      doubt: { code: 'perhaps', titles: ['Acme CRM #2'] },
    });
  });

  it('and that the browser sent twice, is connected and shows both', async () => {
    stage.zapier.nextAnswers(POST, answers.dropConnection('after'));
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    const first = addConnection();
    hold.release();
    await taken;
    const [, second] = stage.zapier.connections;
    expect(await progress()).toMatchObject({
      status: 'connected',
      connection: { id: first.id },
      twins: [{ id: second?.id, title: TITLE }],
    });
  });
});

describe('a connection that was made', () => {
  it('is looked for once more, and what came into being with it is shown', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    const twin = addConnection();
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id, title: TITLE }] });
    expect(await journal()).toEqual({});
  });

  it('is told at once, before the list is read again', async () => {
    await connect.takeUp(await order());
    const hold = stage.zapier.hold(GET);
    const taken = connect.takeUp(await order('job-2'));
    await hold.arrived;
    expect(await progress()).toMatchObject({ status: 'connected' });
    hold.release();
    await taken;
  });

  it('twice is said although the agent has gone on, and home shows it', async () => {
    stage.zapier.hold(GET).release();
    const look = stage.zapier.hold(GET);
    const taken = connect.takeUp(await order());
    await look.arrived;
    await removeJob(accountId, APP.id);
    const twin = addConnection();
    look.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected', twins: [{ id: twin.id }] });
    expect((await recoveredItem.getValue())[accountId]).toMatchObject([{ title: TITLE }]);
  });
});

describe('the journal', () => {
  it('is written before the request leaves, without a credential, and names what was there', async () => {
    const there = addConnection('Other');
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    expect(await journal()).toEqual({
      'job-1': {
        ...{ id: 'job-1', accountId, app: APP, title: TITLE, step: 'sending' },
        ...{ before: [there.id], sentAt: stage.now, looks: 0 },
      },
    });
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('k-1');
    hold.release();
    await taken;
  });

  it('is empty after a refusal', async () => {
    stage.zapier.nextAnswers(POST, answers.refused(400, 'No.'));
    await connect.takeUp(await order());
    expect(await journal()).toEqual({});
  });

  const entry = (changes: Partial<JournalEntry> = {}): JournalEntry => ({
    ...{ id: 'job-1', accountId, app: APP, title: TITLE, step: 'sending', before: [], sentAt: stage.now, looks: 0 },
    ...changes,
  });
  const sending = () => ({ ...{ id: 'job-1', accountId, app: APP, title: TITLE } });

  it('settles what was being sent when the background was ended', async () => {
    await order();
    await writeJob({ ...sending(), progress: { status: 'sending', sentAt: stage.now } });
    await writeEntry(entry());
    const made = addConnection();
    await start(services).resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: made.id }, found: true });
    expect(posts()).toBe(0);
  });

  it('leaves what was told before the background was ended', async () => {
    const told: Progress = { status: 'failed', failure: { code: 'refused', status: 400, errors: [] } };
    await writeJob({ ...sending(), progress: told });
    await writeEntry(entry());
    await start(services).resume();
    expect(await progress()).toEqual(told);
    expect(await journal()).toEqual({});
    expect(stage.sent).toEqual([]);
  });

  it('brings back what the browser’s end took, and home shows it; what is long past needs one look', async () => {
    await writeEntry(entry({ sentAt: stage.now - 3_600_000 }));
    await start(services).resume();
    expect(await progress()).toMatchObject({ status: 'failed', failure: { code: 'not-created' } });
    expect((await recoveredItem.getValue())[accountId]).toMatchObject([{ app: { id: APP.id }, title: TITLE }]);
  });

  it('waits for a sign-in where the tokens went with the browser, marks the icon, and opens nothing', async () => {
    await services.store.remove(accountId);
    await writeEntry(entry());
    const made = addConnection();
    const restarted = start(services);
    await restarted.resume();
    expect(stage.sent).toEqual([]);
    expect(await markItem.getValue()).toBe('needs-you');
    expect(browser.action.openPopup).not.toHaveBeenCalled();
    expect((await recoveredItem.getValue())[accountId]).toMatchObject([{ title: TITLE }]);
    await stage.signIn(services.store);
    await restarted.resume();
    expect(await progress()).toMatchObject({ status: 'connected', connection: { id: made.id } });
  });

  it('forgets what nobody will sign in for again, when the agent says so', async () => {
    await services.store.remove(accountId);
    await writeEntry(entry());
    await connect.resume();
    await connect.forgetRecovered(accountId);
    expect(await journal()).toEqual({});
    expect(await recoveredItem.getValue()).toEqual({});
  });

  it('forgets an account at Sign out', async () => {
    await writeEntry(entry());
    await signOut(services.store, accountId);
    expect(await journal()).toEqual({});
    await start(services).resume();
    expect(stage.sent).toEqual([]);
  });

  it('forgets what the agent no longer waits for, but says of a connection that there are two', async () => {
    await writeJob({
      ...sending(),
      progress: { status: 'not-sure', loss: LOST, doubt: { code: 'not-listed' }, checkedAt: 1 },
    });
    await writeEntry(entry({ step: 'unknown' }));
    const job = await readJob(accountId, APP.id);
    await removeJob(accountId, APP.id);
    if (job) await connect.abandon(job);
    expect(await journal()).toEqual({});
    await writeEntry(entry({ step: 'created', created: { id: 'c1', title: TITLE } }));
    if (job) await connect.abandon(job);
    expect(Object.keys(await journal())).toEqual(['job-1']);
  });
});

describe('an order that has to wait', () => {
  it('for the network is sent when it is back', async () => {
    stage.navigator.onLine = false;
    await connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'waiting', until: null });
    expect(stage.sent).toEqual([]);
    stage.navigator.onLine = true;
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('for the network goes on waiting while Zapier cannot be reached though the network is back', async () => {
    stage.navigator.onLine = false;
    await connect.takeUp(await order());
    stage.navigator.onLine = true;
    stage.zapier.everyAnswer(GET, answers.dropConnection('before'));
    await connect.resume();
    expect(await progress()).toEqual({ status: 'waiting', until: null });
    expect(posts()).toBe(0);
    stage.zapier.everyAnswer(GET, null);
    await connect.resume();
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('is never sent without its credentials, and says so', async () => {
    stage.navigator.onLine = false;
    await connect.takeUp(await order());
    stage.navigator.onLine = true;
    stage.now += SECRET_LIFETIME_MS;
    await connect.resume();
    expect(await progress()).toEqual({ status: 'failed', failure: { code: 'values-gone' } });
    expect(stage.sent).toEqual([]);
  });

  it('can be taken back, and is never sent then', async () => {
    stage.navigator.onLine = false;
    await connect.takeUp(await order());
    await connect.cancel(accountId, APP.id);
    expect(await progress()).toBeUndefined();
    expect(await alarm()).toBeUndefined();
    stage.navigator.onLine = true;
    await connect.resume();
    expect(stage.sent).toEqual([]);
    expect((await readDraft(accountId, APP.id, stage.now)).secrets?.values).toEqual({ api_key: 'k-1' });
  });

  it('cannot be taken back once it is out', async () => {
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(await order());
    await hold.arrived;
    await connect.cancel(accountId, APP.id);
    hold.release();
    await taken;
    expect(await progress()).toMatchObject({ status: 'connected' });
  });

  it('sends nothing where Zapier cannot be reached to say what is there', async () => {
    stage.zapier.everyAnswer(GET, answers.dropConnection('before'));
    await connect.takeUp(await order());
    expect(await progress()).toEqual({ status: 'failed', failure: { code: 'not-sent' } });
    expect(posts()).toBe(0);
    stage.zapier.everyAnswer(GET, null);
  });

  it('is sent where Zapier refuses to list what is there', async () => {
    stage.zapier.everyAnswer(GET, answers.refused(403, 'No.'));
    await connect.takeUp(await order());
    expect(await progress()).toMatchObject({ status: 'connected' });
  });
});
