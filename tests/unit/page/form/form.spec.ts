import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { storage } from 'wxt/utils/storage';
import type { Form } from '../../../../lib/page/form/form';
import type { FormInput } from '../../../../lib/page/form/form-inputs';
import { readFormState } from '../../../../lib/page/form/form-state';
import { placedKey } from '../../../../lib/shared/order';
import { ACME_CRM, DESKWELL, SHIPDAY } from '../../../zapier/zapier';
import {
  CONFIG,
  CRM,
  EMPTY,
  inputOf,
  MARIA,
  NOON,
  OTHER,
  open,
  orderOf,
  reach,
  reopen,
  session,
  stored,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

describe("the connection's name", () => {
  it("fills in the name from the template, and follows the customer's label", () => {
    const account = signal(MARIA);
    const form = open(CRM, EMPTY, account);
    expect(form.entry.title.value).toBe('Maria Chen – Acme CRM');
    account.value = { ...MARIA, label: 'Acme Inc.' };
    expect(form.entry.title.value).toBe('Acme Inc. – Acme CRM');
  });

  it('keeps a typed name when the customer is renamed', () => {
    const account = signal(MARIA);
    const form = open(CRM, EMPTY, account);
    type(form, 'title', 'Mine');
    account.value = { ...MARIA, label: 'Acme Inc.' };
    expect(form.entry.title.value).toBe('Mine');
    type(form, 'title', '');
    expect(form.entry.title.value).toBe('');
  });

  it("uses the app's own name template where it has one", () => {
    const apps = [{ ...ACME_CRM, nameTemplate: '{app} of {customer}' }];
    expect(open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps }).entry.title.value).toBe('Acme CRM of Maria Chen');
    expect(open(OTHER, EMPTY, signal(MARIA), { ...CONFIG, nameTemplate: '{app}' }).entry.title.value).toBe('Other app');
  });
});

describe("a form's inputs", () => {
  it('has an input for the name and for each field of the definition', () => {
    expect(open().entry.inputs.value.map(({ id }) => id)).toEqual(['field:api_key', 'title']);
  });

  it('treats fields named like properties of every object, such as toString, like any other fields', () => {
    const keys = ['toString', 'valueOf', 'hasOwnProperty', 'title', 'elements'];
    const fields = keys.map((key) => ({ key, isNoSecret: key === 'valueOf' }));
    const apps = [{ ...ACME_CRM, authentication: { type: 'custom' as const, fields } }];
    const form = open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps });
    expect(form.entry.inputs.value.slice(0, -1).map(({ value }) => value)).toEqual(['', '', '', '', '']);
    expect(form.entry.wiped.value).toEqual([]);
    form.connect();
    expect(form.entry.problems.value).toEqual(Object.fromEntries(keys.map((key) => [`field:${key}`, 'empty'])));
    type(form, 'field:title', 'mine');
    type(form, 'title', 'Name');
    expect([form.entry.title.value, valueIn(form, 'field:title')]).toEqual(['Name', 'mine']);
  });

  it('starts with one free pair without a definition, and adds more on request', () => {
    const form = open(OTHER);
    const first = form.entry.draft.value.freeFields[0]?.id;
    expect(form.entry.inputs.value.map(({ id }) => id)).toEqual([`${first}-name`, first, 'title']);
    const next = form.entry.addField();
    expect(form.entry.inputs.value.map(({ id }) => id).slice(2)).toEqual([next, next.replace(/-name$/, ''), 'title']);
  });
});

