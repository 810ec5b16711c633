import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Account } from '../../../lib/accounts/account';
import { type Config, DEFAULT_CONFIG } from '../../../lib/config/config';
import type { FormInput } from '../../../lib/connect/form-fields';
import { type Job, jobKey, type Progress, writeJob } from '../../../lib/connect/job';
import type { ApiError } from '../../../lib/failure';
import { createForm, type Form } from '../../../lib/popup/form';
import { type FormState, readFormState } from '../../../lib/popup/form-state';
import { ACME_CRM, DESKWELL, SHIPDAY } from '../../zapier/zapier';

const NOON = Date.UTC(2026, 0, 1, 12);
const MINUTE_MS = 60_000;
const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
const CONFIG: Config = { ...DEFAULT_CONFIG, apps: [ACME_CRM, SHIPDAY, DESKWELL] };
const EMPTY: FormState = {
  draft: null,
  secrets: null,
  job: null,
  pasted: null,
  fieldNames: [],
  hosted: { visit: null, isRefused: false, seenAtZapier: null },
};
const CRM = summary(ACME_CRM.app, ACME_CRM.title);
const OTHER = summary('0b7e1f9a-1111-4222-8333-444455556666', 'Other app');

function summary(id: string, title: string) {
  return { id, title, description: '', iconUrl: null };
}

function open(app = CRM, state = EMPTY, account = signal(MARIA), config = CONFIG): Form {
  return createForm(config, account, app, state);
}

/** Closes the popup and opens it again. */
async function reopen(app = CRM): Promise<Form> {
  return open(app, await readFormState(MARIA.id, app.id));
}

/** An input by its id, or by its field's key. */
const inputOf = (form: Form, name: string) =>
  form.inputs.value.find(({ id, field }) => id === name || field?.key === name);

function type(form: Form, name: string, value: string) {
  const input = inputOf(form, name);
  if (!input) throw new Error(`There is no input ${name}`);
  form.edit(input, value);
}

const valueIn = (form: Form, name: string) => inputOf(form, name)?.value;
const stored = async (key: string) => (await fakeBrowser.storage.session.get(key))[key];
const session = () => fakeBrowser.storage.session.get();

async function progress(form: Form, to: Progress) {
  if (!form.job.value) throw new Error('Nothing is ordered');
  await writeJob({ ...form.job.value, progress: to });
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the connection's name", () => {
  it('is filled in from the template, and follows what the customer is called', () => {
    const account = signal(MARIA);
    const form = open(CRM, EMPTY, account);
    expect(form.title.value).toBe('Maria Chen – Acme CRM');
    account.value = { ...MARIA, label: 'Acme Inc.' };
    expect(form.title.value).toBe('Acme Inc. – Acme CRM');
  });

  it('stays as it was typed, whatever the customer is called then', () => {
    const account = signal(MARIA);
    const form = open(CRM, EMPTY, account);
    type(form, 'title', 'Mine');
    account.value = { ...MARIA, label: 'Acme Inc.' };
    expect(form.title.value).toBe('Mine');
    type(form, 'title', '');
    expect(form.title.value).toBe('');
  });

  it("follows the app's own template where it has one", () => {
    const apps = [{ ...ACME_CRM, nameTemplate: '{app} of {customer}' }];
    expect(open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps }).title.value).toBe('Acme CRM of Maria Chen');
    expect(open(OTHER, EMPTY, signal(MARIA), { ...CONFIG, nameTemplate: '{app}' }).title.value).toBe('Other app');
  });
});

