import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { removeDraft } from '../../../../lib/shared/draft';
import type { ApiError } from '../../../../lib/shared/failure';
import { type Job, jobItem, type Progress, saveJob } from '../../../../lib/shared/job';
import { ACME_CRM, SHIPDAY } from '../../../zapier/zapier';
import {
  CRM,
  MARIA,
  MINUTE_MS,
  NOON,
  open,
  progress,
  reopen,
  session,
  stored,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

describe('an order', () => {
  it('writes draft, secrets and job at once, in the very task of the click', () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    type(form, 'title', '  Mine ');
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(form.connect()).toBeNull();
    expect(set).toHaveBeenCalledTimes(1);
    expect(set.mock.calls[0]?.[0]).toEqual({
      [`draft/1/${ACME_CRM.app}`]: { title: '  Mine ', values: {}, freeFields: [], secretIds: ['api_key'] },
      [`secrets/1/${ACME_CRM.app}`]: { values: { api_key: 'k-1' }, editedAt: NOON },
      [`job/1/${ACME_CRM.app}`]: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        accountId: '1',
        app: { id: ACME_CRM.app, title: 'Acme CRM' },
        title: 'Mine',
        fields: ['secret/api_key'],
        progress: { status: 'ordered' },
      },
    });
    expect(form.order.underWay.value).toBe(true);
  });

  it('orders once, however often the button is clicked', () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.connect();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(form.connect()).toBeNull();
    expect(set).not.toHaveBeenCalled();
  });

  it('orders nothing while an input is missing, and returns the first such input', async () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    expect(form.entry.problems.value).toEqual({});
    expect(form.connect()).toBe('field:username');
    expect(form.entry.problems.value).toEqual({ 'field:username': 'empty', 'field:password': 'empty' });
    expect(await session()).toEqual({});
    type(form, 'username', 'u');
    expect(form.entry.problems.value).toEqual({ 'field:password': 'empty' });
    expect(form.connect()).toBe('field:password');
    expect(form.order.underWay.value).toBe(false);
  });

  it('orders nothing with secrets that have just expired', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    expect(form.connect()).toBe('field:api_key');
    expect(await stored(`job/1/${ACME_CRM.app}`)).toBeUndefined();
  });

  it('shows an order as still under way when the popup opens again', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.connect();
    const again = await reopen();
    expect(again.order.underWay.value).toBe(true);
    expect(again.connect()).toBeNull();
    expect(await stored(`job/1/${ACME_CRM.app}`)).toMatchObject({ id: form.order.job.value?.id });
  });

  it('finds the next empty input, and none after the last', () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    expect(form.entry.nextEmpty('title')).toBe('field:username');
    type(form, 'username', 'u');
    expect(form.entry.nextEmpty('field:username')).toBe('field:password');
    type(form, 'password', 'p');
    expect(form.entry.nextEmpty('field:password')).toBeNull();
  });

  it('stops for no name: one that was emptied is the usual one again', async () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    type(form, 'username', 'u');
    type(form, 'password', 'p');
    type(form, 'title', '  ');
    expect(form.entry.nextEmpty('field:password')).toBeNull();
    expect(form.connect()).toBeNull();
    expect(form.order.job.value?.title).toBe('Maria Chen – Shipday');
  });
});

