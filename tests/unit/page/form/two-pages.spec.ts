import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { PageFocus } from '../../../../lib/page/focus';
import type { Form } from '../../../../lib/page/form/form';
import { readFormState } from '../../../../lib/page/form/form-state';
import { ACME_CRM, DESKWELL } from '../../../zapier/zapier';
import {
  CRM,
  inputOf,
  MARIA,
  MINUTE_MS,
  NOON,
  OTHER,
  open,
  orderOf,
  reach,
  session,
  summary,
  type,
  useForm,
  valueIn,
} from './form-stage';

useForm();

/** Gives the focus to one of two pages. */
function createDesk() {
  const watchers = new Set<() => void>();
  let front = 0;
  return {
    page: (number: number): PageFocus => ({
      has: () => front === number,
      watch(changed) {
        watchers.add(changed);
        return () => watchers.delete(changed);
      },
    }),
    bringToFront(number: number) {
      front = number;
      for (const changed of watchers) changed();
    },
  };
}

/** Opens the same form in two pages, of which the first has the focus. */
async function openTwo(app = CRM) {
  const desk = createDesk();
  const page = async (number: number): Promise<Form> => {
    const state = await readFormState(MARIA.id, app.id);
    const form = open(app, state, undefined, undefined, desk.page(number));
    onTestFinished(form.follow());
    return form;
  };
  return {
    first: await page(0),
    second: await page(1),
    focusFirst: () => desk.bringToFront(0),
    focusSecond: () => desk.bringToFront(1),
  };
}

const shows = (form: Form, name: string, value: string) => vi.waitFor(() => expect(valueIn(form, name)).toBe(value));