describe('the inputs', () => {
  it("are the definition's", () => {
    expect(open().inputs.value.map(({ id }) => id)).toEqual(['title', 'field:api_key']);
  });

  it('of fields that are called as what every object has are filled and checked like others', () => {
    const keys = ['toString', 'valueOf', 'hasOwnProperty', 'title', 'elements'];
    const fields = keys.map((key) => ({ key, isNoSecret: key === 'valueOf' }));
    const apps = [{ ...ACME_CRM, authentication: { type: 'custom' as const, fields } }];
    const form = open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps });
    expect(form.inputs.value.slice(1).map(({ value }) => value)).toEqual(['', '', '', '', '']);
    expect(form.wiped.value).toEqual([]);
    form.order();
    expect(form.problems.value).toEqual(Object.fromEntries(keys.map((key) => [`field:${key}`, 'empty'])));
    type(form, 'field:title', 'mine');
    type(form, 'title', 'Name');
    expect([form.title.value, valueIn(form, 'field:title')]).toEqual(['Name', 'mine']);
  });

  it('are one free pair without a definition, and as many as are added', () => {
    const form = open(OTHER);
    const first = form.draft.value.freeFields[0]?.id;
    expect(form.inputs.value.map(({ id }) => id)).toEqual(['title', `${first}-name`, first]);
    const next = form.addField();
    expect(form.inputs.value.map(({ id }) => id).slice(3)).toEqual([next, next.replace(/-name$/, '')]);
  });
});