describe('a keystroke in a form', () => {
  it('stores each keystroke in its own task and in one write', () => {
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

  it('restores what was typed when the popup opens again', async () => {
    const form = open(summary(DESKWELL.app, 'Deskwell'));
    type(form, 'title', 'Mine');
    type(form, 'subdomain', 'acme');
    type(form, 'api_key', ' k-1 ');
    type(form, 'region', 'us');
    const again = await reopen(summary(DESKWELL.app, 'Deskwell'));
    expect(again.entry.inputs.value).toEqual(form.entry.inputs.value);
    expect(valueIn(again, 'api_key')).toBe(' k-1 ');
  });

  it('restores the rows of a free form when the popup opens again', async () => {
    const form = open(OTHER);
    const [row] = form.entry.draft.value.freeFields;
    type(form, `${row?.id}-name`, 'api_key');
    type(form, row?.id ?? '', 'k-1');
    const second = form.entry.addField();
    type(form, second, 'secret');
    const again = await reopen(OTHER);
    expect(again.entry.inputs.value).toEqual(form.entry.inputs.value);
  });

  it('writes no secret to the draft, and nothing at all to disk', async () => {
    const form = open();
    type(form, 'api_key', 'k-very-secret');
    expect(JSON.stringify(await stored(`draft/1/${ACME_CRM.app}`))).not.toContain('k-very-secret');
    expect(await fakeBrowser.storage.local.get()).toEqual({});
  });

  it('stores what was typed under its account and app only', async () => {
    type(open(), 'api_key', 'k-1');
    expect(await readFormState('2', ACME_CRM.app)).toEqual(EMPTY);
    expect(await readFormState('1', SHIPDAY.app)).toEqual(EMPTY);
  });

  it('counts a form as begun once something is typed into it', () => {
    for (const [id, value] of [
      ['title', 'Mine'],
      ['subdomain', 'a'],
      ['api_key', 'k'],
    ] as const) {
      const form = open(summary(DESKWELL.app, 'Deskwell'));
      expect(form.entry.isBegun()).toBe(false);
      type(form, id, value);
      expect(form.entry.isBegun()).toBe(true);
    }
    const free = open(OTHER);
    free.entry.addField();
    expect(free.entry.isBegun()).toBe(false);
    type(free, `${free.entry.draft.value.freeFields[0]?.id}-name`, 'k');
    expect(free.entry.isBegun()).toBe(true);
  });
});

describe('a form that starts over', () => {
  it('forgets everything typed and ordered, in storage too, when a form starts over', async () => {
    const form = open(summary(SHIPDAY.app, 'Shipday'));
    type(form, 'username', 'u');
    type(form, 'password', 'p');
    type(form, 'title', 'Mine');
    form.connect();
    await reach(form, { name: 'failed', failure: { code: 'not-sent' } });
    await storage.removeItem(placedKey(orderOf(form)));
    form.startOver();
    expect(form.entry.isBegun()).toBe(false);
    expect(form.entry.title.value).toBe('Maria Chen – Shipday');
    expect([valueIn(form, 'username'), valueIn(form, 'password')]).toEqual(['', '']);
    expect(form.entry.problems.value).toEqual({});
    expect(form.order.current.value).toBeNull();
    expect(Object.keys(await session())).toEqual(['orders']);
  });

  it('leaves a free form that starts over with one empty row', () => {
    const form = open(OTHER);
    form.entry.addField();
    form.startOver();
    expect(form.entry.draft.value.freeFields).toEqual([{ id: expect.any(String), name: '' }]);
  });
});

describe('the input that gets the focus first', () => {
  it('focuses the first empty required input, else the first credential, else the name', () => {
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

describe('a pasted address', () => {
  const formatted = {
    ...ACME_CRM,
    authentication: {
      type: 'custom' as const,
      fields: [{ key: 'subdomain', inputFormat: 'https://{{input}}.acme.example', isNoSecret: true }],
    },
  };
  const openFormatted = () => open(CRM, EMPTY, signal(MARIA), { ...CONFIG, apps: [formatted] });
  const subdomain = (form: Form) => inputOf(form, 'subdomain') as FormInput;

  it('reduces a pasted address to the part that the field asks for, and says so', () => {
    const form = openFormatted();
    form.entry.edit(subdomain(form), 'https://globex.acme.example/login');
    expect(valueIn(form, 'subdomain')).toBe('globex');
    expect(form.entry.extracted.value).toEqual({ 'field:subdomain': 'globex' });
  });

  it('leaves an address alone while it is typed', () => {
    const form = openFormatted();
    let typed = '';
    for (const character of 'globex.acme.example') {
      typed += character;
      form.entry.edit(subdomain(form), typed);
      expect(valueIn(form, 'subdomain')).toBe(typed);
    }
    expect(form.entry.extracted.value).toEqual({});
  });
});
