import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { SaveState } from '../../../../lib/page/settings/model';
import { SetUpModel } from '../../../../lib/page/settings/set-up';
import { asTyped, DEFAULT_CONFIG } from '../../../../lib/shared/config';
import { EMPTY_DRAFT } from '../../../../lib/shared/draft';
import { NOTHING_CHECKED, type Powers, type SetUpCheck } from '../../../../lib/shared/set-up-check';
import { ACME_CRM } from '../../../zapier/zapier';

const TYPED = { draft: EMPTY_DRAFT, secrets: { values: { api_key: 'k' }, editedAt: 1 } };

/** Opens the check on a page whose Save ends like this. */
function open({
  clientId = 'a',
  changed = false,
  saves = 'saved' as SaveState,
  grants = true,
  filled = true,
  found = {},
} = {}) {
  const saveState = signal<SaveState>('idle');
  const done: string[] = [];
  const page = {
    draft: signal({ ...asTyped(DEFAULT_CONFIG, ''), clientId }),
    isChanged: signal(changed),
    saveState,
    save: async () => {
      done.push('save');
      saveState.value = saves;
    },
  };
  const form = {
    app: signal(ACME_CRM),
    typed: () => (filled ? TYPED : null),
    clear: () => void done.push('clear'),
  };
  const check = signal<SetUpCheck>({ ...NOTHING_CHECKED, ...found });
  const model = new SetUpModel(page, check, form, signal(true), {
    start: async () => done.push('start'),
    explore: async (_app, { accountId }, typed) => done.push(`explore "${accountId}" ${typed.secrets.values.api_key}`),
    answer: vi.fn(async () => null),
    requestHostAccess: async () => grants,
  });
  const find = (powers: SetUpCheck['powers']) => {
    check.value = { ...check.value, powers };
  };
  return { model, done, find };
}

it.each<[string, Partial<SetUpCheck>, boolean]>([
  ['before anything was checked', {}, false],
  ['while a step is under way', { exchange: { is: 'running' } }, true],
])('the set-up check tells whether it runs %s', (_when, found, isRunning) => {
  expect(open({ found }).model.isRunning.value).toBe(isRunning);
});

describe('trying the sign-in', () => {
  it.each([
    ['checks at once what is saved', {}, ['start']],
    ['saves first what was typed', { changed: true }, ['save', 'start']],
    ['does not check what could not be saved', { changed: true, saves: 'refused' as const }, ['save']],
    ['says at the client ID that it is missing', { clientId: ' ', saves: 'refused' as const }, ['save']],
  ])('%s', async (_what, given, expected) => {
    const { model, done } = open(given);
    await model.trySignIn();
    expect(done).toEqual(expected);
  });

  it.each([
    ['goes on once access to Zapier is allowed', true, ['start']],
    ['stays where it is while access to Zapier is denied', false, []],
  ])('%s', async (_what, grants, expected) => {
    const { model, done } = open({ grants });
    await model.allowAccess();
    expect(done).toEqual(expected);
  });

  it.each([
    ['tries what Zapier allows with what was typed, and keeps it until that is done', {}, true, ['explore "" k']],
    ['tries nothing while the form is not filled in', { filled: false }, false, []],
    [
      'keeps what was typed if the settings cannot be saved',
      { changed: true, saves: 'refused' as const },
      true,
      ['save'],
    ],
  ])('%s', async (_what, given, isFilled, expected) => {
    const { model, done } = open(given);
    expect(await model.explore()).toBe(isFilled);
    expect(done).toEqual(expected);
  });
});

const ACCESS = { is: 'done', granted: null, missing: [], accountId: '7', email: 'ben@globex.example', unreadable: [] };
const ASKS = { is: 'asks', accountId: '7', email: 'ben@globex.example' } as const;
const POWERS: Powers = { title: 'A', keys: 'checked', deletion: 'allowed', left: [], failure: null };

describe('what Zapier allows', () => {
  it.each([
    ['is tried at once in the account that was shown', { access: ACCESS }, 'explore "7" k'],
    ['is asked about again while no account was agreed to', { access: ACCESS, powers: ASKS }, 'explore "" k'],
  ])('%s', async (_what, found, expected) => {
    const { model, done } = open({ found });
    await model.explore();
    expect(done).toEqual([expected]);
  });

  it('is tried in the account that was agreed to', async () => {
    const { model, done } = open({ found: { access: ACCESS, powers: ASKS } });
    await model.goOn();
    expect(done).toEqual(['explore "7" k']);
  });

  it('asks again after an account was declined, once another check has found one', () => {
    const { model, find } = open({ found: { access: ACCESS, powers: ASKS } });
    model.decline();
    expect(model.isDeclined.value).toBe(true);
    find({ is: 'waiting' });
    find(ASKS);
    expect(model.isDeclined.value).toBe(false);
  });

  it.each<[string, SetUpCheck['powers'][], string[]]>([
    ['is forgotten once its connection was made', [{ is: 'running' }, { is: 'done', ...POWERS }], ['clear']],
    [
      'is kept where Zapier refused it',
      [{ is: 'running' }, { is: 'done', ...POWERS, failure: { code: 'not-sent' } }],
      [],
    ],
    ['is kept while the account is asked about', [ASKS], []],
    ['is kept where the sign-in failed', [{ is: 'not-tried', why: 'no-sign-in' }], []],
    ['is kept where an earlier trial was done', [{ is: 'done', ...POWERS }], []],
  ])('what was typed %s', (_what, steps, expected) => {
    const { find, done } = open();
    for (const step of steps) find(step);
    expect(done).toEqual(expected);
  });
});
