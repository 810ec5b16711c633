import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createForm, type Form, readFormState } from '../../../../lib/page/form/form';
import { createOrders } from '../../../../lib/page/orders';
import type { Account } from '../../../../lib/shared/account';
import { DEFAULT_CONFIG } from '../../../../lib/shared/config';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { DESKWELL, SHIPDAY } from '../../../zapier/zapier';
import { FOCUSED } from './form-stage';

const MINUTE_MS = 60_000;
const MARIA: Account = { id: '1', email: 'maria@acme.example', fullName: 'Maria Chen', signIn: 'active' };
const OTHER_ID = '0b7e1f9a-1111-4222-8333-444455556666';
const PEM = '-----BEGIN PRIVATE KEY-----\nVersion: 1\nComment: me\n-----END PRIVATE KEY-----';
const WITH_FILE: AppDefinition = {
  ...SHIPDAY,
  authentication: {
    type: 'custom',
    fields: [
      { key: 'key', label: 'Private key', type: 'text' },
      { key: 'version', required: false },
      { key: 'comment', required: false },
    ],
  },
};

let stop = () => {};
async function open(definition: AppDefinition | null): Promise<Form> {
  const app = { id: definition?.app ?? OTHER_ID, title: 'App', description: '', iconUrl: null };
  const config = { ...DEFAULT_CONFIG, apps: definition ? [definition] : [] };
  const form = createForm(
    config,
    signal(MARIA),
    app,
    createOrders(signal([])),
    await readFormState(MARIA.id, app.id),
    FOCUSED,
    signal([]),
  );
  stop = form.follow();
  return form;
}

function type(form: Form, name: string, value: string) {
  const input = form.entry.inputs.value.find(({ id, field }) => id === name || field?.key === name);
  if (!input) throw new Error(`There is no input ${name}`);
  form.entry.edit(input, value);
}