describe('each keystroke', () => {
  it('is written in its own task, in one write', () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    const form = open();
    type(form, 'api_key', 'k');
    expect(set).toHaveBeenCalledTimes(1);
    type(form, 'api_key', 'k-');
    expect(set).toHaveBeenCalledTimes(2);
    expect(set.mock.lastCall?.[0]).toEqual({
      [`draft/1/${ACME_CRM.app}`]: { title: null, values: {}, freeFields: [], secretIds: ['api_key'] },
      [`secrets/1/${ACME_CRM.app}`]: { values: { api_key: 'k-' }, editedAt: NOON },
    });
  });

  it('is there when the popup opens again', async () => {
    const form = open(summary(DESKWELL.app, 'Deskwell'));
    type(form, 'title', 'Mine');
    type(form, 'subdomain', 'acme');
    type(form, 'api_key', ' k-1 ');
    type(form, 'region', 'us');
    const again = await reopen(summary(DESKWELL.app, 'Deskwell'));
    expect(again.inputs.value).toEqual(form.inputs.value);
    expect(valueIn(again, 'api_key')).toBe(' k-1 ');
  });

  it('is there in a free form too, row by row', async () => {
    const form = open(OTHER);
    const [row] = form.draft.value.freeFields;
    type(form, `${row?.id}-name`, 'api_key');
    type(form, row?.id ?? '', 'k-1');
    const second = form.addField();
    type(form, second, 'secret');
    const again = await reopen(OTHER);
    expect(again.inputs.value).toEqual(form.inputs.value);
  });

  it('leaves no secret in the draft, and nothing at all on disk', async () => {
    const form = open();
    type(form, 'api_key', 'k-very-secret');
    expect(JSON.stringify(await stored(`draft/1/${ACME_CRM.app}`))).not.toContain('k-very-secret');
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('belongs to its account and its app', async () => {
    type(open(), 'api_key', 'k-1');
    expect(await readFormState('2', ACME_CRM.app)).toEqual(EMPTY);
    expect(await readFormState('1', SHIPDAY.app)).toEqual(EMPTY);
  });

  it('makes the form one that was begun, which an empty one is not', () => {
    for (const [id, value] of [
      ['title', 'Mine'],
      ['subdomain', 'a'],
      ['api_key', 'k'],
    ] as const) {
      const form = open(summary(DESKWELL.app, 'Deskwell'));
      expect(form.isBegun()).toBe(false);
      type(form, id, value);
      expect(form.isBegun()).toBe(true);
    }
    const free = open(OTHER);
    free.addField();
    expect(free.isBegun()).toBe(false);
    type(free, `${free.draft.value.freeFields[0]?.id}-name`, 'k');
    expect(free.isBegun()).toBe(true);
  });
});

describe('secrets', () => {
  it('show how many minutes they are kept, from the last keystroke on', () => {
    const form = open();
    const stop = form.follow();
    expect(form.secretMinutesLeft.value).toBeNull();
    type(form, 'api_key', 'k');
    expect(form.secretMinutesLeft.value).toBe(10);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    expect(form.secretMinutesLeft.value).toBe(10);
    vi.advanceTimersByTime(MINUTE_MS / 2);
    expect(form.secretMinutesLeft.value).toBe(9);
    vi.advanceTimersByTime(8.75 * MINUTE_MS);
    expect(form.secretMinutesLeft.value).toBe(1);
    type(form, 'api_key', 'k-1');
    expect(form.secretMinutesLeft.value).toBe(10);
    stop();
  });

  it('show no minutes once they are empty', () => {
    const form = open();
    type(form, 'api_key', 'k');
    type(form, 'api_key', '');
    expect(form.secretMinutesLeft.value).toBeNull();
    expect(form.wiped.value).toEqual([]);
    expect(form.isBegun()).toBe(false);
  });

  it('are gone after ten minutes, and the form says which; the rest stays', () => {
    const form = open(summary(DESKWELL.app, 'Deskwell'));
    const stop = form.follow();
    type(form, 'subdomain', 'acme');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(valueIn(form, 'subdomain')).toBe('acme');
    expect(form.wiped.value).toEqual(['field:api_key']);
    expect(form.secretMinutesLeft.value).toBeNull();
    type(form, 'api_key', 'k-2');
    expect(form.wiped.value).toEqual([]);
    stop();
  });

  it('that have a default are empty then, and are never sent as it', () => {
    const fields = [{ key: 'api_key', label: 'API key', default: 'another-key' }];
    const apps = [{ ...ACME_CRM, authentication: { type: 'custom' as const, fields } }];
    const form = open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps });
    const stop = form.follow();
    expect(valueIn(form, 'api_key')).toBe('another-key');
    type(form, 'api_key', 'k-1');
    vi.advanceTimersByTime(10 * MINUTE_MS);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.wiped.value).toEqual(['field:api_key']);
    expect(form.order()).toBe('field:api_key');
    expect(form.job.value).toBeNull();
    stop();
  });

  it('are gone when the popup opens again after ten minutes', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    const again = await reopen();
    expect(valueIn(again, 'api_key')).toBe('');
    expect(again.wiped.value).toEqual(['field:api_key']);
  });

  it('show the minutes that are left when the popup opens again', async () => {
    type(open(), 'api_key', 'k-1');
    vi.setSystemTime(NOON + 4 * MINUTE_MS);
    expect((await reopen()).secretMinutesLeft.value).toBe(6);
  });

  it('whose time is up are not written again by the next keystroke, wherever that is', () => {
    for (const id of ['username', 'password']) {
      vi.setSystemTime(NOON);
      const form = open(summary(SHIPDAY.app, 'Shipday'));
      type(form, 'password', 'old');
      vi.setSystemTime(NOON + 10 * MINUTE_MS);
      const set = vi.spyOn(fakeBrowser.storage.session, 'set');
      type(form, id, 'new');
      expect(JSON.stringify(set.mock.lastCall)).not.toContain('old');
      set.mockRestore();
    }
  });

  it('whose time is up never come back with another secret', () => {
    const form = open(OTHER);
    const first = form.draft.value.freeFields[0]?.id ?? '';
    const second = form.addField().replace(/-name$/, '');
    type(form, first, 'old');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    type(form, second, 'new');
    expect(valueIn(form, first)).toBe('');
    expect(form.wiped.value).toEqual([first]);
  });

  it('stop being watched when the form is no longer shown', () => {
    const form = open();
    form.follow()();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('ordering', () => {
  it('writes draft, secrets and order at once, in the very task of the click', () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    type(form, 'title', '  Mine ');
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(form.order()).toBeNull();
    expect(set).toHaveBeenCalledTimes(1);
    expect(set.mock.calls[0]?.[0]).toEqual({
      [`draft/1/${ACME_CRM.app}`]: { title: '  Mine ', values: {}, freeFields: [], secretIds: ['api_key'] },
      [`secrets/1/${ACME_CRM.app}`]: { values: { api_key: 'k-1' }, editedAt: NOON },
      [`job/1/${ACME_CRM.app}`]: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        accountId: '1',
        app: { id: ACME_CRM.app, title: 'Acme CRM' },
        title: 'Mine',
        progress: { status: 'ordered' },
      },
    });
    expect(form.underWay.value).toBe(true);
  });

  it('happens once, however often it is clicked', () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.order();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(form.order()).toBeNull();
    expect(set).not.toHaveBeenCalled();
  });

  it('writes nothing where something is missing, and answers with the first such input', async () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    expect(form.problems.value).toEqual({});
    expect(form.order()).toBe('field:username');
    expect(form.problems.value).toEqual({ 'field:username': 'empty', 'field:password': 'empty' });
    expect(await session()).toEqual({});
    type(form, 'username', 'u');
    expect(form.problems.value).toEqual({ 'field:password': 'empty' });
    expect(form.order()).toBe('field:password');
    expect(form.underWay.value).toBe(false);
  });

  it('is not possible with secrets whose time was up a moment ago', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    expect(form.order()).toBe('field:api_key');
    expect(await stored(`job/1/${ACME_CRM.app}`)).toBeUndefined();
  });

  it('is still under way when the popup opens again', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.order();
    const again = await reopen();
    expect(again.underWay.value).toBe(true);
    expect(again.order()).toBeNull();
    expect(await stored(`job/1/${ACME_CRM.app}`)).toMatchObject({ id: form.job.value?.id });
  });

  it('goes from one empty input to the next, and then nowhere', () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    expect(form.nextEmpty('title')).toBe('field:username');
    type(form, 'username', 'u');
    expect(form.nextEmpty('field:username')).toBe('field:password');
    type(form, 'password', 'p');
    expect(form.nextEmpty('field:password')).toBeNull();
  });
});

