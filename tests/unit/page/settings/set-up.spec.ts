import { signal } from '@preact/signals';
import { describe, expect, it, vi } from 'vitest';
import type { SaveState } from '../../../../lib/page/settings/model';
import { SetUpModel } from '../../../../lib/page/settings/set-up';
import { asTyped, DEFAULT_CONFIG } from '../../../../lib/shared/config';
import { EMPTY_DRAFT } from '../../../../lib/shared/draft';
import { NOTHING_CHECKED } from '../../../../lib/shared/set-up-check';
import { ACME_CRM } from '../../../zapier/zapier';

const TYPED = { draft: EMPTY_DRAFT, secrets: { values: { api_key: 'k' }, editedAt: 1 } };

/** Opens the check on a page whose Save ends like this. */
function open({ clientId = 'a', changed = false, saves = 'saved' as SaveState, grants = true, filled = true } = {}) {
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
  const model = new SetUpModel(page, signal(NOTHING_CHECKED), form, {
    start: async () => done.push('start'),
    explore: async (_app, appId, typed) => done.push(`explore ${appId} ${typed.secrets.values.api_key}`),
    answer: vi.fn(async () => null),
    requestHostAccess: async () => grants,
  });
  return { model, done };
}

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
    ['tries what Zapier allows with what was typed, and forgets it', {}, true, [`explore ${ACME_CRM.app} k`, 'clear']],
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