/** Waits until everything that was stored has reached every page. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
}

describe('a form that is open in two pages', () => {
  it('shows in the page without the focus what is typed in the other, secrets and name included', async () => {
    const { first, second } = await openTwo(summary(DESKWELL.app, 'Deskwell'));
    type(first, 'subdomain', 'acme');
    type(first, 'api_key', 'k-1');
    type(first, 'title', 'Mine');
    await shows(second, 'title', 'Mine');
    expect(valueIn(second, 'subdomain')).toBe('acme');
    expect(valueIn(second, 'api_key')).toBe('k-1');
    expect(second.secretMinutesLeft.value).toBe(10);
  });

  it('goes on in whichever page gets the focus, and no character is lost', async () => {
    const { first, second, focusFirst, focusSecond } = await openTwo(summary(DESKWELL.app, 'Deskwell'));
    type(first, 'subdomain', 'ac');
    type(first, 'api_key', 'k');
    focusSecond();
    await shows(second, 'api_key', 'k');
    type(second, 'api_key', 'k-1');
    focusFirst();
    await shows(first, 'api_key', 'k-1');
    type(first, 'subdomain', 'acme');
    focusSecond();
    await shows(second, 'subdomain', 'acme');
    expect(valueIn(second, 'api_key')).toBe('k-1');
    expect(second.connect()).toBeNull();
  });

  it('follows what was stored last when keys came faster than the storage', async () => {
    const { first, second } = await openTwo();
    for (const typed of ['k', 'k-', 'k-1', 'k-12']) type(first, 'api_key', typed);
    await shows(second, 'api_key', 'k-12');
    await settle();
    expect(valueIn(first, 'api_key')).toBe('k-12');
    expect(valueIn(second, 'api_key')).toBe('k-12');
  });

  it('takes over what was typed while the second page was being opened', async () => {
    const state = await readFormState(MARIA.id, CRM.id);
    type(open(), 'api_key', 'k-1');
    const late = open(CRM, state);
    onTestFinished(late.follow());
    await shows(late, 'api_key', 'k-1');
  });

  it('takes over what an input method stores in the other page as that loses the focus', async () => {
    const { first, second, focusSecond } = await openTwo();
    type(first, 'title', 'A');
    focusSecond();
    type(first, 'title', 'Acme');
    await shows(second, 'title', 'Acme');
    expect(valueIn(first, 'title')).toBe('Acme');
  });

  it('is never changed under the hand in the page that has the focus', async () => {
    const { first, second } = await openTwo();
    type(first, 'api_key', 'k-1');
    await shows(second, 'api_key', 'k-1');
    type(second, 'api_key', 'late');
    await settle();
    expect(valueIn(first, 'api_key')).toBe('k-1');
    type(first, 'api_key', 'k-12');
    await shows(second, 'api_key', 'k-12');
  });

  it('ignores in a page the echo of its own earlier keystroke, with the focus or without', async () => {
    const { first, focusSecond } = await openTwo();
    type(first, 'api_key', 'k');
    focusSecond();
    type(first, 'api_key', 'k-1');
    await settle();
    expect(valueIn(first, 'api_key')).toBe('k-1');
  });

  it('keeps in a page what an input method stores there while it still reads what was typed in the other', async () => {
    const { first, second } = await openTwo();
    await settle();
    const reads: (() => void)[] = [];
    const { get } = fakeBrowser.storage.session;
    const held = vi.spyOn(fakeBrowser.storage.session, 'get').mockImplementation(async (keys) => {
      const found = await Reflect.apply(get, fakeBrowser.storage.session, [keys]);
      await new Promise<void>((resolve) => reads.push(resolve));
      return found;
    });
    type(first, 'title', 'A');
    await vi.waitFor(() => expect(reads.length).toBeGreaterThan(0));
    type(second, 'title', 'Acme');
    held.mockRestore();
    for (const read of reads) read();
    await settle();
    expect(valueIn(second, 'title')).toBe('Acme');
  });

  it('keeps what could not be stored, though the other page has nothing of it', async () => {
    const { first, focusSecond } = await openTwo();
    type(first, 'api_key', 'k');
    await settle();
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('Quota exceeded'));
    type(first, 'api_key', 'k-1');
    focusSecond();
    await settle();
    expect(valueIn(first, 'api_key')).toBe('k-1');
    vi.restoreAllMocks();
    type(first, 'api_key', 'k-1');
    await settle();
  });

  it('shows a wiped secret as wiped in both pages', async () => {
    const { first, second } = await openTwo();
    type(first, 'api_key', 'k-1');
    await shows(second, 'api_key', 'k-1');
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    await fakeBrowser.storage.session.remove(`secrets/1/${ACME_CRM.app}`);
    await shows(second, 'api_key', '');
    expect(second.entry.wiped.value).toEqual(['field:api_key']);
  });

  it('is empty in both pages after Clear in one', async () => {
    const { first, second } = await openTwo();
    type(first, 'api_key', 'k-1');
    type(first, 'title', 'Mine');
    await shows(second, 'title', 'Mine');
    first.startOver();
    await shows(second, 'api_key', '');
    expect(second.entry.isBegun()).toBe(false);
    expect(await session()).toEqual({});
  });

  it('shows in both pages the draft that Undo puts back, as it was changed since', async () => {
    const { first, second } = await openTwo();
    type(first, 'api_key', 'k-1');
    type(first, 'title', 'Mine');
    first.connect();
    const draft = first.entry.draft.value;
    await reach(first, { name: 'connected', connection: { id: 'c-1', title: 'Mine' }, connectedAt: NOON, draft });
    await vi.waitFor(() => expect(orderOf(second).stage.name).toBe('connected'));
    await fakeBrowser.storage.session.remove(`secrets/1/${ACME_CRM.app}`);
    await reach(first, { name: 'undone', connection: { id: 'c-1', title: 'Mine' } });
    await shows(second, 'title', 'Mine');
    type(first, 'title', 'Mine too');
    await shows(second, 'title', 'Mine too');
  });

  it('has the same rows of free fields in both pages', async () => {
    const { first, second } = await openTwo(OTHER);
    const row = first.entry.draft.value.freeFields[0]?.id ?? '';
    type(first, `${row}-name`, 'token');
    type(first, row, 'k-1');
    const added = first.entry.addField();
    await vi.waitFor(() => expect(inputOf(second, added)).toBeDefined());
    expect(valueIn(second, row)).toBe('k-1');
    expect(second.entry.draft.value).toEqual(first.entry.draft.value);
  });

  it('keeps the rows of an empty form, and the caret in them, when the focus comes and goes', async () => {
    const { first, focusFirst, focusSecond } = await openTwo(OTHER);
    const rows = first.entry.draft.value.freeFields;
    focusSecond();
    focusFirst();
    await settle();
    expect(first.entry.draft.value.freeFields).toBe(rows);
  });
});
