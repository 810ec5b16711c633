import { computed, signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { forgetAllMade, rememberMade } from '../../../../lib/background/connections/made-here';
import { createDuplicates } from '../../../../lib/page/form/duplicates';
import { createExisting } from '../../../../lib/page/form/existing';
import { definedId, type FormInput } from '../../../../lib/page/form/form-inputs';
import { listedItem } from '../../../../lib/shared/connection';
import { EMPTY_DRAFT, type Secrets } from '../../../../lib/shared/draft';
import { createLocks } from '../../support/locks';
import { wholeList } from '../../support/whole-list';

const [ACCOUNT, APP] = ['7', 'app-1'];
const LONG = 'dw-0123456789abcdef';
const KEY = { freeFields: [], values: { api_key: LONG } };
let stop: (() => void) | undefined;
let sent: unknown[];

beforeEach(() => {
  fakeBrowser.reset();
  vi.stubGlobal('navigator', { locks: createLocks() });
  sent = [];
  answer({ ok: true, value: null });
});
afterEach(() => {
  stop?.();
  vi.restoreAllMocks();
});

function answer(response: object) {
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(async (message: unknown) => {
    sent.push(message);
    return { response };
  });
}

const listed = (...titles: string[]) =>
  wholeList(titles.map((title, index) => ({ id: `c-${index}`, title, isExpired: false })));

function open(title = 'Acme – CRM') {
  const secrets = signal<Secrets>({ values: {}, editedAt: 0 });
  const inputs = computed(() =>
    Object.entries(secrets.value.values).map(
      ([key, value]): FormInput => ({
        ...{ id: definedId([key]), kind: 'credential', field: { key }, value, required: true, secret: true },
      }),
    ),
  );
  const entry = { title: signal(title), draft: signal(EMPTY_DRAFT), secrets, inputs };
  const existing = createExisting(ACCOUNT, APP);
  const duplicates = createDuplicates(APP, existing, entry);
  const stops = [existing.follow(), duplicates.follow()];
  stop = () => {
    for (const stopOne of stops) stopOne();
  };
  const type = (values: Record<string, string>) => {
    secrets.value = { values, editedAt: 1 };
  };
  return { existing, duplicates, entry, type };
}

describe('the connections an app already has', () => {
  it('shows the connections last listed while asking the background for a fresh list', async () => {
    await listedItem.write(ACCOUNT, APP, listed('A'));
    const { existing } = open();
    expect(existing.connections.value).toBeNull();
    await vi.waitFor(() => expect(existing.connections.value).toMatchObject([{ title: 'A', madeAt: null }]));
    expect(sent).toEqual([{ name: 'connections.refresh', request: { accountId: ACCOUNT, appId: APP } }]);
    await listedItem.write(ACCOUNT, APP, listed('A', 'B'));
    await vi.waitFor(() => expect(existing.connections.value).toHaveLength(2));
  });

  it('reports why the list failed, and shows no connections', async () => {
    answer({ ok: false, failure: { code: 'not-sent' } });
    const { existing } = open();
    await vi.waitFor(() => expect(existing.failure.value).toEqual({ code: 'not-sent' }));
    expect(existing.connections.value).toBeNull();
  });

  it('shows the connections last listed while a new list is being read', async () => {
    await listedItem.write(ACCOUNT, APP, listed('A', 'B'));
    const { existing } = open();
    await vi.waitFor(() => expect(existing.connections.value).toHaveLength(2));
    const reading = { ...listed('A'), count: 1500, extent: 'reading' } as const;
    await listedItem.write(ACCOUNT, APP, reading);
    await vi.waitFor(() => expect(existing.reading.value).toEqual(reading));
    expect(existing.connections.value).toHaveLength(2);
  });

  it('has a long list read to its end when the agent asks for that', async () => {
    await listedItem.write(ACCOUNT, APP, { ...listed('A'), count: 2100, extent: 'more' });
    const { existing } = open();
    await vi.waitFor(() => expect(existing.listed.value?.count).toBe(2100));
    existing.readAll();
    expect(existing.isReadingAll.value).toBe(true);
    expect(sent.at(-1)).toEqual({ name: 'connections.readAll', request: { accountId: ACCOUNT, appId: APP } });
    await vi.waitFor(() => expect(existing.isReadingAll.value).toBe(false));
  });

  describe('a list during a pause', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });
    const paused = () => ({ code: 'paused', until: Date.now() + 41_000 });

    it('asks for the list again by itself when a pause is over', async () => {
      const failure = paused();
      answer({ ok: false, failure });
      const { existing } = open();
      await vi.advanceTimersByTimeAsync(40_999);
      expect(existing.failure.value).toEqual(failure);
      expect(sent).toHaveLength(1);
      answer({ ok: true, value: null });
      await vi.advanceTimersByTimeAsync(1);
      expect(existing.failure.value).toBeNull();
      expect(sent).toHaveLength(2);
    });

    it('does not ask for the list after a pause once the form is left', async () => {
      answer({ ok: false, failure: paused() });
      open();
      await vi.advanceTimersByTimeAsync(0);
      stop?.();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(sent).toHaveLength(1);
    });
  });

  it('tells which connections were made here, and when', async () => {
    await rememberMade(ACCOUNT, { id: 'c-1', appId: APP, madeAt: 5 }, KEY);
    await listedItem.write(ACCOUNT, APP, listed('A', 'B'));
    const { existing } = open();
    await vi.waitFor(() => expect(existing.connections.value?.map(({ madeAt }) => madeAt)).toEqual([null, 5]));
  });
});

