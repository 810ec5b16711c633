import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { rememberFieldNames } from '../../../../lib/background/orders/app-memory';
import { createForm } from '../../../../lib/page/form/form';
import { readFormState } from '../../../../lib/page/form/form-state';
import { type FormAccount, usualTitle } from '../../../../lib/page/form/usual-title';
import { createOrders } from '../../../../lib/page/orders';
import { fieldNamesItem } from '../../../../lib/shared/app-memory';
import { type Config, DEFAULT_CONFIG } from '../../../../lib/shared/config';
import { ACME_CRM } from '../../../zapier/zapier';
import { createLocks } from '../../support/locks';
import { FOCUSED } from './form-stage';

const MARIA: FormAccount = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
const APP = { id: '0b7e1f9a-1111-4222-8333-444455556666', title: 'Other app', description: '', iconUrl: null };
const CONFIG: Config = { ...DEFAULT_CONFIG, apps: [ACME_CRM] };

const open = async (account: FormAccount = MARIA, config = CONFIG, app = APP) =>
  createForm(
    config,
    signal(account),
    app,
    createOrders(signal([])),
    await readFormState(account.id, app.id),
    FOCUSED,
    signal([]),
  );
type Form = Awaited<ReturnType<typeof open>>;

const rowNames = (form: Form) => form.entry.draft.value.freeFields.map(({ name }) => name);
const rowId = (form: Form, index: number) => form.entry.draft.value.freeFields[index]?.id ?? '';

function type(form: Form, id: string, value: string) {
  const input = form.entry.inputs.value.find((candidate) => candidate.id === id);
  if (!input) throw new Error(`No input ${id}`);
  form.entry.edit(input, value);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
  vi.useFakeTimers({ now: new Date(2026, 10, 23, 12), toFake: ['Date'] });
  vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: null } });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a free form with remembered field names', () => {
  beforeEach(() => rememberFieldNames(APP.id, ['api_token', 'workspace']));

  it('starts with the remembered names, empty values and the focus on the first value', async () => {
    const form = await open();
    expect(rowNames(form)).toEqual(['api_token', 'workspace']);
    expect(form.entry.inputs.value.filter(({ kind }) => kind === 'free-value').map(({ value }) => value)).toEqual([
      '',
      '',
    ]);
    expect(form.firstInput()).toBe(rowId(form, 0));
    type(form, rowId(form, 0), 't-1');
    expect(form.entry.nextEmpty(rowId(form, 0))).toBe(rowId(form, 1));
  });

  it('counts a form as begun by a value or another name, not by remembered names', async () => {
    const form = await open();
    expect(form.entry.isBegun()).toBe(false);
    type(form, rowId(form, 0), 't-1');
    expect(form.entry.isBegun()).toBe(true);
    const renamed = await open({ ...MARIA, id: '2' });
    type(renamed, `${rowId(renamed, 1)}-name`, '');
    expect(renamed.entry.isBegun()).toBe(true);
  });

  it('offers remembered names to every customer, but for no other app', async () => {
    expect(rowNames(await open({ ...MARIA, id: '2' }))).toEqual(['api_token', 'workspace']);
    expect(rowNames(await open(MARIA, CONFIG, { ...APP, id: 'other' }))).toEqual(['']);
    const defined = await open(MARIA, CONFIG, { ...APP, id: ACME_CRM.app });
    expect(defined.entry.draft.value.freeFields).toEqual([]);
  });

  it('keeps the rows of a form that was begun when other names are remembered', async () => {
    type(await open(), 'title', 'Mine');
    await rememberFieldNames(APP.id, ['key']);
    expect(rowNames(await open())).toEqual(['api_token', 'workspace']);
  });

  it('leaves one row without a name after Forget', async () => {
    const form = await open();
    form.forgetNames();
    expect(rowNames(form)).toEqual(['']);
    expect(form.remembered.names.value).toEqual([]);
    expect(form.firstInput()).toBe(`${rowId(form, 0)}-name`);
    expect(form.entry.isBegun()).toBe(false);
  });

  it('keeps the rows with something typed after Forget', async () => {
    const form = await open();
    type(form, rowId(form, 1), 'acme');
    form.entry.addField();
    type(form, `${rowId(form, 2)}-name`, 'region');
    form.forgetNames();
    expect(rowNames(form)).toEqual(['workspace', 'region']);
    expect(form.entry.inputs.value.find(({ id }) => id === rowId(form, 0))?.value).toBe('acme');
  });

  it('asks the background to forget the names', async () => {
    // A result that suits both messages sent: the other one, connections.refresh, expects one.
    const send = vi.spyOn(browser.runtime, 'sendMessage').mockResolvedValue({ response: { ok: true, value: null } });
    (await open()).forgetNames();
    await vi.waitFor(() =>
      expect(send).toHaveBeenCalledWith({ name: 'fieldNames.forget', request: { appId: APP.id } }),
    );
  });

  it('starts over with the names that the background has remembered meanwhile', async () => {
    const form = await open();
    const stop = form.follow();
    await rememberFieldNames(APP.id, ['key']);
    await vi.waitFor(() => expect(form.remembered.names.value).toEqual(['key']));
    form.startOver();
    expect(rowNames(form)).toEqual(['key']);
    stop();
    await fieldNamesItem.setValue([]);
    expect(form.remembered.names.value).toEqual(['key']);
  });
});