describe("an order's outcome", () => {
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
    form.connect();
    return form;
  }

  it('follows its order while the form is shown, and empties the form once connected', async () => {
    const form = ordered();
    const stop = form.follow();
    await progress(form, { status: 'sending', sentAt: NOON });
    expect(form.order.job.value?.progress.status).toBe('sending');
    expect(valueIn(form, 'api_key')).toBe('k-1');
    await progress(form, CONNECTED);
    expect(form.order.job.value?.progress).toEqual(CONNECTED);
    expect(form.order.underWay.value).toBe(false);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.secretMinutesLeft.value).toBeNull();
    stop();
  });

  it('takes no other order while the background still looks for the last one', async () => {
    const form = ordered();
    const stop = form.follow();
    const doubt = { code: 'too-early', nextLookAt: NOON + 30_000 } as const;
    const notSure = { status: 'not-sure', loss: { code: 'answer-lost' }, checkedAt: NOON } as const;
    await progress(form, { ...notSure, doubt });
    const id = form.order.job.value?.id;
    expect(form.isHeld.value).toBe(true);
    form.connect();
    expect(form.order.job.value?.id).toBe(id);
    await progress(form, { ...notSure, doubt: { code: 'perhaps', titles: ['Mine'] } });
    form.connect();
    expect(form.order.job.value?.id).not.toBe(id);
    stop();
  });

  it('notices an outcome that came before the form began to follow its order', async () => {
    ordered();
    const again = await reopen();
    await removeDraft(MARIA.id, CRM.id);
    await progress(again, CONNECTED);
    const stop = again.follow();
    await vi.waitFor(() => expect(again.order.job.value?.progress).toEqual(CONNECTED));
    expect(valueIn(again, 'api_key')).toBe('');
    stop();
  });

  it('no longer follows its order once the form is left', async () => {
    const form = ordered();
    form.follow()();
    await progress(form, CONNECTED);
    expect(form.order.underWay.value).toBe(true);
  });

  it('ignores the outcome of an older order', async () => {
    const form = ordered();
    const stop = form.follow();
    const older: Job = { ...(form.order.job.value as Job), id: 'older', progress: CONNECTED };
    await saveJob(older);
    expect(form.order.underWay.value).toBe(true);
    stop();
  });

  it('shows a refusal at the input that Zapier named, and focuses that input', async () => {
    const form = ordered();
    const stop = form.follow();
    const elsewhere = { code: 'invalid', detail: 'No.', pointer: '/data/app' };
    await progress(form, refused(elsewhere, KEY_ERROR));
    expect(form.refusals.value).toEqual([
      { error: elsewhere, inputId: null },
      { error: KEY_ERROR, inputId: 'field:api_key' },
    ]);
    expect(form.order.failure.value).toMatchObject({ code: 'refused' });
    expect(form.firstInput()).toBe('field:api_key');
    expect(valueIn(form, 'api_key')).toBe('k-1');
    type(form, 'api_key', 'k-2');
    expect(form.entry.edited.value.has('field:api_key')).toBe(true);
    form.connect();
    expect(form.entry.edited.value.size).toBe(0);
    expect(form.refusals.value).toEqual([]);
    stop();
  });

  it.each([
    { code: 'answer-lost' },
    { code: 'not-sent' },
    { code: 'sign-in-ended' },
    { code: 'no-host-access' },
  ] as const)('shows $code as a failure without any refusal by Zapier', async (failure) => {
    const form = ordered();
    const stop = form.follow();
    await progress(form, { status: 'failed', failure });
    expect(form.order.failure.value).toEqual(failure);
    expect(form.refusals.value).toEqual([]);
    stop();
  });

  it('dismisses a job and keeps what was typed', async () => {
    const form = ordered();
    form.order.forget();
    expect(form.order.job.value).toBeNull();
    expect(await fakeBrowser.storage.session.get(jobItem.key('1', ACME_CRM.app).slice('session:'.length))).toEqual({
      [`job/1/${ACME_CRM.app}`]: undefined,
    });
    expect(valueIn(form, 'api_key')).toBe('k-1');
  });
});

describe('an undone connection', () => {
  const typed = { title: 'Mine', values: {}, freeFields: [], secretIds: [] };

  async function undone() {
    const form = open();
    type(form, 'title', 'Mine');
    type(form, 'api_key', 'k-1');
    form.connect();
    const stop = form.follow();
    await progress(form, { status: 'connected', connection: { id: 'c', title: 'Mine' }, connectedAt: 1, draft: typed });
    await vi.waitFor(() => expect(form.order.job.value?.progress.status).toBe('connected'));
    expect(form.entry.draft.value.title).toBeNull();
    await progress(form, { status: 'undone' });
    await vi.waitFor(() => expect(form.order.job.value?.progress.status).toBe('undone'));
    return { form, stop };
  }

  it('restores what was typed, except for secrets, and reports none of them as wiped', async () => {
    const { form, stop } = await undone();
    expect(form.entry.draft.value.title).toBe('Mine');
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.entry.wiped.value).toEqual([]);
    expect([form.order.underWay.value, form.order.failure.value, form.entry.problems.value]).toEqual([false, null, {}]);
    stop();
  });

  it('shows that a connection was undone until the form is left', async () => {
    const { form, stop } = await undone();
    expect((await reopen()).order.job.value?.progress).toEqual({ status: 'undone' });
    stop();
    await vi.waitFor(async () => expect((await session())[`job/1/${CRM.id}`]).toBeUndefined());
    expect(form.order.job.value).toBeNull();
  });

  it('asks the background to undo, and reports when its answer is lost', async () => {
    const { form, stop } = await undone();
    const sent = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: null } });
    expect(await form.order.undo('c-1')).toEqual({ ok: true, value: null });
    expect(sent).toHaveBeenCalledWith({
      name: 'connection.undo',
      request: { accountId: '1', appId: CRM.id, connectionId: 'c-1' },
    });
    sent.mockRejectedValue(new Error('gone'));
    expect(await form.order.undo('c-1')).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    stop();
  });
});