describe('what comes of an order', () => {
  const CONNECTED: Progress = {
    status: 'connected',
    connection: { id: 'c-1', title: 'Mine' },
    connectedAt: NOON,
  };
  const KEY_ERROR: ApiError = {
    code: 'invalid',
    detail: 'Key is wrong.',
    pointer: '/data/authentication_fields/api_key',
  };
  const refused = (...errors: ApiError[]): Progress => ({
    status: 'failed',
    failure: { code: 'refused', status: 400, errors },
  });

  function ordered(app = CRM) {
    const form = open(app);
    type(form, 'api_key', 'k-1');
    form.order();
    return form;
  }

  it('is followed while the form is shown; a connection empties it', async () => {
    const form = ordered();
    const stop = form.follow();
    await progress(form, { status: 'sending', sentAt: NOON });
    expect(form.job.value?.progress.status).toBe('sending');
    expect(valueIn(form, 'api_key')).toBe('k-1');
    await progress(form, CONNECTED);
    expect(form.job.value?.progress).toEqual(CONNECTED);
    expect(form.underWay.value).toBe(false);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.secretMinutesLeft.value).toBeNull();
    stop();
  });

  it('is not missed where it came before the form was shown', async () => {
    ordered();
    const again = await reopen();
    await progress(again, CONNECTED);
    const stop = again.follow();
    await vi.waitFor(() => expect(again.job.value?.progress).toEqual(CONNECTED));
    expect(valueIn(again, 'api_key')).toBe('');
    stop();
  });

  it('is no longer followed when the form is left', async () => {
    const form = ordered();
    form.follow()();
    await progress(form, CONNECTED);
    expect(form.underWay.value).toBe(true);
  });

  it('of an older order is not taken for that of the newer one', async () => {
    const form = ordered();
    const stop = form.follow();
    const older: Job = { ...(form.job.value as Job), id: 'older', progress: CONNECTED };
    await writeJob(older);
    expect(form.underWay.value).toBe(true);
    stop();
  });

  it('is shown at the input that Zapier named, which gets the hand', async () => {
    const form = ordered();
    const stop = form.follow();
    const elsewhere = { code: 'invalid', detail: 'No.', pointer: '/data/app' };
    await progress(form, refused(elsewhere, KEY_ERROR));
    expect(form.refusals.value).toEqual([
      { error: elsewhere, inputId: null },
      { error: KEY_ERROR, inputId: 'field:api_key' },
    ]);
    expect(form.failure.value).toMatchObject({ code: 'refused' });
    expect(form.firstInput()).toBe('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('k-1');
    type(form, 'api_key', 'k-2');
    expect(form.edited.value.has('field:api_key')).toBe(true);
    form.order();
    expect(form.edited.value.size).toBe(0);
    expect(form.refusals.value).toEqual([]);
    stop();
  });

  it.each([
    { code: 'answer-lost' },
    { code: 'not-sent' },
    { code: 'sign-in-ended' },
    { code: 'no-host-access' },
  ] as const)('is no refusal where Zapier said nothing: $code', async (failure) => {
    const form = ordered();
    const stop = form.follow();
    await progress(form, { status: 'failed', failure });
    expect(form.failure.value).toEqual(failure);
    expect(form.refusals.value).toEqual([]);
    stop();
  });

  it('can be put away', async () => {
    const form = ordered();
    form.forgetJob();
    expect(form.job.value).toBeNull();
    expect(await fakeBrowser.storage.session.get(jobKey('1', ACME_CRM.app).slice('session:'.length))).toEqual({
      [`job/1/${ACME_CRM.app}`]: undefined,
    });
    expect(valueIn(form, 'api_key')).toBe('k-1');
  });
});