describe("a connection's usual name", () => {
  const template = '{ticket} {customer} – {app} – {account} – {date}';

  it('fills in every part of the name template, and follows customer and ticket', () => {
    const account = signal<FormAccount>({ ...MARIA, ticket: '#4711' });
    const title = usualTitle({ template, account, appTitle: 'Slack', existingTitles: signal([]) });
    expect(title.value).toBe('#4711 Maria Chen – Slack – maria@acme.example – 2026-11-23');
    account.value = { ...MARIA, label: 'Acme' };
    expect(title.value).toBe('Acme – Slack – maria@acme.example – 2026-11-23');
  });

  it('numbers the usual name as soon as it is known to be taken', () => {
    const existingTitles = signal<string[]>([]);
    const title = usualTitle({
      template: '{customer} – {app}',
      account: signal(MARIA),
      appTitle: 'Slack',
      existingTitles,
    });
    expect(title.value).toBe('Maria Chen – Slack');
    existingTitles.value = ['maria chen – slack'];
    expect(title.value).toBe('Maria Chen – Slack 2');
  });

  it('keeps the name that was ordered when the customer is renamed', async () => {
    const account = signal<FormAccount>(MARIA);
    const form = createForm(
      CONFIG,
      account,
      APP,
      createOrders(signal([])),
      await readFormState('1', APP.id),
      FOCUSED,
      signal([]),
    );
    type(form, `${rowId(form, 0)}-name`, 'key');
    type(form, rowId(form, 0), 'k-1');
    expect(form.connect()).toBeNull();
    account.value = { ...MARIA, label: 'Acme' };
    expect(form.entry.title.value).toBe('Maria Chen – Other app');
    form.startOver();
    expect(form.entry.title.value).toBe('Acme – Other app');
  });

  it('counts the characters of a name near the limit, and reports one too long', async () => {
    const form = await open();
    expect(form.entry.titleNearLimit.value).toBeNull();
    type(form, 'title', '🦊'.repeat(256));
    expect(form.entry.titleNearLimit.value).toBe(256);
    form.connect();
    expect(form.entry.problems.value).toHaveProperty('title', 'too-long');
    type(form, 'title', ` ${'🦊'.repeat(255)} `);
    expect(form.entry.problems.value).not.toHaveProperty('title');
  });
});

describe("an order's ticket", () => {
  it.each([
    [{ ticket: '#4711' }, { ticket: '#4711' }],
    [{ ticket: '' }, {}],
    [{}, {}],
  ])('for an account with %j, places an order with %j', async (more, held) => {
    const form = await open({ ...MARIA, ...more });
    type(form, `${rowId(form, 0)}-name`, 'key');
    type(form, rowId(form, 0), 'k-1');
    form.connect();
    const order = form.order.current.value;
    expect(order && 'ticket' in order ? { ticket: order.ticket } : {}).toEqual(held);
  });
});
