import { describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { removeDraft } from '../../../../lib/shared/draft';
import type { ApiError } from '../../../../lib/shared/failure';
import type { ApiStage } from '../../../../lib/shared/order-stage';
import { ACME_CRM, SHIPDAY } from '../../../zapier/zapier';
import {
  CRM,
  MARIA,
  MINUTE_MS,
  NOON,
  open,
  orderOf,
  reach,
  reopen,
  session,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

describe('an order', () => {
  it('writes draft, secrets and order at once, in the very task of the click', () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    type(form, 'title', '  Mine ');
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    expect(form.connect()).toBeNull();
    expect(set).toHaveBeenCalledTimes(1);
    expect(set.mock.calls[0]?.[0]).toEqual({
      [`draft/1/${ACME_CRM.app}`]: { title: '  Mine ', values: {}, freeFields: [], secretIds: ['api_key'] },
      [`secrets/1/${ACME_CRM.app}`]: { values: { api_key: 'k-1' }, editedAt: NOON },
      [`placed/1/${orderOf(form).id}`]: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        accountId: '1',
        app: { id: ACME_CRM.app, title: 'Acme CRM' },
        title: 'Mine',
        via: 'api',
        fields: ['secret/api_key'],
        stage: { name: 'queued' },
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
    expect(Object.keys(await session()).filter((key) => key.startsWith('placed/'))).toEqual([]);
  });

  it('shows an order as still under way when the popup opens again', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.connect();
    await reach(form, { name: 'sending' });
    const again = await reopen();
    expect(again.order.underWay.value).toBe(true);
    expect(again.connect()).toBeNull();
    expect(orderOf(again).id).toBe(orderOf(form).id);
  });

  it('says that an order could not be stored, until the next one is', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    const full = vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('QUOTA_BYTES'));
    form.connect();
    await vi.waitFor(() => expect(form.order.failure.value).toEqual({ code: 'not-journaled' }));
    full.mockRestore();
    form.connect();
    await reach(form, { name: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: NOON });
    expect(orderOf(form).stage.name).toBe('connected');
  });

  it('says that the background could not store an order, when it is given up while the list of orders stays', async () => {
    const form = open();
    type(form, 'api_key', 'k-1');
    form.connect();
    await browser.storage.session.remove(`placed/1/${orderOf(form).id}`);
    expect(form.order.failure.value).toEqual({ code: 'not-journaled' });
    expect(form.order.underWay.value).toBe(false);
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
    expect(orderOf(form).title).toBe('Maria Chen – Shipday');
  });
});

describe("an order's outcome", () => {
  const CONNECTED: ApiStage = {
    name: 'connected',
    connection: { id: 'c-1', title: 'Mine' },
    connectedAt: NOON,
  };
  const KEY_ERROR: ApiError = {
    code: 'invalid',
    detail: 'Key is wrong.',
    pointer: '/data/authentication_fields/api_key',
  };
  const refused = (...errors: ApiError[]): ApiStage => ({
    name: 'failed',
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
    await reach(form, { name: 'sending' });
    expect(orderOf(form).stage.name).toBe('sending');
    expect(valueIn(form, 'api_key')).toBe('k-1');
    await reach(form, CONNECTED);
    expect(orderOf(form).stage).toEqual(CONNECTED);
    expect(form.order.underWay.value).toBe(false);
    expect(valueIn(form, 'api_key')).toBe('');
    expect(form.secretMinutesLeft.value).toBeNull();
    stop();
  });

  it('takes no other order while the background still looks for the last one', async () => {
    const form = ordered();
    const stop = form.follow();
    const doubt = { code: 'too-early', nextLookAt: NOON + 30_000 } as const;
    const notSure = { name: 'not-sure', loss: { code: 'answer-lost' }, checkedAt: NOON } as const;
    await reach(form, { ...notSure, doubt });
    const { id } = orderOf(form);
    expect(form.isHeld.value).toBe(true);
    form.connect();
    expect(orderOf(form).id).toBe(id);
    await reach(form, { ...notSure, doubt: { code: 'perhaps', titles: ['Mine'] } });
    form.connect();
    expect(orderOf(form).id).not.toBe(id);
    stop();
  });

  it('notices an outcome that came before the form began to follow its order', async () => {
    await reach(ordered(), { name: 'sending' });
    const again = await reopen();
    await removeDraft(MARIA.id, CRM.id);
    await reach(again, CONNECTED);
    const stop = again.follow();
    await vi.waitFor(() => expect(orderOf(again).stage).toEqual(CONNECTED));
    expect(valueIn(again, 'api_key')).toBe('');
    stop();
  });

  it('shows a refusal at the input that Zapier named, and focuses that input', async () => {
    const form = ordered();
    const stop = form.follow();
    const elsewhere = { code: 'invalid', detail: 'No.', pointer: '/data/app' };
    await reach(form, refused(elsewhere, KEY_ERROR));
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
    await reach(form, { name: 'failed', failure });
    expect(form.order.failure.value).toEqual(failure);
    expect(form.refusals.value).toEqual([]);
    stop();
  });

  it('leaves an outcome at once and for good, and keeps what was typed', async () => {
    const form = ordered();
    const sent = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null });
    await reach(form, refused(KEY_ERROR));
    const { id } = orderOf(form);
    form.order.leave();
    expect(form.order.current.value).toBeNull();
    expect(sent).toHaveBeenCalledExactlyOnceWith({ name: 'order.close', request: { orderId: id } });
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
    await reach(form, { name: 'connected', connection: { id: 'c', title: 'Mine' }, connectedAt: 1, draft: typed });
    await vi.waitFor(() => expect(orderOf(form).stage.name).toBe('connected'));
    expect(form.entry.draft.value.title).toBeNull();
    await reach(form, { name: 'undone', connection: { id: 'c', title: 'Mine' } });
    await vi.waitFor(() => expect(orderOf(form).stage.name).toBe('undone'));
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
    expect(orderOf(await reopen()).stage).toEqual({ name: 'undone', connection: { id: 'c', title: 'Mine' } });
    vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: null });
    stop();
    expect(form.order.current.value).toBeNull();
  });

  it('asks the background to undo, and reports when its answer is lost', async () => {
    const { form, stop } = await undone();
    const sent = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: null } });
    expect(await form.order.undo()).toEqual({ ok: true, value: null });
    expect(sent).toHaveBeenCalledWith({
      name: 'order.undo',
      request: { orderId: orderOf(form).id },
    });
    sent.mockRejectedValue(new Error('gone'));
    expect(await form.order.undo()).toEqual({ ok: false, failure: { code: 'answer-lost' } });
    stop();
  });
});