describe('a connection that is undone', () => {
  const typed = { title: 'Mine', values: {}, freeFields: [], secretIds: [] };

  async function undone() {
    const form = open();
    type(form, 'title', 'Mine');
    type(form, 'api_key', 'k-1');
    form.order();
    const stop = form.follow();
    await progress(form, { status: 'connected', connection: { id: 'c', title: 'Mine' }, connectedAt: 1, draft: typed });
    await vi.waitFor(() => expect(form.job.value?.progress.status).toBe('connected'));
    expect(form.draft.value.title).toBeNull();
    await progress(form, { status: 'undone' });
    await vi.waitFor(() => expect(form.job.value?.progress.status).toBe('undone'));
    return { form, stop };
  }

  it('brings back what was typed, without secrets, and misses none', async () => {
    const { form, stop } = await undone();
    expect(form.draft.value.title).toBe('Mine');
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.wiped.value).toEqual([]);
    expect([form.underWay.value, form.failure.value, form.problems.value]).toEqual([false, null, {}]);
    stop();
  });

  it('is told of until the form is left', async () => {
    const { form, stop } = await undone();
    expect((await reopen()).job.value?.progress).toEqual({ status: 'undone' });
    stop();
    await vi.waitFor(async () => expect((await session())[`job/1/${CRM.id}`]).toBeUndefined());
    expect(form.job.value).toBeNull();
  });

  it('is undone by the background', async () => {
    const { form, stop } = await undone();
    const sent = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: null } });
    expect(await form.undo()).toEqual({ ok: true, value: null });
    expect(sent).toHaveBeenCalledWith({ name: 'connection.undo', request: { accountId: '1', appId: CRM.id } });
    sent.mockRejectedValue(new Error('gone'));
    expect(await form.undo()).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    stop();
  });
});