const values = (form: Form) => form.entry.inputs.value.filter(({ kind }) => kind !== 'title').map(({ value }) => value);
const session = async () => JSON.stringify(await fakeBrowser.storage.session.get());

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 12), toFake: ['Date', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

const ENV = 'DESKWELL_SUBDOMAIN=https://acme.deskwell.example/login\nDESKWELL_API_KEY="s3cret"\nLOG_LEVEL=debug';

describe('a paste of several lines', () => {
  it('offers what it recognised, and fills and stores nothing until the agent agrees', async () => {
    const form = await open(DESKWELL);
    expect(await form.paste.take('field:subdomain', ENV)).toMatchObject({ as: 'offer' });
    expect(form.paste.offer.value).toMatchObject({
      inputId: 'field:subdomain',
      fields: [
        { id: 'field:subdomain', value: 'acme', isPart: true },
        { id: 'field:api_key', value: 's3cret', removed: [] },
      ],
      leftOver: ['LOG_LEVEL'],
    });
    expect(values(form)).toEqual(['', '', 'eu', '', '']);
    expect(await session()).not.toContain('s3cret');
  });

  it('fills all fields in one step, stores them, and returns the next empty one', async () => {
    const form = await open(SHIPDAY);
    await form.paste.take('field:username', 'user: maria\npassword: s3cret');
    expect(form.paste.fill()).toBe('field:username');
    expect(values(form)).toEqual(['maria', 's3cret']);
    expect(form.paste.offer.value).toBeNull();
    expect(form.paste.note.value).toMatchObject({ inputId: 'field:username', filled: 2 });
    expect(await session()).toContain('s3cret');
    expect(form.secretMinutesLeft.value).toBe(10);

    const desk = await open(DESKWELL);
    await desk.paste.take('field:subdomain', 'subdomain: acme\nregion: us');
    expect(desk.paste.fill()).toBe('field:api_key');
  });

  it('undoes a fill in one step, back to what was there before', async () => {
    const form = await open(SHIPDAY);
    type(form, 'username', 'ben');
    await form.paste.take('field:username', 'user: maria\npassword: s3cret');
    form.paste.fill();
    form.paste.undo();
    expect(values(form)).toEqual(['ben', '']);
    expect(form.paste.note.value).toBeNull();
    expect(form.entry.wiped.value).toEqual([]);
    expect(await session()).not.toContain('s3cret');
  });

  it('offers Undo until one of the filled fields is changed', async () => {
    const form = await open(DESKWELL);
    await form.paste.take('field:subdomain', ENV);
    form.paste.fill();
    expect(form.paste.note.value?.isLast).toBe(true);
    type(form, 'region', 'us');
    expect(form.paste.note.value?.isLast).toBe(false);
    type(form, 'api_key', 'other');
    expect(form.paste.note.value).toBeNull();
  });

  it('returns the text as it was pasted when the offer is declined', async () => {
    const form = await open(DESKWELL);
    await form.paste.take('field:subdomain', ENV);
    expect(form.paste.decline()).toMatchObject({ inputId: 'field:subdomain', text: ENV });
    expect(form.paste.offer.value).toBeNull();
    expect(form.paste.fill()).toBeNull();
  });

  it.each([
    ['several lines in the name', 'title', ENV],
    ['text without a name that the form knows', 'field:subdomain', 'nothing: else\nremark: none'],
    ['prose', 'field:subdomain', 'Hello\nMaria'],
  ])('makes no offer for %s', async (_, id, text) => {
    expect(await (await open(DESKWELL)).paste.take(id, text)).toEqual({ as: 'it-is' });
  });

  it('offers a single field, and a choice where two values fit, which is filled only once one is chosen', async () => {
    const form = await open(DESKWELL);
    await form.paste.take('field:subdomain', 'API key: abc\nnothing: else');
    expect(form.paste.offer.value?.fields).toMatchObject([{ id: 'field:api_key', value: 'abc', from: 'label' }]);

    await form.paste.take('field:subdomain', 'API key: abc\nAPI key: def');
    expect(form.paste.offer.value?.fields).toMatchObject([{ value: null, readings: ['abc', 'def'] }]);
    expect(form.paste.fill()).toBeNull();
    expect(values(form)).toEqual(['', '', 'eu', '', '']);
    form.paste.choose(0, 'def');
    form.paste.fill();
    expect(values(form)).toEqual(['', 'def', 'eu', '', '']);
  });

  it('says that a text of more than 64 KB was not looked into', async () => {
    const form = await open(DESKWELL);
    const long = `${ENV}\n${'x'.repeat(65_536)}`;
    const taken = await form.paste.take('field:subdomain', long);
    expect(taken).toEqual({ as: 'it-is', isTooLong: true });
    form.paste.sayTaken('field:subdomain', long, taken);
    expect(form.paste.note.value).toMatchObject({ isTooLong: true, filled: null });
  });

  it('makes no offer for a private key in a field of several lines', async () => {
    const form = await open(WITH_FILE);
    expect(await form.paste.take('field:key', PEM)).toEqual({ as: 'it-is' });
    expect(await form.paste.take('field:key', `version=1\ncomment=2\n${PEM}`)).toEqual({ as: 'it-is' });
    expect(await form.paste.take('field:key', 'version: 1\ncomment: me')).toMatchObject({ as: 'offer' });
  });

  it('forgets a paste on starting over, on ordering and after ten minutes', async () => {
    const form = await open(DESKWELL);
    await form.paste.take('field:subdomain', ENV);
    form.startOver();
    expect(form.paste.offer.value).toBeNull();

    await form.paste.take('field:subdomain', ENV);
    form.paste.fill();
    form.connect();
    expect(form.paste.note.value).toBeNull();

    await form.paste.take('field:subdomain', ENV);
    vi.advanceTimersByTime(10 * MINUTE_MS - 15_000);
    expect(form.paste.offer.value).not.toBeNull();
    vi.advanceTimersByTime(15_000);
    expect(form.paste.offer.value).toBeNull();
  });
});

describe('a paste into a form without a definition', () => {
  it('fills the empty row first, adds rows, and takes them away on Undo', async () => {
    const form = await open(null);
    const [name, value] = form.entry.inputs.value.map(({ id }) => id);
    expect(await form.paste.take(value ?? '', 'api_key=abc\nregion=eu')).toMatchObject({ as: 'offer' });
    form.paste.fill();
    expect(values(form)).toEqual(['api_key', 'abc', 'region', 'eu']);
    expect(form.entry.inputs.value.slice(0, 2).map(({ id }) => id)).toEqual([name, value]);
    form.paste.undo();
    expect(values(form)).toEqual(['', '']);
  });

  it('fills rows that are already named', async () => {
    const form = await open(null);
    type(form, form.entry.inputs.value[0]?.id ?? '', 'token');
    await form.paste.take(form.entry.inputs.value[1]?.id ?? '', 'HUBSPOT_TOKEN=abc\nregion=eu');
    form.paste.fill();
    expect(values(form)).toEqual(['token', 'abc', 'region', 'eu']);
  });
});

describe('a paste of one value', () => {
  it('cleans a pasted value, and says so until the value is changed', async () => {
    const form = await open(SHIPDAY);
    const taken = await form.paste.take('field:username', ' "maria"\n');
    expect(taken).toEqual({ as: 'cleaned', text: 'maria', removed: ['spaces', 'quotes'] });
    type(form, 'username', 'maria');
    form.paste.sayTaken('field:username', ' "maria"\n', taken);
    expect(form.paste.note.value).toMatchObject({ inputId: 'field:username', filled: null, text: ' "maria"\n' });
    type(form, 'password', 'x');
    expect(form.paste.note.value).not.toBeNull();
    type(form, 'username', 'maria2');
    expect(form.paste.note.value).toBeNull();
  });

  it('leaves a clean value, and any value for a field of several lines, to the browser', async () => {
    expect(await (await open(SHIPDAY)).paste.take('field:username', 'maria')).toEqual({ as: 'it-is' });
    expect(await (await open(SHIPDAY)).paste.take('field:password', 'Horse battery 12345.')).toEqual({ as: 'it-is' });
    expect(await (await open(WITH_FILE)).paste.take('field:key', ' "x" ')).toEqual({ as: 'it-is' });
  });
});
