import { describe, expect, it, vi } from 'vitest';
import { SettingsModel, type SettingsStore, type StoredSettings } from '../../../../lib/page/settings/model';
import { asTyped, DEFAULT_CONFIG, type EffectiveConfig } from '../../../../lib/shared/config';

function stored(config: Partial<EffectiveConfig>, settings: StoredSettings['settings'] = {}): StoredSettings {
  return { config: { ...DEFAULT_CONFIG, locked: [], unusable: [], ...config }, settings };
}

const USUAL = { receiptTemplate: 'Connected: {connection}', linkTemplate: 'Open {link}' };

function open(first: StoredSettings) {
  const store = {
    load: vi.fn<SettingsStore['load']>(async () => first),
    save: vi.fn<SettingsStore['save']>(async () => ({ ok: true, value: null })),
  };
  return { page: new SettingsModel(first, store, USUAL), store };
}

describe('the settings shown at first', () => {
  it('shows the settings in force, with the apps as they were typed', () => {
    const { page } = open(stored({ clientId: 'a' }, { clientId: 'a', apps: '[ ]' }));
    expect(page.draft.value).toEqual({ ...asTyped(DEFAULT_CONFIG, '[ ]'), ...USUAL, clientId: 'a' });
    expect(page.isChanged.value).toBe(false);
  });

  it("shows the policy's apps where the policy sets them", () => {
    const { page } = open(stored({ locked: ['apps'] }, { apps: '[ ]' }));
    expect(page.draft.value.apps).toBe('[]');
  });
});

describe('the receipt template', () => {
  it('is shown as the usual text where none is set, which is not stored', async () => {
    const { page, store } = open(stored({}));
    expect(page.draft.value.receiptTemplate).toBe(USUAL.receiptTemplate);
    await page.save();
    expect(store.save).toHaveBeenCalledWith(expect.objectContaining({ receiptTemplate: '' }));
  });

  it('is stored where it was changed', async () => {
    const { page, store } = open(stored({}));
    page.edit('receiptTemplate', 'Made: {id}');
    await page.save();
    expect(store.save).toHaveBeenCalledWith(expect.objectContaining({ receiptTemplate: 'Made: {id}' }));
  });

  it('becomes the usual text again once it is cleared and saved', async () => {
    const { page, store } = open(stored({ receiptTemplate: 'Made: {id}' }));
    expect(page.draft.value.receiptTemplate).toBe('Made: {id}');
    page.edit('receiptTemplate', '');
    store.load.mockResolvedValue(stored({}));
    await page.save();
    expect(page.draft.value.receiptTemplate).toBe(USUAL.receiptTemplate);
    expect(page.isChanged.value).toBe(false);
  });
});

describe('saving settings', () => {
  it('sends every value as typed, then shows what was stored', async () => {
    const { page, store } = open(stored({}));
    page.edit('clientId', ' a ');
    expect(page.isChanged.value).toBe(true);
    store.load.mockResolvedValue(stored({ clientId: 'a' }));
    await page.save();
    expect(store.save).toHaveBeenCalledWith({ ...asTyped(DEFAULT_CONFIG, ''), clientId: ' a ' });
    expect(page.draft.value.clientId).toBe('a');
    expect(page.isChanged.value).toBe(false);
    expect(page.saveState.value).toBe('saved');
  });

  it('keeps what is typed while a save is under way', async () => {
    const { page, store } = open(stored({}));
    page.edit('clientId', 'a');
    store.save.mockImplementation(async () => {
      page.edit('scopes', 'profile');
      return { ok: true, value: null };
    });
    store.load.mockResolvedValue(stored({ clientId: 'a' }));
    await page.save();
    expect(page.draft.value.scopes).toBe('profile');
    expect(page.isChanged.value).toBe(true);
  });

  it('keeps every value of a refused save, and clears a failure once its value is edited', async () => {
    const { page, store } = open(stored({}));
    store.save.mockResolvedValue({ ok: false, failure: [{ key: 'clientId', code: 'required' }] });
    page.edit('scopes', 'profile');
    await page.save();
    expect(page.saveState.value).toBe('refused');
    expect(page.failures.value).toHaveLength(1);
    expect(page.draft.value.scopes).toBe('profile');
    page.edit('clientId', 'a');
    expect(page.failures.value).toEqual([]);
  });

  it('reports a save that nobody answers', async () => {
    const { page, store } = open(stored({}));
    store.save.mockRejectedValue(new Error('no receiver'));
    await page.save();
    expect(page.saveState.value).toBe('no-answer');
  });

  it('saves once when asked twice at the same time', async () => {
    const { page, store } = open(stored({}));
    await Promise.all([page.save(), page.save()]);
    expect(store.save).toHaveBeenCalledOnce();
  });
});

describe('a change from elsewhere', () => {
  it('adopts a change from elsewhere, except where a value was edited here', async () => {
    const { page, store } = open(stored({}));
    page.edit('scopes', 'profile');
    store.load.mockResolvedValue(stored({ clientId: 'b', scopes: 'zap' }));
    await page.reload();
    expect(page.draft.value).toMatchObject({ clientId: 'b', scopes: 'profile' });
  });

  it('prefers a policy to what was edited here', async () => {
    const { page, store } = open(stored({}));
    page.edit('scopes', 'profile');
    store.load.mockResolvedValue(stored({ scopes: 'zap', locked: ['scopes'] }));
    await page.reload();
    expect(page.draft.value.scopes).toBe('zap');
    expect(page.locked.value).toEqual(['scopes']);
    expect(page.isChanged.value).toBe(false);
  });
});