describe('starting over', () => {
  it('forgets everything of the form, in storage too', async () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    type(form, 'username', 'u');
    type(form, 'password', 'p');
    type(form, 'title', 'Mine');
    form.order();
    form.startOver();
    expect(form.isBegun()).toBe(false);
    expect(form.title.value).toBe('Maria Chen – Shipday');
    expect([valueIn(form, 'username'), valueIn(form, 'password')]).toEqual(['', '']);
    expect(form.problems.value).toEqual({});
    expect(form.underWay.value).toBe(false);
    expect(await session()).toEqual({});
  });

  it('leaves a free form with one empty row', () => {
    const form = open(OTHER);
    form.addField();
    form.startOver();
    expect(form.draft.value.freeFields).toEqual([{ id: expect.any(String), name: '' }]);
  });
});

describe('where the hand goes first', () => {
  it('is what is empty and required, else the first credential, else the name', () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    expect(form.firstInput()).toBe('field:username');
    type(form, 'username', 'u');
    expect(form.firstInput()).toBe('field:password');
    type(form, 'password', 'p');
    expect(form.firstInput()).toBe('field:username');
    const bare = { ...ACME_CRM, authentication: { type: 'custom' as const, fields: [] } };
    expect(open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps: [bare] }).firstInput()).toBe('title');
  });
});

describe('an address that was pasted', () => {
  const formatted = {
    ...ACME_CRM,
    authentication: {
      type: 'custom' as const,
      fields: [{ key: 'subdomain', inputFormat: 'https://{{input}}.acme.example', isNoSecret: true }],
    },
  };
  const openFormatted = () => open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps: [formatted] });
  const subdomain = (form: Form) => inputOf(form, 'subdomain') as FormInput;

  it('leaves the part that belongs into the field, and says so', () => {
    const form = openFormatted();
    form.edit(subdomain(form), 'https://globex.acme.example/login');
    expect(valueIn(form, 'subdomain')).toBe('globex');
    expect(form.taken.value).toEqual({ 'field:subdomain': 'globex' });
  });

  it('is left alone while somebody types it', () => {
    const form = openFormatted();
    let typed = '';
    for (const character of 'globex.acme.example') {
      typed += character;
      form.edit(subdomain(form), typed);
      expect(valueIn(form, 'subdomain')).toBe(typed);
    }
    expect(form.taken.value).toEqual({});
  });
});

describe('a key that was pasted into the search', () => {
  const key = 'secrets/1/search';

  async function openWithPasted() {
    await fakeBrowser.storage.session.set({ [key]: { values: { search: 'k-pasted' }, editedAt: NOON } });
    return reopen();
  }

  it('waits for its field, and is kept with the form from then on', async () => {
    const form = await openWithPasted();
    expect(form.pasted.value).toBe('k-pasted');
    expect(valueIn(form, 'api_key')).toBe('');
    form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('k-pasted');
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    expect(valueIn(await reopen(), 'api_key')).toBe('k-pasted');
  });

  it('can be forgotten', async () => {
    const form = await openWithPasted();
    form.forgetPasted();
    expect(form.pasted.value).toBeNull();
    expect(await stored(key)).toBeUndefined();
    form.fillPasted('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('');
  });

  it('is forgotten with the form', async () => {
    const form = await openWithPasted();
    form.startOver();
    expect(form.pasted.value).toBeNull();
    expect(await session()).toEqual({});
  });

  it('is forgotten once the form that it waits for is connected', async () => {
    const form = await openWithPasted();
    const stop = form.follow();
    type(form, 'api_key', 'k-1');
    form.order();
    await progress(form, { status: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: NOON });
    await vi.waitFor(() => expect(form.pasted.value).toBeNull());
    expect(await stored(key)).toBeUndefined();
    stop();
  });

  it('is gone after ten minutes', async () => {
    vi.setSystemTime(NOON - 10 * MINUTE_MS);
    await openWithPasted();
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    expect((await reopen()).pasted.value).toBeNull();
  });
});