describe('the name of a new connection', () => {
  it('compares the name with every connection at each keystroke, equal names first', async () => {
    await rememberMade(ACCOUNT, { id: 'c-1', appId: APP, madeAt: 5 }, KEY);
    await listedItem.write(ACCOUNT, APP, listed('ACME CRM', 'Acme – CRM', 'Globex'));
    const { duplicates, entry } = open();
    await vi.waitFor(() =>
      expect(duplicates.sameName.value).toMatchObject({ likeness: 'same', connection: { id: 'c-1', madeAt: 5 } }),
    );
    expect([...duplicates.alike.value]).toEqual([
      ['c-0', 'near'],
      ['c-1', 'same'],
    ]);
    entry.title.value = 'Globxe';
    expect(duplicates.sameName.value).toMatchObject({
      likeness: 'near',
      connection: { title: 'Globex', madeAt: null },
    });
    entry.title.value = 'Initech';
    expect(duplicates.sameName.value).toBeNull();
  });
});

describe('credentials that were used before', () => {
  it('recognises short credentials only when all of them match a connection made here', async () => {
    const values = { username: 'maria', password: 's3cret' };
    await rememberMade(ACCOUNT, { id: 'c-0', appId: APP, madeAt: 5 }, { freeFields: [], values });
    await listedItem.write(ACCOUNT, APP, listed('Globex'));
    const { existing, duplicates, type } = open();
    await vi.waitFor(() => expect(existing.connections.value).toHaveLength(1));
    type(values);
    const found = { connection: { id: 'c-0' }, madeAt: 5, inputId: null };
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toMatchObject(found));
    expect([...duplicates.alike.value]).toEqual([['c-0', 'credentials']]);
    for (const other of [{ ...values, username: 'ben' }, { ...values, host: 'x' }, { password: 's3cret' }]) {
      type(other);
      await vi.waitFor(() => expect(duplicates.sameCredentials.value).toBeNull());
      type(values);
      await vi.waitFor(() => expect(duplicates.sameCredentials.value).not.toBeNull());
    }
    expect(JSON.stringify(sent)).not.toContain('s3cret');
  });

  it('recognises one long secret by itself, but prefers a match of all credentials', async () => {
    const here = { freeFields: [], values: { subdomain: 'globex', api_key: LONG } };
    await rememberMade(ACCOUNT, { id: 'c-0', appId: APP, madeAt: 5 }, here);
    await rememberMade(ACCOUNT, { id: 'c-1', appId: APP, madeAt: 6 }, KEY);
    await listedItem.write(ACCOUNT, APP, listed('Globex', 'Initech'));
    const { duplicates, type } = open();
    type({ subdomain: 'acme', api_key: LONG });
    const input = definedId(['api_key']);
    const found = { connection: { id: 'c-1' }, madeAt: 6, inputId: input };
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toMatchObject(found));
    type(here.values);
    await vi.waitFor(() => expect(duplicates.sameCredentials.value?.connection?.id).toBe('c-0'));
    type({ subdomain: 'globex' });
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toBeNull());
  });

  it('reports credentials as used here when the list cannot be read, but not before that', async () => {
    await rememberMade(ACCOUNT, { id: 'c-0', appId: APP, madeAt: 5 }, KEY);
    await rememberMade(ACCOUNT, { id: 'c-1', appId: APP, madeAt: 6 }, KEY);
    let refuse: (answered: { response: object }) => void = () => undefined;
    vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(
      () => new Promise<{ response: object }>((resolve) => (refuse = resolve)),
    );
    const { duplicates, type } = open();
    type({ api_key: LONG });
    await new Promise((resolve) => setTimeout(resolve));
    expect(duplicates.sameCredentials.value).toBeNull();
    refuse({ response: { ok: false, failure: { code: 'answer-lost' } } });
    const found = { connection: null, madeAt: 6, inputId: null };
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toEqual(found));
  });

  it('does not recognise credentials once their connection is no longer listed', async () => {
    await rememberMade(ACCOUNT, { id: 'gone', appId: APP, madeAt: 5 }, KEY);
    await rememberMade(ACCOUNT, { id: 'c-0', appId: APP, madeAt: 6 }, KEY);
    await listedItem.write(ACCOUNT, APP, listed('Globex'));
    const { duplicates, type } = open();
    type(KEY.values);
    await vi.waitFor(() => expect(duplicates.sameCredentials.value?.connection?.id).toBe('c-0'));
    await listedItem.write(ACCOUNT, APP, wholeList([], 2));
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toBeNull());
  });

  it.each(['more', 'unclear'] as const)(
    'recognises credentials whose connection may be unread in a list that is %s',
    async (extent) => {
      await rememberMade(ACCOUNT, { id: 'unread', appId: APP, madeAt: 5 }, KEY);
      await listedItem.write(ACCOUNT, APP, { ...listed('Globex'), extent });
      const { duplicates, type } = open();
      type(KEY.values);
      const found = { connection: null, madeAt: 5, inputId: null };
      await vi.waitFor(() => expect(duplicates.sameCredentials.value).toEqual(found));
    },
  );

  it('recognises the credentials of neither another app nor a forgotten account', async () => {
    await rememberMade(ACCOUNT, { id: 'c-0', appId: APP, madeAt: 5 }, KEY);
    await rememberMade(ACCOUNT, { id: 'c-1', appId: 'app-2', madeAt: 5 }, KEY);
    await listedItem.write(ACCOUNT, APP, listed('Globex', 'Initech'));
    const { duplicates, type } = open();
    type(KEY.values);
    await vi.waitFor(() => expect(duplicates.sameCredentials.value?.connection?.id).toBe('c-0'));
    await forgetAllMade(ACCOUNT);
    await vi.waitFor(() => expect(duplicates.sameCredentials.value).toBeNull());
  });
});

describe('deleting a connection', () => {
  it('asks the background to delete a connection', async () => {
    const { existing } = open();
    expect(await existing.remove('c-1')).toEqual({ ok: true, value: null });
    expect(sent).toContainEqual({
      name: 'connection.delete',
      request: { accountId: ACCOUNT, appId: APP, connectionId: 'c-1' },
    });
  });
});
